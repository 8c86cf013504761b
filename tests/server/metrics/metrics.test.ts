/** A server is driven with visitors and desks, and its figures are compared with what was done. */
import { spawnSync } from 'node:child_process'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import { observeWrites } from '../../../src-server/metrics/observe-writes.ts'
import { defaultPolicy } from '../../../src-server/policy.ts'
import type { ServerFact } from '../../../src-server/metrics/server-facts.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { answerWith, startHttpReceiver } from '../../support/http-receiver.ts'
import { openDesk, openKnock, openVisitor, unwrap } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'
import { until } from '../../support/until.ts'
import { parseCallOuts, webhook } from '../call-outs/call-out-room.ts'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const run of undo.splice(0).toReversed()) await run()
})

async function start(options: Parameters<typeof startServer>[0] = {}): Promise<RoomServer> {
  const server = await startServer({ metricsPort: 0, ...options })
  undo.push(server.dispose)
  return server
}

async function scrape({ metricsUrl }: RoomServer): Promise<string> {
  const response = await fetch(metricsUrl ?? '')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  return response.text()
}

/** The lines of our own figures but the buckets, as `NAME{LABELS}` and value. */
function figuresIn(text: string): Readonly<Record<string, number>> {
  const lines = text.split('\n').filter((line) => line.startsWith('konkon_') && !line.includes('_bucket'))
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.lastIndexOf(' ')
      return [line.slice(0, at), Number(line.slice(at + 1))] as const
    }),
  )
}

