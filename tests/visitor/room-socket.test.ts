import { createServer } from 'node:http'
import { Server, type Socket } from 'socket.io'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createClock } from '../../src-shared/clock.ts'
import { namespaces, protocolVersion } from '../../src-shared/protocol-version.ts'
import { createRoomSocket } from '../../src-visitor/room/room-socket.ts'
import type { RoomFact } from '../../src-visitor/room/room-port.ts'
import { createFakeLog } from '../fakes/fake-log.ts'
import { freePort } from '../support/free-port.ts'
import { room } from './support/page-facts.ts'

const closers: (() => Promise<void> | void)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close()
})

describe('the connection of a visitor’s page', () => {
  it('is not made again once another page has the knock', async () => {
    const { server, page } = await openPage()
    server.latest().emit('displaced', null)
    // The connection breaks before the server has closed it.
    server.latest().conn.close()
    await vi.waitFor(() => expect(server.latest().connected).toBe(false))
    await server.anotherPage()
    expect(page.kinds()).toEqual(['welcome', 'displaced', 'disconnected'])
    expect(server.count()).toBe(2)
  })
  it('is not made again when the server closes it without a word', async () => {
    const { server, page } = await openPage()
    server.latest().disconnect(true)
    await vi.waitFor(() => expect(page.kinds()).toContain('displaced'))
    await server.anotherPage()
    expect(server.count()).toBe(2)
  })
  it('is made again after both of these when the page asks for it', async () => {
    const { server, page } = await openPage()
    server.latest().disconnect(true)
    await vi.waitFor(() => expect(page.kinds()).toContain('displaced'))
    page.port.reconnect()
    await vi.waitFor(() => expect(page.kinds()).toEqual(['welcome', 'displaced', 'welcome']))
  })
  it('is made again after the server has stopped and started', async () => {
    const { server, page } = await openPage()
    await server.stop()
    await vi.waitFor(() => expect(page.kinds()).toEqual(['welcome', 'disconnected']))
    await startServer(server.port)
    await vi.waitFor(() => expect(page.kinds().at(-1)).toBe('welcome'), { timeout: 5_000 })
    expect(page.kinds()).not.toContain('displaced')
  })
})

async function openPage() {
  const server = await startServer(await freePort())
  const page = connect(server.port)
  await vi.waitFor(() => expect(page.kinds()).toEqual(['welcome']))
  return { server, page }
}

function connect(port: number) {
  const facts: RoomFact[] = []
  const socket = createRoomSocket({
    url: `http://127.0.0.1:${port}`,
    clock: createClock(globalThis),
    log: createFakeLog(),
  })
  closers.push(socket.dispose)
  socket.connect({
    handshake: () => ({ protocol: protocolVersion, room: room.address, language: 'en' }),
    onFact: (fact) => void facts.push(fact),
  })
  return { port: socket, kinds: () => facts.map(({ kind }) => kind) }
}

async function startServer(port: number) {
  const http = createServer()
  const io = new Server(http)
  const sockets: Socket[] = []
  io.of(namespaces.visitor).on('connection', (socket) => {
    sockets.push(socket)
    socket.emit('welcome', { serverTimeMs: Date.now(), room, knock: null })
  })
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve))
  const stop = async (): Promise<void> => {
    const closed = io.close()
    http.closeAllConnections()
    await closed
  }
  closers.push(stop)
  return {
    port,
    stop,
    count: () => sockets.length,
    latest() {
      const socket = sockets.at(-1)
      if (!socket) throw new Error('Nobody has connected.')
      return socket
    },
    /** By then an older page would have tried again: its first attempt comes half a second after the loss. */
    async anotherPage() {
      await new Promise((resolve) => setTimeout(resolve, 1_200))
      connect(port)
      await vi.waitFor(() => expect(sockets.length).toBeGreaterThan(1))
    },
  }
}
