/** One attacker with as many addresses as one line or one network has. A trusted proxy tells who is who. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../src-server/policy.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { openDesk, openKnock, openVisitor, unwrap } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'
import { until } from '../../support/until.ts'

const { openKnocks } = defaultPolicy
const hex = (index: number): string => index.toString(16)
const request = { name: '', company: '', about: '', when: '' }

let server: RoomServer
let clock: FakeClock

beforeEach(async () => {
  clock = createFakeClock()
  server = await startServer({ clock, trustedProxies: ['127.0.0.1'] })
})
afterEach(async () => {
  await server.dispose()
})

/** `ok`, or why not. */
async function tryKnock(from: string): Promise<string> {
  const visitor = await openVisitor(server, { from })
  const answer = await visitor.send('knock', { name: from, token: visitor.token })
  return answer.kind === 'ok' ? 'ok' : answer.code
}

async function knockFrom(count: number, addressAt: (index: number) => string): Promise<readonly string[]> {
  const answers: string[] = []
  for (let index = 0; index < count; index += 1) answers.push(await tryKnock(addressAt(index)))
  return answers
}

const allowed = (answers: readonly string[]): number => answers.filter((answer) => answer === 'ok').length

describe('the door', () => {
  it.each([
    ['one address', () => '203.0.113.7', openKnocks.perAddress],
    ['one /64', (index: number) => `2001:db8:1:2::${hex(index)}`, openKnocks.perAddress],
    ['one /24', (index: number) => `203.0.113.${index}`, openKnocks.perNetwork],
    ['one /48', (index: number) => `2001:db8:1:${hex(index)}::1`, openKnocks.perNetwork],
  ] as const)('takes a few open knocks of %s, and then those of others', async (_, addressAt, most) => {
    const answers = await knockFrom(20, addressAt)
    expect(allowed(answers)).toBe(most)
    expect(new Set(answers.slice(most))).toEqual(new Set(['busy']))
    expect(await tryKnock('192.0.2.9')).toBe('ok')
  })

  it('lets several people of one office in, one after the other', async () => {
    const desk = await openDesk(server)
    const office = await Promise.all(Array.from({ length: 5 }, () => openKnock(server, { from: '203.0.113.7' })))
    expect(await tryKnock('203.0.113.7')).toBe('busy')
    const [first] = office
    unwrap(await desk.send('admit', { knockId: first!.knock.id }))
    expect(await tryKnock('203.0.113.7')).toBe('ok')
  })

  it('keeps places for networks that have none open, when the others have filled the room', async () => {
    const answers = await knockFrom(openKnocks.total + 20, (index) => `10.0.${Math.floor(index / 15)}.${index % 15}`)
    // The last network of them comes in once more, as a newcomer does; nobody else of it.
    expect(allowed(answers)).toBe(openKnocks.total + 1)
    expect(await tryKnock('192.0.2.9')).toBe('ok')
    expect(await tryKnock('192.0.2.10')).toBe('busy')
    expect(await tryKnock('2001:db8:7::1')).toBe('ok')
  }, 30_000)
})

describe('coming and going', () => {
  it('is counted for a network too, so that many addresses do not ring without end', async () => {
    const most = 4 * defaultPolicy.rates.knocksPerAddress.count
    const answers: string[] = []
    for (let index = 0; index < most + 5; index += 1) {
      const visitor = await openVisitor(server, { from: `2001:db8:1:${hex(index)}::1` })
      const answer = await visitor.send('knock', { name: '', token: visitor.token })
      answers.push(answer.kind === 'ok' ? 'ok' : answer.code)
      if (answer.kind === 'ok') unwrap(await visitor.send('withdraw', null))
      visitor.dispose()
    }
    expect(allowed(answers)).toBe(most)
    expect(answers.at(-1)).toBe('rate-limited')
    expect(await tryKnock('192.0.2.9')).toBe('ok')
    clock.advance(60_000)
    expect(await tryKnock('2001:db8:1:1::1')).toBe('ok')
  }, 30_000)
})

describe('the list to call back', () => {
  it('shows who asked to be phoned before a flood, as well as the flood', async () => {
    const desk = await openDesk(server)
    const honest = await openVisitor(server, { from: '192.0.2.9' })
    unwrap(await honest.send('call-back', { ...request, phone: '03-1234-5678' }))
    for (let index = 0; index < 210; index += 1) {
      // Each as late as the rate wants it, and each with another number.
      clock.advance(7_000)
      const attacker = await openVisitor(server, { from: `2001:db8:1:${hex(index)}::1` })
      unwrap(await attacker.send('call-back', { ...request, phone: `090-${index}00-0000` }))
      attacker.dispose()
    }
    const again = await openDesk(server)
    const { followUps } = await again.waitFor('snapshot')
    expect(followUps).toHaveLength(200)
    expect(followUps.at(-1)?.followUp).toMatchObject({ request: { phone: '03-1234-5678' } })
    const times = followUps.map(({ startedAtMs }) => startedAtMs)
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    await until(() => desk.facts.some(({ name }) => name === 'follow-ups:changed'))
  }, 60_000)
})
