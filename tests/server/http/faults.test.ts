/** What a client is told when the server itself is at fault. */
import { createServer, type Server } from 'node:http'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createAddresses } from '../../../src-server/http/addresses.ts'
import { createHttpApp } from '../../../src-server/http/http-app.ts'
import { createPairRoute } from '../../../src-server/pairing/pair-route.ts'
import { listenOnLoopback } from '../../support/listen-on-loopback.ts'

let server: Server
let origin: string
let logged: string[]

function fail(): never {
  throw new Error('the disk is full')
}

beforeEach(async () => {
  logged = []
  const log = pino({ level: 'error' }, { write: (line: string) => logged.push(line) })
  const addresses = createAddresses({
    listTrustedProxies: () => [],
    getPublicOrigin: () => null,
    getLanOrigin: () => null,
  })
  const app = createHttpApp({
    webFolder: '/nowhere',
    version: '0.0.0-test',
    getPhase: () => 'ready',
    countRequests: (_request, _response, next) => next(),
    getTrouble: () => null,
    findRoom: fail,
    listRooms: () => [],
    routes: [createPairRoute({ findRoom: fail, attempts: () => true, waits: () => true, addresses, log })],
    addresses,
    log,
  })
  server = createServer(app)
  origin = `http://127.0.0.1:${await listenOnLoopback(server)}`
})
afterEach(() => {
  server.close()
})

describe('a fault of the server', () => {
  const pairing = { room: 'front-desk', code: 'c'.repeat(43), desk: { id: 'd-1', name: '' } }
  it.for<readonly [string, string, RequestInit]>([
    ['a page', '/front-desk', {}],
    [
      'a pairing',
      '/pair',
      { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(pairing) },
    ],
  ])('while it answers %s is a 500 that tells nothing, and a line in the log', async ([, path, request]) => {
    const answer = await fetch(`${origin}${path}`, request)
    expect(answer.status).toBe(500)
    expect(await answer.text()).toBe('Sorry.\n')
    expect(logged).toHaveLength(1)
    expect(logged[0]).toContain('the disk is full')
  })
})
