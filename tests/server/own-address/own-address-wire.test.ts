/** An owner's own proxy, before a server that runs: the address is taken at a desk, looked at, and given up. */
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import path from 'node:path'
import { createServer, getCACertificates, setDefaultCACertificates, type Server } from 'node:tls'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { selfMadeCertificate, type Certificate } from '../../../src-server/lan/self-made-certificate.ts'
import { runKonkon } from '../../support/konkon-command.ts'
import { listenOnLoopback } from '../../support/listen-on-loopback.ts'
import { openDesk, openKnock, unwrap, type DeskClient } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'
import { until } from '../../support/until.ts'

let folder: string
let certificate: Certificate
let stranger: Certificate
const ends: (() => unknown)[] = []

beforeAll(async () => {
  folder = await makeFolder()
  const names = ['127.0.0.1']
  certificate = await selfMadeCertificate({ file: path.join(folder, 'a.pem'), names, nowMs: Date.now() })
  stranger = await selfMadeCertificate({ file: path.join(folder, 'b.pem'), names, nowMs: Date.now() })
  setDefaultCACertificates([...getCACertificates('default'), certificate.cert])
})
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Ends TLS, adds the visitor's address to the first request of each connection, and passes everything on. */
async function startProxy(
  to: () => number,
  own = certificate,
): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer(own, (visitor) => {
    const inside = connect(to(), '127.0.0.1')
    inside.on('error', () => visitor.destroy()).on('close', () => visitor.destroy())
    visitor.on('error', () => inside.destroy()).on('close', () => inside.destroy())
    visitor.once('data', (bytes: Buffer) => {
      inside.write(bytes.toString('latin1').replace('\r\n', '\r\nX-Forwarded-For: 203.0.113.7\r\n'), 'latin1')
      visitor.pipe(inside).pipe(visitor)
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  ends.push(() => server.close())
  return { server, origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function lookOf(desk: DeskClient) {
  const show = async () => unwrap(await desk.send('own-address:show', null))
  await until(async () => !['none', 'looking'].includes((await show()).look.kind))
  return (await show()).look
}

const byProxy = (origin: string) => ({ by: 'proxy', origin, proxy: '127.0.0.1' }) as const

test('customers come by the address that a desk has taken, with their own addresses, until it is given up', async () => {
  const dataFolder = path.join(folder, 'data')
  const server = await startServer({ dataFolder })
  ends.push(server.dispose)
  const { origin } = await startProxy(() => server.port)
  const desk = await openDesk(server)
  unwrap(await desk.send('own-address:set', byProxy(origin)))
  expect(await lookOf(desk)).toMatchObject({ kind: 'here' })
  await desk.waitFor('snapshot', ({ publicUrl }) => publicUrl === `${origin}/front-desk`)
  const there = await openKnock({ url: origin, room: server.room }, { name: 'Sato' })
  const here = await openKnock(server, { name: 'Suzuki' })
  ends.push(there.visitor.dispose, here.visitor.dispose)
  const sourceOf = async (name: string) =>
    (await desk.waitFor('knock:changed', ({ knock }) => knock.name === name)).knock.source
  expect(await sourceOf('Sato')).not.toBe(await sourceOf('Suzuki'))
  const doctor = await runKonkon(['doctor', '--all'], { dataFolder, variables: { KONKON_PORT: String(server.port) } })
  expect(doctor.out).toContain(origin)
  unwrap(await desk.send('own-address:remove', null))
  await desk.waitFor('snapshot', ({ publicUrl }) => publicUrl === null)
  expect(unwrap(await desk.send('audit:list', null)).map(({ act }) => act)).toEqual([
    { kind: 'own-address-removed', name: origin },
    { kind: 'own-address-set', name: origin },
  ])
})

test('says what is wrong: an answer of another, a certificate that no browser trusts, nothing there', async () => {
  const server = await startServer()
  ends.push(server.dispose)
  const other = await startServer()
  ends.push(other.dispose)
  const desk = await openDesk(server)
  const elsewhere = await startProxy(() => other.port)
  unwrap(await desk.send('own-address:set', byProxy(elsewhere.origin)))
  expect(await lookOf(desk)).toMatchObject({ kind: 'not-here', fault: 'other' })
  // A parked name answers everything, and well.
  const parked = createHttpServer((_request, response) => response.end('for sale'))
  ends.push(() => parked.close())
  const parkedPort = await listenOnLoopback(parked)
  const forSale = await startProxy(() => parkedPort)
  unwrap(await desk.send('own-address:set', byProxy(forSale.origin)))
  expect(await lookOf(desk)).toMatchObject({ kind: 'not-here', fault: 'other' })
  const unknown = await startProxy(() => server.port, stranger)
  unwrap(await desk.send('own-address:set', byProxy(unknown.origin)))
  expect(await lookOf(desk)).toMatchObject({ kind: 'not-here', fault: 'not-secure' })
  unwrap(await desk.send('own-address:set', byProxy('https://127.0.0.1:9')))
  expect(await lookOf(desk)).toMatchObject({ kind: 'not-here', fault: 'no-answer' })
})

test('is kept over a restart, and refused where the settings or a relay give the address', async () => {
  const dataFolder = path.join(folder, 'kept')
  const first = await startServer({ dataFolder })
  const desk = await openDesk(first)
  const address = { by: 'funnel', origin: 'https://pc.example.ts.net' } as const
  unwrap(await desk.send('own-address:set', address))
  const login = { host: '127.0.0.1', port: 9, user: 'root', proof: { kind: 'password', password: 'p' } } as const
  const setUp = { login, hostKey: 'A'.repeat(44), name: 'desk.example.jp', takesOver: false }
  expect(await desk.send('relay:set-up', setUp)).toMatchObject({ kind: 'failed', code: 'wrong-state' })
  const terminal = await runKonkon(['relay', 'setup', '127.0.0.1', '--name', 'desk.example.jp'], { dataFolder })
  expect(terminal).toMatchObject({ code: 1, err: expect.stringContaining(`This server is ${address.origin} already`) })
  await first.dispose()
  const second = await startServer({ dataFolder })
  expect(second.visitorUrl).toBe(`${address.origin}/front-desk`)
  await second.dispose()
  const third = await startServer({ dataFolder, publicOrigin: 'https://desk.example.jp' })
  ends.push(third.dispose)
  expect(third.visitorUrl).toBe('https://desk.example.jp/front-desk')
  const again = await openDesk(third)
  expect(await again.send('own-address:set', address)).toMatchObject({ kind: 'failed', code: 'wrong-state' })
  expect(unwrap(await again.send('own-address:show', null))).toMatchObject({ fixed: 'https://desk.example.jp' })
})
