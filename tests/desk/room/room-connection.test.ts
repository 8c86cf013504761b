import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { io } from 'socket.io-client'
import { Server, type Socket } from 'socket.io'
import * as v from 'valibot'
import { afterEach, describe, expect, it, test, vi } from 'vitest'
import { DeskKeySchema, RoomAddressSchema } from '../../../src-shared/ids.ts'
import { limits } from '../../../src-shared/limits.ts'
import type { Signal } from '../../../src-shared/call.ts'
import { deskCommands, type DeskToServer } from '../../../src-shared/all-desk-commands.ts'
import type { HandshakeFailure, ServerToDesk } from '../../../src-shared/protocol.ts'
import { protocolVersion } from '../../../src-shared/protocol-version.ts'
import { done, failed, type FailureCode } from '../../../src-shared/result.ts'
import type { RoomFact, RoomPort, RoomTarget } from '../../../src-desk/ports.ts'
import { createRoomConnection } from '../../../src-desk/room/room-connection.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { createFakeLog } from '../../fakes/fake-log.ts'
import { makeKnock, makeSignal, makeSnapshot, makeVisit, self, target } from '../desk-data.ts'

const automatic = { kind: 'automatic' } as const

type DeskSocket = Socket<DeskToServer, ServerToDesk>

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const run of undo.splice(0).toReversed()) await run()
})

/** A server of the `/desk` namespace that says what the test says. */
async function startServer(port = 0, refuse: () => FailureCode | null = () => null) {
  const http = createServer()
  const server = new Server<DeskToServer, ServerToDesk>(http, { transports: ['websocket'] })
  const sockets: DeskSocket[] = []
  const namespace = server.of('/desk')
  namespace.use((_socket, next) => {
    const code = refuse()
    if (code === null) return next()
    const data: HandshakeFailure = { ...failed(code, 'No.'), protocol: protocolVersion }
    next(Object.assign(new Error(code), { data }))
  })
  namespace.on('connection', (socket) => {
    sockets.push(socket)
  })
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  const stop = async (): Promise<void> => {
    await server.close()
  }
  undo.push(stop)
  const address = http.address() as AddressInfo
  const connected = async (count = 1): Promise<DeskSocket> => {
    await vi.waitFor(() => expect(sockets.length).toBeGreaterThanOrEqual(count))
    return sockets[count - 1] as DeskSocket
  }
  return { url: `http://127.0.0.1:${String(address.port)}`, port: address.port, connected, sockets, stop }
}

function startConnection() {
  const clock = createFakeClock()
  const log = createFakeLog()
  const facts: RoomFact[] = []
  const given: RoomTarget[] = []
  const port: RoomPort = createRoomConnection({
    clock,
    log,
    openSocket: (url, options) => io(url, { ...options, reconnectionDelay: 20, reconnectionDelayMax: 20 }),
    transports: ['websocket'],
    onKeyGiven: (changed) => given.push(changed),
    loadCommands: () => Promise.resolve(deskCommands),
  })
  undo.push(() => port.dispose())
  const signals: Signal[] = []
  port.follow({ onFact: (fact) => facts.push(fact), onSignal: (signal) => signals.push(signal) })
  const kinds = (): readonly string[] => facts.map((fact) => fact.kind)
  const heard = (...expected: readonly string[]): Promise<void> =>
    vi.waitFor(() => expect(kinds()).toEqual(expected), { timeout: 5_000 })
  return { port, clock, log, facts, given, signals, kinds, heard }
}

async function startOnline() {
  const server = await startServer()
  const connection = startConnection()
  connection.port.connect({ ...target, url: server.url }, self)
  const socket = await server.connected()
  socket.emit('snapshot', makeSnapshot())
  await connection.heard('connecting', 'snapshot')
  return { ...connection, server, socket }
}

