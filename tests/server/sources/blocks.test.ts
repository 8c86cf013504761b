/** A person at a desk turns everybody from one place away. */
import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { filesOf } from '../../support/files-of.ts'
import { findKnock, openDesk, openKnock, openVisitor, unwrap, type DeskClient } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

const hourMs = 60 * 60_000
const here = '203.0.113.7'
const words = { ja: '本日は終了しました。', en: 'We are closed for today.' }
const request = { name: '', company: '', phone: '03-1234-5678', about: '', when: '' }

let folder: string
let server: RoomServer
let clock: FakeClock
let desk: DeskClient

beforeEach(async () => {
  folder = await makeFolder()
  // 10:30 in Tokyo.
  clock = createFakeClock(Date.parse('2026-11-24T01:30:00Z'))
  await start()
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<void> {
  server = await startServer({ clock, dataFolder: folder, trustedProxies: ['127.0.0.1'] })
  desk = await openDesk(server, { id: 'mine', name: 'Milling' })
}

async function codeOfKnock(from: string): Promise<string> {
  const visitor = await openVisitor(server, { from })
  const answer = await visitor.send('knock', { name: '', token: visitor.token })
  return answer.kind === 'ok' ? 'ok' : answer.code
}

describe('all from here', () => {
  it('are the knocks of one source, which the desk is told without an address', async () => {
    const mine = await openKnock(server, { from: here })
    const same = await openKnock(server, { from: here })
    const other = await openKnock(server, { from: '203.0.113.8' })
    const line = [await openKnock(server, { from: '2001:db8::1' }), await openKnock(server, { from: '2001:db8::2' })]
    const local = await openKnock(server)
    const sourceOf = ({ knock }: { readonly knock: { readonly id: typeof mine.knock.id } }) =>
      findKnock(desk, knock.id)?.source
    await desk.waitFor('knock:changed', ({ knock }) => knock.id === local.knock.id)
    expect(sourceOf(mine)).toBe(sourceOf(same))
    expect(sourceOf(mine)).not.toBe(sourceOf(other))
    expect(sourceOf(line[0]!)).toBe(sourceOf(line[1]!))
    expect(sourceOf(local)).toBeNull()
    expect(JSON.stringify(desk.facts)).not.toContain('203.0.113')
    expect(JSON.stringify(mine.visitor.facts)).not.toContain(sourceOf(mine))
  })

  it('are denied at once with one command, and nobody else is', async () => {
    const mine = [await openKnock(server, { from: here }), await openKnock(server, { from: here })]
    const other = await openKnock(server, { from: '203.0.113.8' })
    const [first] = mine
    expect(unwrap(await desk.send('sources:deny', { knockId: first!.knock.id, message: words }))).toEqual({ denied: 2 })
    for (const { visitor } of mine) {
      const denied = await visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'denied')
      expect(denied.phase).toEqual({ kind: 'denied', message: words, asksForNumber: false })
    }
    unwrap(await desk.send('admit', { knockId: other.knock.id }))
    // Nobody is blocked by that, and repeating it does nothing.
    expect(await codeOfKnock(here)).toBe('ok')
    const again = await desk.send('sources:deny', { knockId: other.knock.id, message: null })
    expect(again).toMatchObject({ value: { denied: 0 } })
  })

  it('cannot be told where nobody can be told apart', async () => {
    const { knock } = await openKnock(server)
    const refused = { kind: 'failed', code: 'wrong-state' }
    expect(await desk.send('sources:deny', { knockId: knock.id, message: null })).toMatchObject(refused)
    expect(await desk.send('sources:block', { knockId: knock.id, message: null, span: 'hour' })).toMatchObject(refused)
    expect(await codeOfKnock('127.0.0.1')).toBe('ok')
  })
})

describe('a block', () => {
  async function block(span: 'hour' | 'today' | 'week'): Promise<number> {
    const { visitor, knock } = await openKnock(server, { name: 'Rude', from: here })
    const made = unwrap(await desk.send('sources:block', { knockId: knock.id, message: null, span }))
    await visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'denied')
    expect(made.denied).toBe(1)
    return made.untilMs
  }

  it('refuses knocks and call-back requests from there by name, and nobody else', async () => {
    await block('hour')
    expect(await codeOfKnock(here)).toBe('blocked')
    const visitor = await openVisitor(server, { from: here })
    expect(await visitor.send('call-back', request)).toMatchObject({ code: 'blocked' })
    expect(await codeOfKnock('203.0.113.8')).toBe('ok')
    unwrap(await (await openVisitor(server, { from: '203.0.113.8' })).send('call-back', request))
  })

  it.each([
    ['hour', '2026-11-24T02:30:00Z'],
    // Midnight in Tokyo.
    ['today', '2026-11-24T15:00:00Z'],
    ['week', '2026-12-01T01:30:00Z'],
  ] as const)('of %s ends at %s, by the time alone', async (span, end) => {
    const untilMs = await block(span)
    expect(new Date(untilMs).toISOString()).toBe(end.replace('Z', '.000Z'))
    clock.advance(untilMs - clock.now() - 1)
    expect(await codeOfKnock(here)).toBe('blocked')
    clock.advance(1)
    expect(await codeOfKnock(here)).toBe('ok')
    expect(unwrap(await desk.send('sources:blocks', null))).toEqual([])
  })

  it('is listed, outlives a restart, and any desk lifts it', async () => {
    const untilMs = await block('today')
    await server.dispose()
    await start()
    expect(await codeOfKnock(here)).toBe('blocked')
    const [listed, ...more] = unwrap(await desk.send('sources:blocks', null))
    expect(more).toEqual([])
    expect(listed).toMatchObject({ visitorName: 'Rude', by: { id: 'mine' }, sinceMs: clock.now(), untilMs })
    const other = await openDesk(server, { id: 'other' })
    unwrap(await other.send('sources:unblock', { source: listed!.source }))
    expect(await other.send('sources:unblock', { source: listed!.source })).toMatchObject({ code: 'not-found' })
    expect(await codeOfKnock(here)).toBe('ok')
  })

  it('is replaced by a later one of the same source', async () => {
    const { knock } = await openKnock(server, { from: here })
    for (const span of ['week', 'hour'] as const) {
      unwrap(await desk.send('sources:block', { knockId: knock.id, message: null, span }))
    }
    const listed = unwrap(await desk.send('sources:blocks', null))
    expect(listed.map(({ untilMs }) => untilMs)).toEqual([clock.now() + hourMs])
  })

  it('keeps no address on the disk', async () => {
    await block('week')
    const contents = await filesOf(folder)
    expect(contents.length).toBeGreaterThan(0)
    expect(contents.includes(here)).toBe(false)
  })
})
