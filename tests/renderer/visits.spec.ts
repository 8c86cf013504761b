import { expect, test, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { Visit } from '../../src-shared/visit.ts'
import { change, openHarness } from './harness/open-harness.ts'
import {
  admitted,
  followUpDone,
  nowMs,
  otherDesk,
  sampleCall,
  sampleFollowUp,
  sampleKnock,
  sampleState,
  sampleVisit,
} from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

const day = 86_400_000
const visits = [
  sampleVisit('v1', admitted, {
    company: '佐藤商会',
    name: '佐藤',
    call: { endedAtMs: nowMs - 3_280_000, reason: 'visitor-left' },
  }),
  sampleVisit(
    'v2',
    { kind: 'expired', cause: 'unanswered' },
    { name: '', startedAtMs: nowMs - day, endedAtMs: nowMs - day + 600_000 },
  ),
  sampleVisit('v3', { kind: 'denied', by: otherDesk, message: null }, { name: '高橋', startedAtMs: nowMs - 5 * day }),
]

async function openLog(page: Page, state: DeskState, given: readonly Visit[] = visits) {
  const opened = await openHarness(page, { view: 'page', state })
  await page.evaluate((log) => {
    window.harness.client.answerRequest('visits:list', () =>
      Promise.resolve({ kind: 'ok', value: { visits: log, hasMore: false } }),
    )
  }, given)
  await page.getByRole('link', { name: '来訪記録' }).click()
  return opened
}

/** What the face has asked the server for, by this name. */
function asked(page: Page, name: string): Promise<readonly unknown[]> {
  return page.evaluate(
    (wanted) =>
      window.harness.client.requests
        .filter((one) => one.name === wanted)
        .map((one) => one.payload)
        // The queue's quiet line asks for the last visit alone.
        .filter((payload) => !JSON.stringify(payload).includes('"limit":1}')),
    name,
  )
}

test('the log is day by day, with who, when, how long and what came of it', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await page.evaluate((given) => {
    window.harness.client.answerRequest('visits:list', ({ beforeMs }) =>
      Promise.resolve({
        kind: 'ok',
        value:
          beforeMs === null ? { visits: given.slice(0, 2), hasMore: true } : { visits: given.slice(2), hasMore: false },
      }),
    )
  }, visits)
  await page.getByRole('link', { name: '来訪記録' }).click()
  await expect(page.locator('.visit-day-title')).toHaveText([/^今日/, /^昨日/])
  const today = page.getByRole('row').filter({ hasText: '佐藤商会' }).first()
  for (const words of ['佐藤', '9:00', '0:20', '事務所が応対', '5:00']) await expect(today).toContainText(words)
  await expect(page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'お客様' }) })).toContainText(
    '応対できず',
  )
  await page.getByRole('button', { name: 'さらに表示' }).click()
  await expect(page.getByRole('row').filter({ hasText: '高橋' })).toContainText('事務所がお断り')
  await expect(page.getByRole('button', { name: 'さらに表示' })).toBeHidden()
  expect(await asked(page, 'visits:list')).toMatchObject([{ beforeMs: null }, { beforeMs: visits[1]?.startedAtMs }])
})

test('empty, offline and failed are said in words', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ connection: { kind: 'offline', sinceMs: nowMs } }) })
  await page.getByRole('link', { name: '来訪記録' }).click()
  await expect(page.getByText('サーバーにつながると、来訪記録を表示します。')).toBeVisible()
  await expect(page.getByRole('button', { name: 'CSVで保存' })).toBeDisabled()
  await change(page, { connection: { kind: 'online' } })
  await expect(page.getByText('まだ来訪はありません')).toBeVisible()
  await expect(page.getByText('折り返しが必要な方はいらっしゃいません。')).toBeVisible()
  await page.evaluate(() => {
    window.harness.client.answerRequest('visits:list', () =>
      Promise.resolve({ kind: 'failed', code: 'internal', message: 'No.' }),
    )
  })
  await page.getByRole('link', { name: '受付' }).click()
  await page.getByRole('link', { name: '来訪記録' }).click()
  await expect(page.getByText('来訪記録を読み込めませんでした。')).toBeVisible()
})