describe('a room connection', () => {
  it('says who it is', async () => {
    const { socket } = await startOnline()
    expect(socket.handshake.auth).toEqual({ protocol: 1, room: target.room, key: target.key, desk: self })
  })

  it('keeps the key that it is given, and comes back with it', async () => {
    const { port, server, socket, given, heard } = await startOnline()
    const own = v.parse(DeskKeySchema, 'n'.repeat(43))
    socket.emit('key:given', { key: own })
    const again = await server.connected(2)
    expect(again.handshake.auth).toEqual({ protocol: 1, room: target.room, key: own, desk: self })
    expect(given).toEqual([{ ...target, url: server.url, key: own }])
    again.emit('snapshot', makeSnapshot())
    await heard('connecting', 'snapshot', 'connecting', 'snapshot')
    // As after a new name: whoever asks for it does not know of the key.
    port.connect({ ...target, url: server.url }, { ...self, name: 'Lathe' })
    expect((await server.connected(3)).handshake.auth).toMatchObject({ key: own, desk: { name: 'Lathe' } })
  })

  it('reports every fact of the server', async () => {
    const { socket, heard, facts } = await startOnline()
    const { room } = makeSnapshot()
    const call = { id: 'c', knockId: 'a', visitorName: '', desk: self, startedAtMs: 1, visitorLink: 'lost' } as never
    socket.emit('knock:changed', { revision: 2, knock: makeKnock('a') })
    socket.emit('knock:ended', { revision: 3, knockId: makeKnock('a').id, end: { kind: 'withdrawn' } })
    socket.emit('call:changed', { revision: 4, call })
    socket.emit('call:ended', { revision: 5, callId: makeSignal('c').callId, reason: 'visitor-left' })
    socket.emit('room:changed', { revision: 6, room })
    socket.emit('desks:changed', { revision: 7, desks: [self] })
    socket.emit('follow-ups:changed', { revision: 8, followUps: [makeVisit('v')] })
    await heard(
      'connecting',
      'snapshot',
      'knock:changed',
      'knock:ended',
      'call:changed',
      'call:ended',
      'room:changed',
      'desks:changed',
      'follow-ups:changed',
    )
    expect(facts.slice(2)).toEqual([
      { kind: 'knock:changed', payload: { revision: 2, knock: makeKnock('a') } },
      { kind: 'knock:ended', payload: { revision: 3, knockId: 'a', end: { kind: 'withdrawn' } } },
      { kind: 'call:changed', payload: { revision: 4, call } },
      { kind: 'call:ended', payload: { revision: 5, callId: 'c', reason: 'visitor-left' } },
      { kind: 'room:changed', payload: { revision: 6, room } },
      { kind: 'desks:changed', payload: { revision: 7, desks: [self] } },
      { kind: 'follow-ups:changed', payload: { revision: 8, followUps: [makeVisit('v')] } },
    ])
  })

  it('keeps quiet about facts before the snapshot', async () => {
    const server = await startServer()
    const { port, heard, log } = startConnection()
    port.connect({ ...target, url: server.url }, self)
    const socket = await server.connected()
    socket.emit('knock:changed', { revision: 1, knock: makeKnock('a') })
    socket.emit('snapshot', makeSnapshot())
    await heard('connecting', 'snapshot')
    expect(log.messages('warn')).toEqual(['room: fact before the snapshot'])
  })

  it('survives a listener that throws', async () => {
    const { port, socket, log } = await startOnline()
    let heard = 0
    const fail = (): void => {
      heard += 1
      throw new Error('broken')
    }
    port.follow({ onFact: fail, onSignal: fail })
    socket.emit('room:changed', { revision: 2, room: makeSnapshot().room })
    socket.emit('signal', makeSignal('c'))
    await vi.waitFor(() => expect(heard).toBe(2))
    expect(log.messages('error')).toEqual(['fact listener failed', 'signal listener failed'])
  })
})

describe('what the server sends is read and not believed', () => {
  it('a fact that does not fit is logged and dropped', async () => {
    const { socket, heard, log } = await startOnline()
    socket.emit('knock:changed', { revision: 2, knock: { ...makeKnock('a'), name: 7 } } as never)
    socket.emit('knock:ended', null as never)
    socket.emit('signal', { callId: 'c' } as never)
    socket.emit('room:changed', { revision: 3, room: makeSnapshot().room })
    await heard('connecting', 'snapshot', 'room:changed')
    expect(log.messages('error')).toEqual(Array(3).fill('room: fact does not fit'))
  })

  it('a fact with more in it than is known here passes', async () => {
    const { socket, heard, facts } = await startOnline()
    const knock = { ...makeKnock('a'), hat: 'bowler' }
    socket.emit('knock:changed', { revision: 2, knock, weather: 'fine' } as never)
    await heard('connecting', 'snapshot', 'knock:changed')
    expect(facts.at(-1)).toMatchObject({ payload: { revision: 2, knock: makeKnock('a') } })
  })

  it.each([
    ['nothing', undefined],
    ['another’s', { revision: 1, rooms: [] }],
  ])(
    'a snapshot with %s in it is that of another kind of server, which is not tried again',
    async (_what, snapshot) => {
      const server = await startServer()
      const { port, heard, facts, clock } = startConnection()
      port.connect({ ...target, url: server.url }, self)
      const socket = await server.connected()
      socket.emit('snapshot', snapshot as never)
      await heard('connecting', 'refused')
      expect(facts.at(-1)).toEqual({ kind: 'refused', code: 'protocol-mismatch' })
      await vi.waitFor(() => expect(socket.connected).toBe(false))
      expect(clock.pending).toBe(0)
    },
  )

  it.each([
    ['another value', { kind: 'ok', value: 'in' }],
    ['an unknown code', { kind: 'failed', code: 'tea-time', message: 'Later.' }],
    ['no answer at all', undefined],
  ])('an answer with %s is a fault of the server', async (_what, answer) => {
    const { socket, port } = await startOnline()
    socket.on('admit', (_payload, ack) => ack(answer as never))
    expect(await port.request('admit', { knockId: makeKnock('a').id })).toMatchObject({
      kind: 'failed',
      code: 'internal',
    })
  })
})

