/** Call-outs as desks set them, on a real server whose receivers misbehave. */
import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { answerWith, hang, startHttpReceiver, type HttpReceiver } from '../../support/http-receiver.ts'
import { openDesk, openKnock, unwrap } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'
import { until } from '../../support/until.ts'
import { callOutId, parseCallOuts, webhook } from './call-out-room.ts'

let folder: string
let server: RoomServer
let hanging: HttpReceiver
let good: HttpReceiver
beforeEach(async () => {
  folder = await makeFolder()
  server = await startServer({ dataFolder: folder })
  hanging = await startHttpReceiver(hang)
  good = await startHttpReceiver(answerWith(200))
})
afterEach(async () => {
  await server.dispose()
  await hanging.dispose()
  await good.dispose()
  await rm(folder, { recursive: true, force: true })
})

const list = () => parseCallOuts([webhook(hanging.url, { id: 'hanging' }), webhook(good.url, { id: 'good' })])

describe('call-outs of a server', () => {
  it('follow knocks, and one that hangs delays neither the ring nor another call-out', async () => {
    const desk = await openDesk(server, { id: 'd-7f3a', name: 'Milling' })
    unwrap(await desk.send('call-outs:set', list()))
    // The first knock's message is stuck from here on.
    await openKnock(server, { name: 'first' })
    await hanging.waitForRequests(1)
    const { knock } = await openKnock(server, { name: 'second' })
    await desk.waitFor('knock:changed', (fact) => fact.knock.id === knock.id)
    unwrap(await desk.send('admit', { knockId: knock.id }))
    const third = await openKnock(server, { name: 'third' })
    unwrap(await third.visitor.send('withdraw', null))
    const requests = await good.waitForRequests(5)
    expect(requests.map(({ body }) => [JSON.parse(body).event, JSON.parse(body).knock.name])).toEqual([
      ['knock', 'first'],
      ['knock', 'second'],
      ['answered', 'second'],
      ['knock', 'third'],
      ['missed', 'third'],
    ])
    expect(JSON.parse(requests[2]?.body ?? '')).toMatchObject({ desk: { name: 'Milling' }, othersWaiting: 1 })
    expect(hanging.requests).toHaveLength(1)
    const { results } = await until(async () => {
      const answer = unwrap(await desk.send('call-outs:list', null))
      return answer.results.length === 3 ? answer : null
    })
    expect(new Set(results.map(({ callOutId: id, outcome }) => `${id} ${outcome.kind}`))).toEqual(
      new Set(['good delivered']),
    )
  })

  it('are kept over a restart, and their secrets are never sent to a desk', async () => {
    const desk = await openDesk(server)
    unwrap(await desk.send('call-outs:set', list()))
    await server.dispose()
    server = await startServer({ dataFolder: folder })
    const again = await openDesk(server)
    const { callOuts } = unwrap(await again.send('call-outs:list', null))
    expect(callOuts).toEqual(
      parseCallOuts([
        webhook(hanging.url, { id: 'hanging', secret: '' }),
        webhook(good.url, { id: 'good', secret: '' }),
      ]),
    )
    expect(JSON.stringify(again.facts)).not.toContain('p4ssphrase')
    const tested = unwrap(await again.send('call-outs:test', { callOutId: callOutId('good') }))
    expect(tested).toMatchObject({ callOutId: 'good', event: 'test', outcome: { kind: 'delivered' } })
    expect(good.requests[0]?.headers['x-konkon-signature']).toMatch(/^sha256=[0-9a-f]{64}$/)
  })

  it('are refused where they do not fit', async () => {
    const desk = await openDesk(server)
    const [one] = list()
    expect(await desk.send('call-outs:set', [one!, one!])).toMatchObject({ code: 'bad-request' })
    expect(await desk.sendRaw('call-outs:set', [{ ...one, url: 'file:///etc/passwd' }])).toMatchObject({
      code: 'bad-request',
    })
    expect(await desk.send('call-outs:test', { callOutId: callOutId('never') })).toMatchObject({ code: 'not-found' })
    expect(unwrap(await desk.send('call-outs:list', null))).toEqual({ callOuts: [], results: [], secrets: [] })
  })

  it('escalate a knock on which nobody acts', async () => {
    await server.dispose()
    const clock = createFakeClock()
    server = await startServer({ dataFolder: folder, clock })
    const desk = await openDesk(server)
    unwrap(await desk.send('call-outs:set', parseCallOuts([webhook(good.url, { events: ['escalate'] })])))
    const { knock } = await openKnock(server)
    clock.advance(59_999)
    expect(good.requests).toEqual([])
    clock.advance(1)
    const [escalated] = await good.waitForRequests(1)
    expect(JSON.parse(escalated?.body ?? '')).toMatchObject({
      event: 'escalate',
      knock: { id: knock.id, waitedMs: 60_000 },
    })
  })
})
