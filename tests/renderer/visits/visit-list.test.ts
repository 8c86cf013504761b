import { expect, test, vi } from 'vitest'
import { createVisitList } from '../../../src-renderer/visits/visit-list.ts'
import { failed, ok, type Result } from '../../../src-shared/result.ts'
import { anyVisit, type VisitPage } from '../../../src-shared/visit.ts'
import { createFakeDeskClient } from '../../fakes/fake-desk-client.ts'
import { nowMs, sampleState, sampleVisit } from '../sample-state.ts'

const visit = (id: string, ageMs = 0) => sampleVisit(id, { kind: 'withdrawn' }, { startedAtMs: nowMs - ageMs })
const page = (ids: readonly string[], hasMore = false): Result<VisitPage> =>
  ok({ visits: ids.map((id, index) => visit(id, index * 1000)), hasMore })

test('it loads when somebody looks, and again when a knock ended', async () => {
  const client = createFakeDeskClient(sampleState())
  const list = createVisitList(client)
  expect(client.requests).toEqual([])
  const stop = list.subscribe(() => undefined)
  await vi.waitFor(() => expect(list.getState().kind).toBe('loaded'))
  client.change({
    recentEnds: [{ knockId: visit('v1').id, name: '', end: { kind: 'withdrawn' }, waitedMs: 0, atMs: nowMs }],
  })
  expect(client.requests).toHaveLength(2)
  client.change(structuredClone({ ...client.getState(), revision: 9 }))
  expect(client.requests).toHaveLength(2)
  stop()
  client.change({ recentEnds: [] })
  expect(client.requests).toHaveLength(2)
})

test('an answer that was overtaken by a later one is not shown', async () => {
  const client = createFakeDeskClient(sampleState())
  const answers: ((result: Result<VisitPage>) => void)[] = []
  client.answerRequest('visits:list', () => new Promise((resolve) => answers.push(resolve)))
  const list = createVisitList(client)
  list.subscribe(() => undefined)
  list.reload()
  answers[1]?.(page(['new']))
  await vi.waitFor(() => expect(list.getState().kind).toBe('loaded'))
  answers[0]?.(page(['old']))
  await Promise.resolve()
  expect(list.getState()).toMatchObject({ visits: [{ id: 'new' }] })
})

test('older visits are added below, from where the list ended', async () => {
  const client = createFakeDeskClient(sampleState())
  client.answerRequest('visits:list', ({ beforeMs }) =>
    Promise.resolve(beforeMs === null ? page(['a', 'b'], true) : page(['c'])),
  )
  const list = createVisitList(client)
  list.subscribe(() => undefined)
  await vi.waitFor(() => expect(list.getState().kind).toBe('loaded'))
  const first = list.getState()
  if (first.kind === 'loaded') first.loadMore?.()
  await vi.waitFor(() => expect(list.getState()).toMatchObject({ visits: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }))
  expect(client.requests[1]?.payload).toEqual({ ...anyVisit, beforeMs: nowMs - 1000, limit: 50 })
  expect(list.getState()).not.toHaveProperty('loadMore')
})

test('offline and failed are told apart, and the connection’s return loads', async () => {
  const client = createFakeDeskClient(sampleState({ connection: { kind: 'offline', sinceMs: nowMs } }))
  const list = createVisitList(client)
  list.subscribe(() => undefined)
  expect([list.getState().kind, client.requests.length]).toEqual(['offline', 0])
  client.answerRequest('visits:list', () => Promise.resolve(failed('internal', 'No.')))
  client.change({ connection: { kind: 'online' } })
  await vi.waitFor(() => expect(list.getState().kind).toBe('failed'))
})

test('a narrower search keeps what was shown until its answer, and starts at the top', async () => {
  const client = createFakeDeskClient(sampleState())
  client.answerRequest('visits:list', ({ text }) => Promise.resolve(text === '' ? page(['a', 'b'], true) : page(['b'])))
  const list = createVisitList(client)
  list.subscribe(() => undefined)
  await vi.waitFor(() => expect(list.getState().kind).toBe('loaded'))
  const filter = { ...anyVisit, text: 'b' }
  list.narrow(filter)
  expect(list.getState()).toMatchObject({ filter: anyVisit, visits: [{ id: 'a' }, { id: 'b' }] })
  await vi.waitFor(() => expect(list.getState()).toMatchObject({ filter, visits: [{ id: 'b' }] }))
  expect(client.requests[1]?.payload).toEqual({ ...filter, beforeMs: null, limit: 50 })
})

test('what another desk has done about a follow-up is seen here', async () => {
  const client = createFakeDeskClient(sampleState())
  const list = createVisitList(client)
  list.subscribe(() => undefined)
  client.change({ followUps: [visit('v1')] })
  expect(client.requests.map((request) => request.name)).toEqual(['visits:list', 'visits:list'])
  await vi.waitFor(() => expect(list.getState().kind).toBe('loaded'))
})