describe('reconnecting', () => {
  it('happens by itself when the network comes back, with a new snapshot', async () => {
    const { server, socket, heard } = await startOnline()
    socket.conn.close()
    const again = await server.connected(2)
    again.emit('snapshot', makeSnapshot({ revision: 9 }))
    await heard('connecting', 'snapshot', 'disconnected', 'snapshot')
  })

  it('happens by itself after the server was away', async () => {
    const { server, facts, kinds } = await startOnline()
    await server.stop()
    await vi.waitFor(() => expect(kinds()).toContain('disconnected'))
    const back = await startServer(server.port)
    const socket = await back.connected()
    socket.emit('snapshot', makeSnapshot({ revision: 2 }))
    await vi.waitFor(() => expect(facts.at(-1)).toMatchObject({ kind: 'snapshot', payload: { revision: 2 } }))
  })

  it('happens after a second when the server closed the connection', async () => {
    const { server, socket, heard, clock } = await startOnline()
    socket.disconnect(true)
    await heard('connecting', 'snapshot', 'disconnected')
    expect(server.sockets).toHaveLength(1)
    clock.advance(1_000)
    await server.connected(2)
  })

  it('happens at once when asked for', async () => {
    const { server, port, socket, heard } = await startOnline()
    port.reconnect()
    await server.connected(2)
    await heard('connecting', 'snapshot', 'connecting')
    await vi.waitFor(() => expect(socket.connected).toBe(false))
  })

  it('goes on without facts of the connection before', async () => {
    const { server, port, socket, heard } = await startOnline()
    port.connect({ ...target, url: server.url }, { ...self, name: 'Grinding' })
    socket.emit('knock:changed', { revision: 2, knock: makeKnock('a') })
    const again = await server.connected(2)
    again.emit('snapshot', makeSnapshot())
    await heard('connecting', 'snapshot', 'connecting', 'snapshot')
    expect(again.handshake.auth['desk']).toEqual({ ...self, name: 'Grinding' })
  })
})

describe('refusals', () => {
  const lasting: readonly FailureCode[] = ['unauthorised', 'unknown-room', 'protocol-mismatch']
  test.each(lasting)('of the kind %s last until a person acts', async (code) => {
    let refusal: FailureCode | null = code
    const server = await startServer(0, () => refusal)
    const { port, heard, facts, clock } = startConnection()
    port.connect({ ...target, url: server.url }, self)
    await heard('connecting', 'refused')
    expect(facts.at(-1)).toEqual({ kind: 'refused', code })
    expect(clock.pending).toBe(0)
    refusal = null
    port.reconnect()
    await server.connected()
  })

  it('of a passing kind are tried again', async () => {
    let refusal: FailureCode | null = 'rate-limited'
    const server = await startServer(0, () => refusal)
    const { port, heard, clock } = startConnection()
    port.connect({ ...target, url: server.url }, self)
    await heard('connecting', 'disconnected')
    refusal = null
    clock.advance(15_000)
    await server.connected()
  })
})

describe('being displaced', () => {
  it('ends the connection until a person acts', async () => {
    const { server, socket, port, heard, clock } = await startOnline()
    socket.emit('displaced', null)
    socket.disconnect(true)
    await heard('connecting', 'snapshot', 'displaced')
    expect(clock.pending).toBe(0)
    expect(await port.request('presence:set', automatic)).toMatchObject({ code: 'offline' })
    port.reconnect()
    await server.connected(2)
  })
})

