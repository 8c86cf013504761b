import type { CaaRecord } from 'node:dns'
import { describe, expect, it, test } from 'vitest'
import { minuteMs } from '../../../src-shared/duration.ts'
import { caaRecordFor, readCaa, type CaaIssuer } from '../../../src-server/acme/caa.ts'
import { createCaaLook } from '../../../src-server/acme/caa-look.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { until } from '../../support/until.ts'

const name = 'desk.example.jp'
const issuer: CaaIssuer = { domains: ['letsencrypt.org'], accountUrl: 'https://acme.example/acct/7' }
const ours = 'letsencrypt.org; validationmethods=tls-alpn-01; accounturi=https://acme.example/acct/7'

/** Name servers that know these records, and say of every other name that it has none. */
function servers(zone: Readonly<Record<string, readonly Omit<CaaRecord, 'critical'>[]>>) {
  const asked: string[] = []
  const resolve = async (of: string): Promise<readonly CaaRecord[]> => {
    asked.push(of)
    const records = zone[of]
    if (!records) throw Object.assign(new Error('queryCaa ENODATA'), { code: 'ENODATA' })
    return records.map((record) => Object.assign({ critical: 0 }, record))
  }
  return { asked, resolve }
}

test('the record is what RFC 8657 says, and is judged to be right', async () => {
  const record = caaRecordFor(name, issuer)
  expect(record).toBe(`desk.example.jp. CAA 0 issue "${ours}"`)
  const value = /issue "(.*)"/.exec(record)?.[1] ?? ''
  expect(await readCaa(name, issuer, servers({ [name]: [{ issue: value }] }).resolve)).toBe('right')
})

describe('the name servers', () => {
  it.each([
    ['say nothing', {}, 'none'],
    ['speak of mail alone', { [name]: [{ iodef: 'mailto:x@example.jp' }] }, 'none'],
    ['let everybody at our authority', { [name]: [{ issue: 'letsencrypt.org' }] }, 'open'],
    ['let us and another authority', { [name]: [{ issue: ours }, { issue: 'other.example' }] }, 'open'],
    [
      'let us, and another authority that may not know accounts',
      { [name]: [{ issue: ours }, { issue: 'other.example; accounturi=https://acme.example/acct/7' }] },
      'open',
    ],
    ['let us, and nobody by an empty one', { [name]: [{ issue: ours }, { issue: ';' }] }, 'right'],
    ['let us by name of our own', { 'example.jp': [{ issue: ours }] }, 'right'],
    ['let nobody', { [name]: [{ issue: ';' }] }, 'shut'],
    ['let another authority', { [name]: [{ issue: 'other.example' }] }, 'shut'],
    ['let another account', { [name]: [{ issue: 'letsencrypt.org; accounturi=https://acme.example/acct/8' }] }, 'shut'],
    ['want another proof', { [name]: [{ issue: 'letsencrypt.org; validationmethods=dns-01' }] }, 'shut'],
    ['say less above', { [name]: [{ issue: ours }], 'example.jp': [{ issue: ';' }] }, 'right'],
  ] as const)('%s', async (...[, zone, state]) => {
    expect(await readCaa(name, issuer, servers(zone).resolve)).toBe(state)
  })

  it('are asked for the name first, then for each above it', async () => {
    const { asked, resolve } = servers({})
    await readCaa(name, issuer, resolve)
    expect(asked).toEqual(['desk.example.jp', 'example.jp', 'jp'])
  })

  it('do not answer: then nothing is known', async () => {
    const silent = () => Promise.reject(Object.assign(new Error('queryCaa ETIMEOUT'), { code: 'ETIMEOUT' }))
    expect(await readCaa(name, issuer, silent)).toBe('unknown')
  })
})

test('who looks again within a minute is told what was found, and nobody is asked', async () => {
  const clock = createFakeClock()
  const { asked, resolve } = servers({ [name]: [{ issue: ours }] })
  const look = createCaaLook(clock, resolve)
  expect(look(name, issuer).state).toBe('looking')
  await until(() => look(name, issuer).state === 'right')
  expect(asked).toHaveLength(1)
  clock.advance(minuteMs)
  expect(look(name, issuer)).toEqual({ record: caaRecordFor(name, issuer), state: 'right' })
  expect(asked).toHaveLength(2)
})