test('words, outcomes and days narrow the log, and nothing found is said', async ({ page }) => {
  await openLog(page, sampleState())
  await expect(page.getByRole('row').filter({ hasText: '佐藤' })).toBeVisible()
  await page.evaluate(() => {
    window.harness.client.answerRequest('visits:list', () =>
      Promise.resolve({ kind: 'ok', value: { visits: [], hasMore: false } }),
    )
  })
  await page.getByRole('searchbox').fill('図面')
  await page.clock.runFor(300)
  await expect(page.getByText('当てはまる来訪はありません')).toBeVisible()
  const chip = page.getByRole('group', { name: '結果で選ぶ' }).getByRole('button', { name: '途中で退出' })
  await chip.click()
  await expect(chip).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: '前の日' }).click()
  await expect(page.getByLabel('日付')).toHaveValue('2026-11-21')
  const midnight = Date.UTC(2026, 10, 20, 15)
  await expect
    .poll(async () => (await asked(page, 'visits:list')).at(-1))
    .toMatchObject({ text: '図面', outcomes: ['withdrawn'], fromMs: midnight, toMs: midnight + day, beforeMs: null })
  await page.getByRole('button', { name: '次の日' }).click()
  await expect(page.getByLabel('日付')).toHaveValue('2026-11-22')
  await expect(page.getByRole('button', { name: '次の日' })).toBeDisabled()
  await page.getByRole('button', { name: 'すべての日' }).click()
  await expect.poll(async () => (await asked(page, 'visits:list')).at(-1)).toMatchObject({ fromMs: null, toMs: null })
})

test('who is to be called back stands on top with phone and reason until it is marked done', async ({ page }) => {
  const followUps = [sampleFollowUp('f1', 'call-back-requested'), sampleFollowUp('f2', 'missed', { name: '高橋' })]
  await openLog(page, sampleState({ followUps }))
  await expect(page.getByRole('link', { name: '来訪記録', exact: true })).toHaveAccessibleDescription('折り返し待ち2件')
  const items = page.getByRole('region', { name: '応対できなかった方と折り返し' }).getByRole('listitem')
  await expect(items).toHaveCount(2)
  for (const words of ['佐藤商会', 'お電話のご希望', '9:00', '図面K-2041の納期', '15時以降'])
    await expect(items.nth(0)).toContainText(words)
  await expect(items.nth(0).getByRole('link', { name: '03-9876-5432' })).toHaveAttribute('href', 'tel:0398765432')
  await expect(items.nth(1)).toContainText('応対できなかったノック')
  await items.nth(1).getByRole('textbox').fill('留守電に伝言')
  await items.nth(1).getByRole('button', { name: '対応済みにする' }).click()
  await items.nth(0).getByRole('button', { name: '対応済みにする' }).click()
  expect(await asked(page, 'follow-up:done')).toEqual([
    { visitId: 'f2', note: '留守電に伝言' },
    { visitId: 'f1', note: '' },
  ])
  await change(page, { followUps: [] })
  await expect(items).toHaveCount(0)
  await expect(page.getByRole('link', { name: '来訪記録', exact: true })).toBeVisible()
})

test('a done follow-up says who did it and with what note, and can be reopened', async ({ page }) => {
  await openLog(page, sampleState(), [sampleVisit('v1', { kind: 'withdrawn' }, { followUp: followUpDone })])
  const row = page.getByRole('row').filter({ hasText: '事務所が対応済み' })
  await expect(row).toContainText('15時に電話した')
  await row.getByRole('button', { name: /未対応に戻す/ }).click()
  expect(await asked(page, 'follow-up:reopen')).toEqual([{ visitId: 'v1' }])
})