describe('the figures for Prometheus', () => {
  it('are what visitors and desks have done', async () => {
    const clock = createFakeClock()
    const policy = { callOuts: { ...defaultPolicy.callOuts, retryAfterMs: [] } }
    const server = await start({ clock, policy, trustedProxies: ['127.0.0.1'] })
    const receiver = await startHttpReceiver(answerWith(200))
    const refusing = await startHttpReceiver(answerWith(500))
    undo.push(receiver.dispose, refusing.dispose)
    const desk = await openDesk(server)
    await openDesk(server)
    const from = (name: string, last: number) => openKnock(server, { name, from: `198.51.100.${last}` })

    const talked = await from('talked', 5)
    const call = unwrap(await desk.send('admit', { knockId: talked.knock.id }))
    unwrap(await desk.send('hang-up', { callId: call.id }))
    // No two knocks of a room have one time.
    clock.advance(1_000)
    const admitted = await from('Canary Yamada', 1)
    clock.advance(12_000)
    unwrap(await desk.send('admit', { knockId: admitted.knock.id }))
    const denied = await from('denied', 2)
    clock.advance(3_000)
    unwrap(await desk.send('deny', { knockId: denied.knock.id, message: null, promisesCall: false, isUndoable: true }))
    clock.advance(5_000)
    const held = await from('held', 3)
    clock.advance(40_000)
    unwrap(await desk.send('hold', { knockId: held.knock.id, message: null }))
    // Runs out, so that the visitor waits again, and is held once more.
    clock.advance(120_000)
    unwrap(await desk.send('hold', { knockId: held.knock.id, message: null }))
    const lists = [webhook(receiver.url, { id: 'good' }), webhook(refusing.url, { id: 'bad' })]
    unwrap(await desk.send('call-outs:set', parseCallOuts(lists)))
    unwrap(await held.visitor.send('withdraw', null))
    await from('waiting', 4)
    const glance = await openVisitor(server)
    await openVisitor(server)
    clock.advance(4_000)
    glance.dispose()

    const labels = 'room="front-desk",kind="webhook"'
    const delivered = `konkon_call_outs_total{${labels},result="delivered"}`
    const refused = `konkon_call_outs_total{${labels},result="not-accepted"}`
    const figures = await until(async () => {
      const found = figuresIn(await scrape(server))
      const isAll = found[delivered] === 2 && found[refused] === 2
      return isAll && found['konkon_sockets{room="front-desk",kind="pages"}'] === 6 ? found : null
    })
    const { konkon_database_write_seconds_count: writes, konkon_database_write_seconds_sum: took, ...rest } = figures
    expect(rest).toEqual({
      'konkon_build_info{version="0.0.0-test"}': 1,
      konkon_ready: 1,
      'konkon_knocks_total{room="front-desk"}': 5,
      'konkon_knocks_ended_total{room="front-desk",outcome="admitted"}': 2,
      'konkon_knocks_ended_total{room="front-desk",outcome="denied"}': 1,
      'konkon_knocks_ended_total{room="front-desk",outcome="withdrawn"}': 1,
      'konkon_knock_answer_seconds_count{room="front-desk",answer="admitted"}': 2,
      'konkon_knock_answer_seconds_sum{room="front-desk",answer="admitted"}': 12,
      'konkon_knock_answer_seconds_count{room="front-desk",answer="denied"}': 1,
      'konkon_knock_answer_seconds_sum{room="front-desk",answer="denied"}': 3,
      'konkon_knock_answer_seconds_count{room="front-desk",answer="held"}': 1,
      'konkon_knock_answer_seconds_sum{room="front-desk",answer="held"}': 40,
      'konkon_open_knocks{room="front-desk"}': 1,
      'konkon_calls{room="front-desk"}': 1,
      'konkon_sockets{room="front-desk",kind="pages"}': 6,
      'konkon_sockets{room="front-desk",kind="desks"}': 2,
      konkon_database_write_failures_total: 0,
      [delivered]: 2,
      [refused]: 2,
    })
    // Knocks, their changes, the call-outs; what else is kept beside them may grow.
    expect(writes).toBeGreaterThanOrEqual(9)
    expect(took).toBeGreaterThan(0)
    const text = await scrape(server)
    for (const secret of ['Canary', '198.51.100', admitted.visitor.token]) expect(text).not.toContain(secret)
    for (const name of [
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
      'process_cpu_seconds_total',
    ])
      expect(text).toMatch(new RegExp(`^${name} [\\d.e-]+`, 'm'))
  })

  it('are well-formed', async (context) => {
    const server = await start()
    await openKnock(server)
    const checked = spawnSync('promtool', ['check', 'metrics'], { input: await scrape(server), encoding: 'utf8' })
    if (checked.error) context.skip('promtool is not here (Debian: apt-get install prometheus)')
    // It also has opinions about names, among them of Node's own figures.
    const ours = `${checked.stdout}${checked.stderr}`.split('\n').filter((line) => /konkon|error/.test(line))
    expect(ours).toEqual([])
    expect([0, 3]).toContain(checked.status)
  })

  it('are there for programs of this machine alone, by GET and at one path', async () => {
    const { metricsUrl } = await start()
    const at = (path: string, init?: RequestInit) => fetch(new URL(path, metricsUrl ?? ''), init)
    expect(new URL(metricsUrl ?? '').hostname).toBe('127.0.0.1')
    expect((await at('/metrics', { method: 'POST' })).status).toBe(405)
    expect((await at('/')).status).toBe(404)
    const { request } = await import('node:http')
    const status = await new Promise((resolve) => {
      request(metricsUrl ?? '', { headers: { host: 'rebound.example' } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).end()
    })
    expect(status).toBe(421)
  })

  it('are closed by default, and after the end', async () => {
    expect((await start({ metricsPort: undefined as never })).metricsUrl).toBeNull()
    const server = await start()
    await server.dispose()
    await expect(fetch(server.metricsUrl ?? '')).rejects.toThrow()
  })

  it('name the variable whose port is taken', async () => {
    const { port } = await start()
    await expect(startServer({ metricsPort: port })).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use by another program. Stop that one, or choose another port with KONKON_METRICS_PORT.`,
    )
  })
})

it('tells writes that fail, transactions, and no reading', () => {
  const database = new DatabaseSync(':memory:')
  undo.push(() => database.close())
  const facts: ServerFact[] = []
  observeWrites(database, (fact) => facts.push(fact))
  database.exec('CREATE TABLE things (id TEXT PRIMARY KEY) STRICT')
  const insert = database.prepare('INSERT INTO things (id) VALUES (?)')
  expect(insert.run('one').changes).toBe(1)
  expect(() => insert.run('one')).toThrow('UNIQUE')
  expect(database.prepare('SELECT id FROM things').all()).toHaveLength(1)
  database.exec('BEGIN IMMEDIATE')
  database.exec('COMMIT')
  expect(facts).toEqual(
    [true, false, true].map((isDone) => ({ kind: 'written', durationMs: expect.any(Number) as unknown, isDone })),
  )
})