describe('requests', () => {
  it('give the server’s answer', async () => {
    const { socket, port, clock } = await startOnline()
    socket.on('presence:set', (setting, ack) => ack(failed('busy', setting.kind)))
    expect(await port.request('presence:set', automatic)).toEqual(failed('busy', 'automatic'))
    expect(clock.pending).toBe(0)
  })

  it('are offline without a connection', async () => {
    const { port } = startConnection()
    expect(await port.request('presence:set', automatic)).toMatchObject({ kind: 'failed', code: 'offline' })
    port.connect({ ...target, url: 'http://127.0.0.1:1' }, self)
    expect(await port.request('presence:set', automatic)).toMatchObject({ kind: 'failed', code: 'offline' })
  })

  it('are offline without an answer in ten seconds', async () => {
    const { socket, port, clock } = await startOnline()
    const arrived = new Promise<void>((resolve) => {
      socket.on('presence:set', () => resolve())
    })
    const result = port.request('presence:set', automatic)
    await arrived
    let isSettled = false
    void result.then(() => (isSettled = true))
    clock.advance(9_999)
    await Promise.resolve()
    expect(isSettled).toBe(false)
    clock.advance(1)
    expect(await result).toMatchObject({ kind: 'failed', code: 'offline' })
  })

  it('are offline when the connection breaks meanwhile', async () => {
    const { socket, port, clock } = await startOnline()
    socket.on('presence:set', () => socket.conn.close())
    expect(await port.request('presence:set', automatic)).toMatchObject({ kind: 'failed', code: 'offline' })
    expect(clock.pending).toBe(0)
  })

  it('are offline when the desk ends meanwhile', async () => {
    const { socket, port } = await startOnline()
    socket.on('presence:set', () => port.dispose())
    expect(await port.request('presence:set', automatic)).toMatchObject({ kind: 'failed', code: 'offline' })
  })
})

describe('signals', () => {
  it('go both ways', async () => {
    const { socket, port, signals } = await startOnline()
    const arrived = new Promise((resolve) => {
      socket.on('signal', (signal, ack) => {
        ack(done)
        resolve(signal)
      })
    })
    port.sendSignal(makeSignal('c', 1))
    expect(await arrived).toEqual(makeSignal('c', 1))
    socket.emit('signal', makeSignal('c', 2))
    await vi.waitFor(() => expect(signals).toEqual([makeSignal('c', 2)]))
  })

  it('wait for the snapshot of the next connection, in order, the newest of too many', async () => {
    const { server, socket, port, kinds } = await startOnline()
    socket.conn.close()
    await vi.waitFor(() => expect(kinds()).toContain('disconnected'))
    const count = limits.signalsKept + 5
    for (let generation = 0; generation < count; generation += 1) port.sendSignal(makeSignal('c', generation))
    const again = await server.connected(2)
    const arrived: number[] = []
    let isSnapshotSent = false
    again.on('signal', (signal, ack) => {
      expect(isSnapshotSent).toBe(true)
      arrived.push(signal.generation)
      ack(done)
    })
    isSnapshotSent = true
    again.emit('snapshot', makeSnapshot())
    await vi.waitFor(() => expect(arrived).toHaveLength(limits.signalsKept))
    expect(arrived).toEqual(Array.from({ length: limits.signalsKept }, (_, index) => index + 5))
  })

  it('that nobody had acknowledged when the connection broke are sent again after the next', async () => {
    const { server, socket, port } = await startOnline()
    socket.on('signal', () => socket.conn.close())
    port.sendSignal(makeSignal('c', 1))
    const again = await server.connected(2)
    const arrived = new Promise((resolve) => {
      again.on('signal', (signal, ack) => {
        ack(done)
        resolve(signal)
      })
    })
    again.emit('snapshot', makeSnapshot())
    expect(await arrived).toEqual(makeSignal('c', 1))
  })

  it('are sent again through the connection that a person asked for', async () => {
    const { server, socket, port } = await startOnline()
    const first = new Promise((resolve) => {
      socket.on('signal', resolve)
    })
    port.sendSignal(makeSignal('c', 1))
    await first
    port.reconnect()
    const again = await server.connected(2)
    const arrived = new Promise((resolve) => {
      again.on('signal', resolve)
    })
    again.emit('snapshot', makeSnapshot())
    expect(await arrived).toEqual(makeSignal('c', 1))
  })

  it('are not taken along to another room', async () => {
    const { server, socket, port, kinds, heard } = await startOnline()
    socket.conn.close()
    await vi.waitFor(() => expect(kinds()).toContain('disconnected'))
    port.sendSignal(makeSignal('c'))
    port.connect({ ...target, url: server.url, room: v.parse(RoomAddressSchema, 'elsewhere') }, self)
    // The session before may have connected once more meanwhile.
    const again = await vi.waitFor(() => {
      const found = server.sockets.find(({ handshake }) => handshake.auth['room'] === 'elsewhere')
      expect(found).toBeDefined()
      return found as DeskSocket
    })
    const arrived: unknown[] = []
    again.on('signal', (signal) => arrived.push(signal))
    again.on('presence:set', (_presence, ack) => ack(done))
    again.emit('snapshot', makeSnapshot())
    await heard('connecting', 'snapshot', 'disconnected', 'connecting', 'snapshot')
    // Signals would arrive before this, since a connection keeps the order.
    expect(await port.request('presence:set', automatic)).toEqual(done)
    expect(arrived).toEqual([])
  })
})
