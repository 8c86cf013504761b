/** Passwords for TURN servers, made per call from a secret that stays in the server. */
import { createHmac } from 'node:crypto'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { IceServer } from '../../../src-shared/call.ts'
import { hourMs } from '../../../src-shared/duration.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { openDesk, openKnock, openVisitor, unwrap } from '../../support/room-client.ts'
import type { DeskClient, VisitorClient } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'

const turnSecret = 'north-by-north-west'
const stun: IceServer = { urls: ['stun:turn.example.jp'] }
const turn: IceServer = { urls: ['turn:turn.example.jp:3478', 'turns:turn.example.jp:5349'] }
const other: IceServer = { urls: ['turn:other.example.jp'], username: 'static', credential: 'static-password' }
const startMs = Date.parse('2026-11-24T01:30:00Z')

let clock: FakeClock
let lines: string[]
let server: RoomServer
beforeEach(async () => {
  clock = createFakeClock(startMs)
  lines = []
  const keep = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString())
      done()
    },
  })
  const log = pino({ level: 'debug' }, keep)
  server = await startServer({ clock, iceServers: [stun, turn, other], turnSecret, log })
})
afterEach(() => server.dispose())

/** What coturn expects until then. */
function expected(callId: string, untilMs: number): readonly IceServer[] {
  const username = `${untilMs / 1_000}:${callId}`
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64')
  return [stun, { ...turn, username, credential }, other]
}

async function startCall(name = 'Sato') {
  const desk = await openDesk(server, { id: `desk-of-${name}` })
  const { visitor, knock } = await openKnock(server, { name })
  desk.forget()
  const call = unwrap(await desk.send('admit', { knockId: knock.id }))
  return { desk, visitor, call }
}

const toldDesk = (desk: DeskClient) =>
  desk.facts.flatMap((fact) => (fact.name === 'ice-servers:changed' ? [fact.payload] : []))
const toldVisitor = (visitor: VisitorClient) =>
  visitor.facts.flatMap((fact) =>
    fact.name === 'knock:changed' && fact.payload.phase.kind === 'admitted' ? [fact.payload.phase.iceServers] : [],
  )

describe('the passwords of a call', () => {
  it('are told to its two sides alone, before the desk learns of the call, and are good for hours', async () => {
    const watching = await openDesk(server, { id: 'watching' })
    const { desk, visitor, call } = await startCall()
    await visitor.waitFor('knock:changed')
    const servers = expected(call.id, startMs + 4 * hourMs)
    expect(desk.facts[0]).toMatchObject({ name: 'ice-servers:changed', payload: { callId: call.id } })
    expect(toldDesk(desk).map(({ iceServers }) => iceServers)).toEqual([servers])
    expect(toldVisitor(visitor)).toEqual([servers])
    await watching.waitFor('call:changed')
    expect(JSON.stringify(watching.facts)).not.toMatch(/turn|stun|static-password/)
  })

  it('are those of this call and of no other', async () => {
    const first = await startCall('Sato')
    const second = await startCall('Ito')
    const names = [first, second].map(({ desk }) => toldDesk(desk)[0]?.iceServers[1]?.username)
    expect(names).toEqual([first, second].map(({ call }) => `${(startMs + 4 * hourMs) / 1_000}:${call.id}`))
  })

  it('are renewed half-way on both sides while the call lasts, and no longer', async () => {
    const { desk, visitor, call } = await startCall()
    for (const hours of [2, 4, 6]) {
      desk.forget()
      clock.advance(2 * hourMs)
      const servers = expected(call.id, startMs + (hours + 4) * hourMs)
      expect((await desk.waitFor('ice-servers:changed')).iceServers).toEqual(servers)
      await visitor.waitFor('knock:changed', ({ phase }) => JSON.stringify(phase).includes(JSON.stringify(servers)))
    }
    unwrap(await desk.send('hang-up', { callId: call.id }))
    desk.forget()
    clock.advance(24 * hourMs)
    await openVisitor(server)
    expect(toldDesk(desk)).toEqual([])
  })

  it('are fresh for whoever comes back, whatever was missed meanwhile', async () => {
    const { desk, visitor, call } = await startCall()
    desk.breakConnection()
    clock.advance(30_000)
    await desk.reconnect()
    const snapshots = desk.facts.flatMap((fact) => (fact.name === 'snapshot' ? [fact.payload.iceServers] : []))
    expect(snapshots.at(-1)).toEqual(expected(call.id, startMs + 4 * hourMs))
    const reloaded = await openVisitor(server, { token: visitor.token })
    const welcome = await reloaded.waitFor('welcome')
    expect(welcome.knock?.phase).toMatchObject({ iceServers: expected(call.id, startMs + 4 * hourMs) })
  })

  it('are known to nobody before there is a call', async () => {
    const desk = await openDesk(server)
    const { visitor, knock } = await openKnock(server)
    unwrap(await desk.send('hold', { knockId: knock.id, message: null }))
    await visitor.waitFor('knock:changed')
    expect(JSON.stringify([desk.facts, visitor.facts])).not.toMatch(/turn:|stun:|static-password/)
  })

  it('never tell the secret, to nobody and in no line of the log', async () => {
    const { desk, visitor, call } = await startCall()
    clock.advance(2 * hourMs)
    await desk.waitFor('ice-servers:changed', ({ iceServers }) => iceServers[1]?.username?.startsWith('17') ?? false)
    const answers = await Promise.all([desk.send('call-outs:list', null), desk.send('desks:list', null)])
    unwrap(await desk.send('hang-up', { callId: call.id }))
    const base64 = Buffer.from(turnSecret).toString('base64').replace(/=+$/, '')
    const everything = JSON.stringify([desk.facts, visitor.facts, answers]) + lines.join('')
    expect(everything).not.toContain(turnSecret)
    expect(everything).not.toContain(base64)
    // Nor do logs hold what is made of it.
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.join('')).not.toMatch(/credential/)
  })
})
