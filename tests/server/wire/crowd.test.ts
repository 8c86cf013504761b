/** Far more connections than there are visitors, and an honest one among them. All come through one trusted proxy. */
import { Agent, get } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../src-server/policy.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { openDesk, openKnock, openVisitor } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'
import { until } from '../../support/until.ts'

let server: RoomServer
let agent: Agent

beforeEach(async () => {
  server = await startServer({ trustedProxies: ['127.0.0.1'] })
  agent = new Agent({ keepAlive: true, maxSockets: 50 })
})
afterEach(async () => {
  agent.destroy()
  await server.dispose()
})

/** Opens an Engine.IO connection and leaves it open; resolves to the status. */
function handshake(from: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-forwarded-for': from }
    const url = `http://127.0.0.1:${server.port}/socket.io/?EIO=4&transport=polling`
    get(url, { agent, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode))
    }).once('error', reject)
  })
}

const hex = (index: number): string => (index % 65_536).toString(16)
const accepted = (statuses: readonly unknown[]): number => statuses.filter((status) => status === 200).length
const { sockets, rates } = defaultPolicy

describe('connections', () => {
  it.each([
    ['one IPv4 address', () => '203.0.113.7', sockets.perAddress],
    ['one /64', (index: number) => `2001:db8:1:2::${hex(index)}`, sockets.perAddress],
    ['one /24', (index: number) => `203.0.113.${index % 256}`, sockets.perNetwork],
    ['one /48', (index: number) => `2001:db8:1:${hex(index)}::1`, sockets.perNetwork],
  ] as const)('of %s are bounded', async (_, addressAt, most) => {
    const statuses = await Promise.all(Array.from({ length: 300 }, (__, index) => handshake(addressAt(index))))
    expect(accepted(statuses)).toBe(most)
  })

  it('are given back when they are gone', async () => {
    const visitors = await Promise.all(
      Array.from({ length: sockets.perAddress }, () => openVisitor(server, { from: '203.0.113.7' })),
    )
    await expect(openVisitor(server, { from: '203.0.113.7' })).rejects.toThrow()
    visitors[0]?.dispose()
    await until(async () => {
      const visitor = await openVisitor(server, { from: '203.0.113.7' }).catch(() => null)
      return visitor ?? undefined
    })
    for (const visitor of visitors) visitor.dispose()
  })

  it('that come and go are counted too', async () => {
    const few = { ...rates, handshakesPerAddress: { count: 3, perSeconds: 60 } }
    await server.dispose()
    server = await startServer({ trustedProxies: ['127.0.0.1'], policy: { rates: few } })
    for (let index = 0; index < 3; index += 1) (await openVisitor(server, { from: `2001:db8::${index + 1}` })).dispose()
    await expect(openVisitor(server, { from: '2001:db8::9' })).rejects.toThrow()
    await openVisitor(server, { from: '2001:db8:0:1::9' })
  })

  it('10,000 of two networks do not keep an honest visitor from knocking, nor the desk from hearing it', async () => {
    // None of them answers a ping. A busy machine would take longer over all than they are given, and count the next ones.
    await server.dispose()
    server = await startServer({ trustedProxies: ['127.0.0.1'], policy: { pingTimeoutMs: 120_000 } })
    const attackers = Array.from({ length: 10_000 }, (_, index) =>
      handshake(index % 2 === 0 ? `2001:db8:1:${hex(index)}::1` : `198.51.100.${index % 256}`),
    )
    // Half of them are still to come when the honest ones do.
    await Promise.all(attackers.slice(0, 5_000))
    const desk = await openDesk(server, { from: '203.0.113.7' })
    const { knock } = await openKnock(server, { name: 'Honest', from: '192.0.2.9' })
    await desk.waitFor('knock:changed', (fact) => fact.knock.id === knock.id)
    expect(accepted(await Promise.all(attackers))).toBe(2 * sockets.perNetwork)
    await openKnock(server, { name: 'Also honest', from: '192.0.2.10' })
  }, 60_000)

  it('of everybody are bounded, but a desk that has been here comes in again', async () => {
    const few = { perAddress: 4, perNetwork: 6, total: 10, keptForNewcomers: 5 }
    await server.dispose()
    server = await startServer({ trustedProxies: ['127.0.0.1'], policy: { sockets: few } })
    const desk = await openDesk(server, { from: '203.0.113.7', id: 'mine' })
    const statuses = await Promise.all(Array.from({ length: 100 }, (_, index) => handshake(`10.1.${index}.1`)))
    expect(accepted(statuses)).toBe(few.total + few.keptForNewcomers - 1)
    desk.breakConnection()
    await desk.reconnect()
    await expect(openVisitor(server, { from: '192.0.2.9' })).rejects.toThrow()
  })
})
