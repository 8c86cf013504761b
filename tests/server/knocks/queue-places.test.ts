import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { openDesk, openKnock, openVisitor, unwrap, type VisitorClient } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'

let server: RoomServer

beforeEach(async () => {
  server = await startServer()
})
afterEach(async () => {
  await server.dispose()
})

/** Every place that the page was told, in order. */
function placesOf(visitor: VisitorClient): readonly number[] {
  return visitor.facts.flatMap((fact) =>
    fact.name === 'knock:changed' && 'place' in fact.payload.phase ? [fact.payload.phase.place] : [],
  )
}

describe('the place in the queue', () => {
  it('is told with the knock, and again whenever somebody before it is no longer open', async () => {
    const desk = await openDesk(server)
    const opened = []
    for (const name of ['a', 'b', 'c', 'd']) opened.push(await openKnock(server, { name }))
    const [a, b, c, d] = opened as [Opened, Opened, Opened, Opened]
    expect(opened.map(({ knock }) => knock.phase)).toEqual([1, 2, 3, 4].map((place) => ({ kind: 'waiting', place })))

    unwrap(await b.visitor.send('withdraw', null))
    await c.visitor.waitFor('knock:changed', ({ phase }) => 'place' in phase && phase.place === 2)
    await d.visitor.waitFor('knock:changed', ({ phase }) => 'place' in phase && phase.place === 3)
    unwrap(await desk.send('hold', { knockId: c.knock.id, message: null }))
    expect((await c.visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'held')).phase).toMatchObject({
      kind: 'held',
      place: 2,
      message: null,
    })
    unwrap(await desk.send('admit', { knockId: a.knock.id }))
    await d.visitor.waitFor('knock:changed', ({ phase }) => 'place' in phase && phase.place === 2)
    expect(placesOf(a.visitor)).toEqual([])
    expect(placesOf(c.visitor)).toEqual([2, 2, 1])
    expect(placesOf(d.visitor)).toEqual([3, 2])
  })

  it('is right for a page that comes back', async () => {
    const first = await openKnock(server, { name: 'first' })
    const second = await openKnock(server, { name: 'second' })
    unwrap(await first.visitor.send('withdraw', null))
    const back = await openVisitor(server, { token: second.visitor.token })
    expect((await back.waitFor('welcome')).knock?.phase).toEqual({ kind: 'waiting', place: 1 })
  })
})

type Opened = Awaited<ReturnType<typeof openKnock>>
