import { EventEmitter } from 'node:events'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createEmbeddedServer, type ServerFailure, type ServerStart } from '../../src-main/server/embedded-server.ts'
import { createRoomSource } from '../../src-main/server/room-source.ts'
import type { RoomTarget } from '../../src-desk/ports.ts'
import type { EmbeddedReady } from '../../src-shared/embedded-server.ts'
import { DeskIdSchema } from '../../src-shared/ids.ts'
import { ServerChoiceSchema, type LanSettings } from '../../src-shared/desk-settings.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'
import { createFakeLog } from '../fakes/fake-log.ts'

const key = 'k'.repeat(43)
const ready = {
  kind: 'ready',
  url: 'http://localhost:5151',
  visitorUrl: 'http://localhost:5151/front-desk',
  deskUrl: `http://localhost:5151/desk#front-desk.pair.${key}`,
  room: 'front-desk',
  deskKey: key,
}

class FakeProcess extends EventEmitter {
  readonly port: number | null
  readonly lan: LanSettings | null
  stops = 0
  kills = 0
  constructor({ port, lan }: ServerStart) {
    super()
    this.port = port
    this.lan = lan
  }
  requestStop = (): void => {
    this.stops += 1
  }
  kill = (): boolean => {
    this.kills += 1
    this.emit('exit', 143)
    return true
  }
}

function setUp() {
  const clock = createFakeClock()
  const processes: FakeProcess[] = []
  const readies: EmbeddedReady[] = []
  const failures: ServerFailure[] = []
  const server = createEmbeddedServer({
    fork: (start) => {
      const made = new FakeProcess(start)
      processes.push(made)
      return made
    },
    clock,
    log: createFakeLog(),
    onReady: (each) => readies.push(each),
    onFailed: (failure) => failures.push(failure),
  })
  const last = (): FakeProcess => {
    const found = processes.at(-1)
    if (!found) throw new Error('No process was started.')
    return found
  }
  return { server, clock, processes, last, readies, failures }
}

test('reports what the server says of itself', () => {
  const { server, last, readies } = setUp()
  server.start()
  server.start()
  last().emit('message', { kind: 'something-else' })
  last().emit('message', ready)
  expect(readies).toEqual([ready])
})

test('a server that died is started again on the same port, later each time', () => {
  const { server, clock, processes, last } = setUp()
  server.start()
  expect(last().port).toBeNull()
  last().emit('message', ready)
  const waits: number[] = []
  for (let round = 0; round < 8; round += 1) {
    const before = processes.length
    last().emit('exit', 1)
    let waited = 0
    while (processes.length === before) {
      clock.advance(500)
      waited += 500
    }
    waits.push(waited)
  }
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000])
  expect(last().port).toBe(5151)
})

test('one that ran well for a minute is back quickly', () => {
  const { server, clock, processes, last } = setUp()
  server.start()
  last().emit('message', ready)
  clock.advance(60_001)
  last().emit('exit', 1)
  clock.advance(500)
  expect(processes).toHaveLength(2)
})

test('one that never got ready is not started again, and says why', () => {
  const { server, clock, processes, last, failures } = setUp()
  server.start()
  last().emit('message', { kind: 'failed', message: 'KONKON_PORT …' })
  clock.advance(60_000)
  expect(failures).toEqual([{ kind: 'reported', message: 'KONKON_PORT …' }])
  expect(processes).toHaveLength(1)

  const other = setUp()
  other.server.start()
  other.last().emit('exit', 9)
  expect(other.failures).toMatchObject([{ kind: 'died' }])
})

test('stops when asked, and is ended when it does not', async () => {
  const { server, clock, processes, last } = setUp()
  server.start()
  last().emit('message', ready)
  const stopping = server.stop()
  expect(last().stops).toBe(1)
  clock.advance(3000)
  await stopping
  expect(last().kills).toBe(1)
  clock.advance(60_000)
  expect(processes).toHaveLength(1)
  await server.stop()
})

const openLan: LanSettings = { isOpen: true, port: 5443, certificate: { kind: 'self-made' } }
const closedLan: LanSettings = { ...openLan, isOpen: false }

test('opens to the local network from the start, where the settings say so', () => {
  const { server, last } = setUp()
  server.setLan(openLan)
  server.start()
  expect(last().lan).toEqual(openLan)
})

test('a change of the local network starts the server anew at once, where it was', async () => {
  const { server, clock, processes, last } = setUp()
  server.setLan(closedLan)
  server.start()
  last().emit('message', ready)
  server.setLan(closedLan)
  expect(last()).toMatchObject({ lan: null, stops: 0 })

  server.setLan(openLan)
  expect(last().stops).toBe(1)
  last().emit('exit', 0)
  expect(last()).toMatchObject({ lan: openLan, port: 5151 })
  expect(processes).toHaveLength(2)

  // One that hangs is ended.
  server.setLan(closedLan)
  clock.advance(3000)
  expect(last()).toMatchObject({ lan: null, port: 5151 })
  expect(processes).toHaveLength(3)
  const stopping = server.stop()
  last().emit('exit', 0)
  await stopping
  clock.advance(60_000)
  expect(processes).toHaveLength(3)
})

test('a server that cannot be opened to the local network serves without it', () => {
  const { server, processes, last, failures } = setUp()
  server.setLan(openLan)
  server.start()
  last().emit('message', { kind: 'failed', message: 'KONKON_LAN_PORT …' })
  expect(processes.map(({ lan }) => lan)).toEqual([openLan, null])
  last().emit('message', ready)
  expect(failures).toEqual([])
  // And it is tried again when it starts anew.
  server.setLan({ ...openLan, port: 5444 })
  last().emit('exit', 0)
  expect(last().lan).toMatchObject({ port: 5444 })
})

test('the desk moves between its own server and one elsewhere', async () => {
  const { server, processes, last } = setUp()
  const targets: RoomTarget[] = []
  const ownDeskId = v.parse(DeskIdSchema, 'own')
  const source = createRoomSource({
    server,
    ownDeskId,
    connect: (target) => targets.push(target),
    announceRemote: () => {},
  })
  const embedded = v.parse(ServerChoiceSchema, { kind: 'embedded' })
  const remote = v.parse(ServerChoiceSchema, { kind: 'remote', url: 'https://desk.example.jp', room: 'shop', key })
  const {
    url,
    room,
    key: own,
  } = v.parse(v.object({ url: v.string(), room: v.any(), key: v.any() }), { url: ready.url, room: ready.room, key })

  source.choose(embedded)
  source.choose({ ...embedded })
  await Promise.resolve()
  expect(processes).toHaveLength(1)
  source.embeddedReady({ url, room, key: own, deskId: ownDeskId })
  expect(targets.at(-1)?.url).toBe('http://localhost:5151')

  const first = last()
  source.choose(remote)
  expect(first.stops).toBe(1)
  expect(targets.at(-1)?.url).toBe('https://desk.example.jp')
  source.embeddedReady({ url, room, key: own, deskId: ownDeskId })
  expect(targets.at(-1)?.url).toBe('https://desk.example.jp')

  source.choose(embedded)
  await Promise.resolve()
  expect(processes).toHaveLength(1)
  first.emit('exit', 0)
  await expect.poll(() => processes.length).toBe(2)
})
