import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toVisitExport } from '../../../src-server/visits/visit-export.ts'
import { anyVisit, type Visit } from '../../../src-shared/visit.ts'
import { openDesk, openKnock, parseCallId, parseDeskId, parseKnockId, unwrap } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

const startedAtMs = Date.parse('2026-11-22T23:59:50+09:00')
const by = { id: parseDeskId('mine'), name: 'フライス盤' }
const request = { name: '', company: '', phone: '+81 3-1234-5678', about: '見積り、"至急"', when: '午後3時' }
const visit: Visit = {
  id: parseKnockId('k_1'),
  name: '髙橋 𠮷朗',
  company: '株式会社 田中精機',
  startedAtMs,
  endedAtMs: startedAtMs + 15_000,
  invitedBy: { id: by.id, name: 'ボール盤' },
  end: { kind: 'admitted', by, callId: parseCallId('c_1') },
  call: { endedAtMs: startedAtMs + 75_400, reason: 'desk-hung-up' },
  followUp: {
    kind: 'done',
    reason: 'call-back-requested',
    request,
    by,
    atMs: startedAtMs + 60_000,
    note: '=1+1\n電話しました',
  },
}
const context = { timeZone: 'Asia/Tokyo', nowMs: startedAtMs } as const

describe('the visit log as a table', () => {
  it('has a byte order mark, CRLF, a header and words in the language that was asked for', () => {
    const { csv, fileName } = toVisitExport([visit], { ...context, language: 'ja' })
    expect(fileName).toBe('来訪記録_2026-11-22.csv')
    expect(csv.startsWith('\uFEFF日時,お名前,会社名,結果,待ち時間（秒）,')).toBe(true)
    expect(csv.endsWith('\r\n')).toBe(true)
    expect(csv.split('\r\n')).toHaveLength(3)
    expect(csv).toContain('2026-11-22 23:59:50,髙橋 𠮷朗,株式会社 田中精機,入室,15,フライス盤,60,受付が終了,対応済み,')
    expect(csv).toContain('"見積り、""至急"""')
    expect(csv.split('\r\n')[0]?.endsWith(',ご招待した受付')).toBe(true)
    expect(csv).toContain(',ボール盤\r\n')
    const english = toVisitExport([visit], { ...context, language: 'en' })
    expect(english.fileName).toBe('visit-log_2026-11-22.csv')
    expect(english.csv).toContain('Admitted,15,フライス盤,60,Desk hung up,Done,Call-back requested,')
  })

  it('calls a visitor who gave no name a visitor', () => {
    const nameless = { ...visit, name: '' }
    expect(toVisitExport([nameless], { ...context, language: 'ja' }).csv).toContain('23:59:50,お客様,')
    expect(toVisitExport([nameless], { ...context, language: 'en' }).csv).toContain('23:59:50,A visitor,')
  })

  it('writes times by the clock of the room', () => {
    const { csv } = toVisitExport([visit], { ...context, language: 'en', timeZone: 'Europe/Berlin' })
    expect(csv).toContain('2026-11-22 15:59:50')
  })

  it.for(['=1+1', '+81', '-1', '@SUM(A1)', '\tx', '＝1+1'])('lets no text of a visitor be a formula: %j', (text) => {
    const { csv } = toVisitExport([{ ...visit, name: text, company: '' }], { ...context, language: 'en' })
    expect(csv).toMatch(new RegExp(`,"?'${text.replace(/[+()]/g, String.raw`\$&`)}"?,`))
  })

  it('has a line for every kind of end', () => {
    const lost: Visit = { ...visit, call: null, followUp: { kind: 'open', reason: 'missed', request: null } }
    const ends: readonly Visit['end'][] = [
      { kind: 'denied', by, message: null },
      { kind: 'withdrawn' },
      { kind: 'withdrawn', wasHeld: true },
      { kind: 'expired', cause: 'unanswered' },
      { kind: 'expired', cause: 'visitor-gone' },
      { kind: 'not-knocked' },
    ]
    const visits = ends.map((end): Visit => Object.assign({ ...lost }, { end }))
    const { csv } = toVisitExport(visits, { ...context, language: 'ja' })
    const outcomes = csv
      .trim()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',').slice(3, 6))
    expect(outcomes).toEqual([
      ['お断り', '15', 'フライス盤'],
      ['気づかれず', '15', ''],
      ['待っている間に退出', '15', ''],
      ['応対できず', '15', ''],
      ['気づかれず（接続切れ）', '15', ''],
      ['ノックなし', '', ''],
    ])
  })
})

describe('an export over the wire', () => {
  it('holds what the filter lets through', async () => {
    const server = await startServer()
    const desk = await openDesk(server)
    for (const name of ['佐藤', '鈴木']) {
      const { visitor } = await openKnock(server, { name })
      unwrap(await visitor.send('withdraw', null))
    }
    const filter = { ...anyVisit, text: '佐藤' }
    const { csv } = unwrap(await desk.send('visits:export', { filter, language: 'ja' }))
    await server.dispose()
    expect(csv).toContain(',佐藤,,気づかれず,')
    expect(csv).not.toContain('鈴木')
  })
})

const hasCalc = spawnSync('soffice', ['--version']).status === 0
if (!hasCalc) process.stderr.write('skipped: no spreadsheet program here (apt-get install libreoffice-calc)\n')

describe.skipIf(!hasCalc)('a spreadsheet program', () => {
  let folder: string
  beforeEach(async () => {
    folder = await makeFolder()
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  it('opens it with the Japanese intact, and runs no formula of it', { timeout: 120_000 }, async () => {
    const { csv } = toVisitExport([visit], { ...context, language: 'ja' })
    await writeFile(path.join(folder, 'visits.csv'), csv)
    // Without a window it does not look for the byte order mark, so it is told: comma, quotes, UTF-8.
    const child = spawn(
      'soffice',
      [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        '--infilter=CSV:44,34,76',
        '--convert-to',
        'fods',
        '--outdir',
        folder,
        path.join(folder, 'visits.csv'),
      ],
      { stdio: 'ignore' },
    )
    expect(await once(child, 'exit')).toEqual([0, null])
    const sheet = await readFile(path.join(folder, 'visits.fods'), 'utf8')
    for (const text of ['お名前', '髙橋 𠮷朗', '株式会社 田中精機', '受付が終了', '見積り、', '電話しました']) {
      expect(sheet).toContain(text)
    }
    expect(sheet).not.toContain('table:formula')
  })
})
