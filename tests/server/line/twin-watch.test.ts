import express from 'express'
import { createServer } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { createArrivals } from '../../../src-server/http/arrivals.ts'
import { isTwinAnswering } from '../../../src-server/line/twin-watch.ts'
import { listenOnLoopback } from '../../support/listen-on-loopback.ts'

const relay = { host: '203.0.113.1', name: 'desk.example.jp' }
const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

async function serve(app: express.Express): Promise<number> {
  const server = createServer(app)
  ends.push(() => server.close())
  return listenOnLoopback(server)
}

const askAt =
  (port: number) =>
  async ({ path }: { readonly path: string }): Promise<number> =>
    (await fetch(`http://127.0.0.1:${port}${path}`)).status

it.each<[who: string, isTwin: boolean, app: (own: express.Router) => express.Express]>([
  ['this server', false, (own) => express().use(own)],
  ['another server, which does not know of the look', true, () => express().use(createArrivals().route)],
  ['another server of before, which has no such place', true, () => express()],
  // As this server does with names that are none of its own.
  ['a server that refuses the name', false, () => express().use((_asked, answer) => void answer.status(421).end())],
  ['a server that is about to stop', false, () => express().use((_asked, answer) => void answer.status(503).end())],
])('%s answers a look', async (_who, isTwin, app) => {
  const arrivals = createArrivals()
  const port = await serve(app(arrivals.route))
  expect(await isTwinAnswering(relay, arrivals, askAt(port))).toBe(isTwin)
})

it('is no twin where nobody answers', async () => {
  const nobody = (): Promise<number> => Promise.reject(new Error('connect ECONNREFUSED'))
  expect(await isTwinAnswering(relay, createArrivals(), nobody)).toBe(false)
})
