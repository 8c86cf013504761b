/** What never becomes a whole request, and peers that open too much. */
import { createServer, type Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { afterEach, describe, it } from 'vitest'
import { defaultPolicy } from '../../../src-server/policy.ts'
import { limitConnections } from '../../../src-server/start/server-limits.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { listenOnLoopback } from '../../support/listen-on-loopback.ts'
import { openKnock } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'
import { until } from '../../support/until.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const run of undo.splice(0).toReversed()) await run()
})

async function open(port: number, localAddress = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress })
  socket.on('error', () => undefined)
  undo.push(() => socket.destroy())
  await once(socket, 'connect')
  return socket
}

describe('a slow request', () => {
  async function startImpatient(): Promise<RoomServer> {
    const http = { ...defaultPolicy.http, headersTimeoutMs: 200, requestTimeoutMs: 400, checkEveryMs: 50 }
    const server = await startServer({ policy: { http } })
    undo.push(server.dispose)
    return server
  }

  it.for([
    ['that says nothing', ''],
    ['whose first line never ends', 'GET /'],
    ['whose headers never end', 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: '],
    [
      'whose body never ends',
      'POST /pair HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"ro',
    ],
    [
      'of a page that polls',
      'POST /socket.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\n4',
    ],
  ])('%s is closed, and others go on', async ([, bytes]) => {
    const server = await startImpatient()
    const socket = await open(server.port)
    socket.write(bytes ?? '')
    socket.resume()
    await once(socket, 'close')
    await openKnock(server)
  })
})

describe('TCP connections', () => {
  const caps = { perAddress: 2, perNetwork: 3, total: 5, keptForNewcomers: 1 }

  async function startLimited(): Promise<{
    readonly server: Server
    readonly port: number
    readonly count: () => Promise<number>
  }> {
    const server = createServer((_request, response) => response.end('here'))
    // Stands for other addresses: every one of a test comes from 127.0.0.0/8.
    const keyOf = (peer: string): string | null => (peer === '127.9.9.9' ? null : peer.replace(/^127/, '10'))
    limitConnections(server, { ...defaultPolicy.http, connections: caps }, keyOf)
    const port = await listenOnLoopback(server)
    undo.push(() => {
      server.closeAllConnections()
      server.close()
    })
    const count = (): Promise<number> =>
      new Promise((resolve, reject) => {
        server.getConnections((cause, open) => (cause ? reject(cause) : resolve(open)))
      })
    return { server, port, count }
  }

  it('are bounded per address, per network and in all, with a place for who is new', async () => {
    const { port, count } = await startLimited()
    const openAll = async (...addresses: readonly string[]): Promise<number> => {
      for (const address of addresses) await open(port, address)
      return addresses.length
    }
    await openAll('127.0.0.2', '127.0.0.2', '127.0.0.2')
    await until(async () => ((await count()) === 2 ? true : undefined))
    await openAll('127.0.0.3', '127.0.0.4', '127.0.1.2', '127.0.2.2', '127.0.2.2')
    // Two and one of the first network, one each of the next two; the last place is not for one who is in already.
    await until(async () => ((await count()) === 5 ? true : undefined))
    await openAll('127.0.3.2')
    await until(async () => ((await count()) === 6 ? true : undefined))
  })

  it('are given back', async () => {
    const { port, count } = await startLimited()
    const first = await open(port, '127.0.0.2')
    await open(port, '127.0.0.2')
    await until(async () => ((await count()) === 2 ? true : undefined))
    first.destroy()
    await until(async () => ((await count()) === 1 ? true : undefined))
    await open(port, '127.0.0.2')
    await until(async () => ((await count()) === 2 ? true : undefined))
  })

  it('of a trusted proxy are counted by its visitors instead', async () => {
    const { port, count } = await startLimited()
    for (let index = 0; index < 5; index += 1) await open(port, '127.9.9.9')
    await until(async () => ((await count()) === 5 ? true : undefined))
  })
})