test('a call-back link is made for a day or a week, shown as code and copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openLog(page, sampleState({ followUps: [sampleFollowUp('f1', 'missed')] }))
  await page.evaluate(
    (at) => {
      const answer = {
        kind: 'ok',
        value: { url: 'http://localhost/front-desk#invited.secret', expiresAtMs: at },
      } as const
      window.harness.client.answerRequest('invitation:create', () => Promise.resolve(answer))
    },
    nowMs + 7 * day,
  )
  await page.getByRole('button', { name: '通話用リンク' }).click()
  const dialog = page.getByRole('dialog', { name: '佐藤商会様への通話用リンク' })
  await dialog.getByRole('button', { name: '7日有効のリンクを作る' }).click()
  await expect(dialog.getByRole('img', { name: '通話用リンクのQRコード' })).toBeVisible()
  await expect(dialog).toContainText('2026年11月29日 10:00')
  await dialog.getByRole('button', { name: 'リンクをコピー' }).click()
  await expect(dialog.getByRole('button', { name: 'コピーしました' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('http://localhost/front-desk#invited.secret')
  expect(await asked(page, 'invitation:create')).toEqual([{ knockId: 'f1', validForMs: 7 * day }])
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

test('who knocks over an open dialog is said in it, and a call that begins comes to the front', async ({ page }) => {
  const followUps = [sampleFollowUp('f1', 'missed')]
  const early = sampleKnock('knock-1', { name: '高橋' })
  await openLog(page, sampleState({ followUps, knocks: [early] }))
  const link = page.getByRole('button', { name: '通話用リンク' })
  const dialog = page.getByRole('dialog', { name: '佐藤商会様への通話用リンク' })
  await link.click()
  await expect(dialog).toBeVisible()
  await expect(dialog.getByText('高橋様がノックしています')).toBeHidden()
  await change(page, { knocks: [early, sampleKnock('knock-2', { name: '佐藤' })] })
  await expect(dialog.getByText('佐藤様がノックしています')).toBeVisible()
  await dialog.getByRole('button', { name: '受付を開く' }).click()
  await expect(page.getByRole('list', { name: 'お待ちのお客様' })).toBeVisible()

  await page.getByRole('link', { name: '来訪記録' }).click()
  await link.click()
  await expect(dialog).toBeVisible()
  // Admitted by the key, the notice or the card.
  await change(page, { knocks: [], calls: [sampleCall({ visitorName: '佐藤' })] })
  await expect(page.getByRole('region', { name: '佐藤様と通話中' })).toBeVisible()
  await expect(dialog).toBeHidden()
})

test('a visitor is erased only after it was said what goes', async ({ page }) => {
  await openLog(page, sampleState())
  await page.evaluate(() => {
    window.harness.client.answerRequest('visits:erase', () => Promise.resolve({ kind: 'ok', value: { erased: 3 } }))
  })
  const erase = page.getByRole('button', { name: '佐藤様の記録を消す' })
  await erase.click()
  const dialog = page.getByRole('dialog', { name: '佐藤様の記録を消しますか' })
  await expect(dialog).toContainText('一度消すと元に戻せません。')
  await dialog.getByRole('button', { name: '消さない' }).click()
  await expect(dialog).toBeHidden()
  expect(await asked(page, 'visits:erase')).toEqual([])
  await erase.click()
  const before = (await asked(page, 'visits:list')).length
  await dialog.getByRole('button', { name: '記録を消す' }).click()
  await expect(page.getByText('来訪3件分の記録を消しました。')).toBeVisible()
  expect(await asked(page, 'visits:erase')).toEqual([{ visitId: 'v1' }])
  expect(await asked(page, 'visits:list')).toHaveLength(before + 1)
})

test('what is searched for is saved as a file, byte order mark and all', async ({ page }) => {
  const { problems } = await openLog(page, sampleState())
  await page.evaluate(() => {
    const value = { fileName: 'visits-2026-11-22.csv', csv: '\uFEFF時刻,お客様\r\n10:00,田中\r\n' }
    window.harness.client.answerRequest('visits:export', () => Promise.resolve({ kind: 'ok', value }))
  })
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSVで保存' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('visits-2026-11-22.csv')
  expect(await readFile(await download.path(), 'utf8')).toBe('\uFEFF時刻,お客様\r\n10:00,田中\r\n')
  expect(await asked(page, 'visits:export')).toMatchObject([{ filter: { text: '', outcomes: [] }, language: 'ja' }])
  expect(problems).toEqual([])
})

test('the week is counted, drawn and readable as a table', async ({ page }) => {
  const { problems } = await openHarness(page, { view: 'page', state: sampleState() })
  await page.evaluate(() => {
    const knocksByHour = Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 8 : hour === 14 ? 4 : 0))
    const value = { knocks: 12, admitted: 10, knocksByHour, medianWaitMs: 25_000 }
    window.harness.client.answerRequest('visits:stats', () => Promise.resolve({ kind: 'ok', value }))
  })
  await page.getByRole('link', { name: '来訪記録' }).click()
  for (const words of ['ノック12件', '応対 83%', 'ふだんの待ち時間 0:25'])
    await expect(page.getByText(words)).toBeVisible()
  const bars = page.locator('.week-bar')
  /** The heights of all bars, from seven o'clock on, as parts of the highest. */
  const heights = async (): Promise<readonly number[]> => {
    const all = await bars.evaluateAll((found) => found.map((bar) => bar.getBoundingClientRect().height))
    return all.map((height) => Math.round((100 * height) / Math.max(...all)))
  }
  const expected = Array.from({ length: 13 }, (_, index) => (index === 2 ? 100 : index === 7 ? 50 : 0))
  expect(await heights()).toEqual(expected)
  await expect(page.locator('.week-count')).toHaveText(['8', '4'])
  const colour = () => bars.nth(2).evaluate((bar) => getComputedStyle(bar).backgroundColor)
  const light = await colour()
  await change(page, { settings: { ...sampleState().settings, theme: 'dark' } })
  await expect.poll(colour).not.toBe(light)
  expect(await page.getByRole('img', { name: /時間帯ごと/ }).count()).toBe(0)
  await expect(page.getByRole('table', { name: /時間帯ごと/ }).getByRole('row', { name: '14時 4' })).toBeAttached()
  const spans = await asked(page, 'visits:stats')
  // The queue's quiet line has asked for today.
  expect(spans.slice(1)).toEqual([{ fromMs: Date.UTC(2026, 10, 15, 15), toMs: Date.UTC(2026, 10, 22, 15) }])
  expect(problems).toEqual([])
})

test('links are listed with whom, by whom, until when and whether used, and taken back once confirmed', async ({
  page,
}) => {
  await openLog(page, sampleState(), [sampleVisit('v1', admitted, { invitedBy: otherDesk })])
  await expect(page.getByRole('row').filter({ hasText: 'ご招待のお客様' })).toHaveCount(1)
  const links = page.getByRole('region', { name: 'お渡しした通話用リンク' })
  await expect(links, 'nothing to show, nothing shown').toHaveCount(0)
  await page.evaluate(
    ({ by, at }) => {
      const link = { knockId: 'v1', company: '佐藤商会', by, expiresAtMs: at } as const
      const value = [
        { ...link, id: 'i1', name: '佐藤', use: 'unused' },
        { ...link, id: 'i2', name: '', use: 'used' },
      ]
      window.harness.client.answerRequest('invitations:list', () => Promise.resolve({ kind: 'ok', value } as never))
    },
    { by: otherDesk, at: nowMs + 7 * day },
  )
  await change(page, { knocks: [sampleKnock('k1', { invitedBy: otherDesk })] })
  const [unused, used] = [links.getByRole('listitem').nth(0), links.getByRole('listitem').nth(1)]
  await expect(unused).toContainText(/佐藤.*未使用.*ご招待のお客様（.*より）.*2026\/11\/29 10:00まで/)
  await expect(used).toContainText(/お客様.*使用済み/)
  await expect(used.getByRole('button')).toHaveCount(0)
  await unused.getByRole('button', { name: '取り消す' }).click()
  await unused.getByRole('button', { name: 'そのままにする' }).click()
  expect(await asked(page, 'invitations:revoke')).toEqual([])
  await unused.getByRole('button', { name: '取り消す' }).click()
  await unused.getByRole('button', { name: 'リンクを取り消す' }).click()
  expect(await asked(page, 'invitations:revoke')).toEqual([{ invitationId: 'i1' }])
})
