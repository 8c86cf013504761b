/** What a server writes about a visit: every line JSON, found by an id, and nothing that tells who the visitor is. */
import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { answerWith, startHttpReceiver, type HttpReceiver } from '../../support/http-receiver.ts'
import { openDesk, openKnock, unwrap } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'
import { until } from '../../support/until.ts'
import { parseCallOuts, webhook } from '../call-outs/call-out-room.ts'

type Line = Readonly<Record<string, unknown>> & { readonly msg: string }

let server: RoomServer
let clock: FakeClock
let receiver: HttpReceiver
let texts: string[]
beforeEach(async () => {
  texts = []
  clock = createFakeClock()
  receiver = await startHttpReceiver(answerWith(200))
  server = await startServer({
    clock,
    trustedProxies: ['127.0.0.1'],
    log: pino({ level: 'debug' }, { write: (text: string) => texts.push(text) }),
  })
})
afterEach(async () => {
  await server.dispose()
  await receiver.dispose()
})

const lines = (): readonly Line[] => texts.map((text) => JSON.parse(text) as Line)

describe('the log', () => {
  it('tells a knock’s life under its id, and never who knocked', async () => {
    const desk = await openDesk(server)
    unwrap(await desk.send('call-outs:set', parseCallOuts([webhook(receiver.url, { id: 'hook' })])))
    const { visitor, knock } = await openKnock(server, { name: 'Canary Yamada', from: '198.51.100.77' })
    clock.advance(1_000)
    unwrap(await desk.send('hold', { knockId: knock.id, message: null }))
    unwrap(
      await visitor.send('call-back', {
        name: 'Canary Yamada',
        company: '',
        phone: '090-9999-0000',
        about: 'Canary',
        when: '',
      }),
    )
    const call = unwrap(await desk.send('admit', { knockId: knock.id }))
    unwrap(await desk.send('say', { callId: call.id, lineId: 'l1', text: 'Canary line' }))
    unwrap(await desk.send('hang-up', { callId: call.id }))
    const own = await until(() => {
      const found = lines().filter((line) => line['knock'] === knock.id)
      return found.filter(({ msg }) => msg === 'called out').length === receiver.requests.length && found
    })
    const life = own.filter(({ msg }) => msg === 'knock changed').map((line) => line['outcome'] ?? line['phase'])
    expect(life).toEqual(['waiting', 'held', 'admitted', 'admitted'])
    expect(own.map(({ msg }) => msg)).toContain('a page has knocked')
    expect(receiver.requests.length).toBeGreaterThanOrEqual(2)
    const about = lines().filter(({ msg }) => /knock|called out/.test(msg))
    expect(about.filter((line) => line['knock'] === undefined)).toEqual([])
    const all = texts.join('')
    for (const secret of ['Canary', '198.51.100.77', '9999', visitor.token]) expect(all).not.toContain(secret)
  })

  it('has a line for each request at debug, by the id that it was answered with, without what was asked after the ?', async () => {
    const response = await fetch(`${server.url}/front-desk?name=Canary`)
    await response.text()
    const id = response.headers.get('x-request-id')
    const [line] = await until(() => {
      const found = lines().filter((one) => one['request'] === id)
      return found.length > 0 && found
    })
    expect(line).toMatchObject({ method: 'GET', path: '/front-desk', status: 200, msg: 'a request was answered' })
    expect(texts.join('')).not.toContain('Canary')
  })

  it('says by that id what was wrong with a request', async () => {
    const { headers } = await fetch(`${server.url}/pair`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ room: 'front-desk', code: 'x'.repeat(43), desk: { name: 'Canary' } }),
    })
    const line = lines().find(({ msg }) => msg === 'refused a pairing')
    expect(line?.['request']).toBe(headers.get('x-request-id'))
  })
})

describe('an id that a request brings along', () => {
  const answered = async (given: string, { url, port }: RoomServer = server): Promise<string> => {
    return new Promise((resolve, reject) => {
      request({
        host: '127.0.0.1',
        port,
        path: '/healthz',
        headers: { host: new URL(url).host, 'x-request-id': given },
      })
        .on('response', (response) => {
          response.resume()
          resolve(String(response.headers['x-request-id']))
        })
        .on('error', reject)
        .end()
    })
  }

  it('is kept where a trusted proxy says it', async () => {
    const id = randomUUID()
    expect(await answered(id)).toBe(id)
  })

  it.each(['short', 'x'.repeat(65), 'has spaces in it', '{"level":50}'])(
    'is replaced where it is %s',
    async (given) => {
      expect(await answered(given)).toMatch(/^[\da-f-]{36}$/)
    },
  )

  it('is replaced where nobody who is trusted says it', async () => {
    const other = await startServer()
    const id = randomUUID()
    expect(await answered(id, other)).not.toBe(id)
    await other.dispose()
  })
})
