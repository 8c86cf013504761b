import { rm } from 'node:fs/promises'
import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { withLine } from '../../../src-server/calls/call-lines.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { LineIdSchema, type CallLine } from '../../../src-shared/call-line.ts'
import type { CallId } from '../../../src-shared/ids.ts'
import type { VisitorKnock } from '../../../src-shared/knock.ts'
import { limits } from '../../../src-shared/limits.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import {
  openDesk,
  openKnock,
  openVisitor,
  unwrap,
  type DeskClient,
  type VisitorClient,
} from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

let folder: string
let server: RoomServer
let clock: FakeClock
let desk: DeskClient
let other: DeskClient
let visitor: VisitorClient
let callId: CallId

beforeEach(async () => {
  folder = await makeFolder()
  clock = createFakeClock()
  server = await startServer({ clock, dataFolder: folder })
  desk = await openDesk(server, { id: 'mine' })
  other = await openDesk(server, { id: 'other' })
  const opened = await openKnock(server)
  visitor = opened.visitor
  callId = unwrap(await desk.send('admit', { knockId: opened.knock.id })).id
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

const saying = (id: string, text: string) => ({ callId, lineId: v.parse(LineIdSchema, id), text })
const inOrder = [
  ['visitor', 'I cannot hear you'],
  ['desk', 'Shall we write?'],
  ['visitor', 'Yes, please'],
]
const wordsOf = (lines: readonly CallLine[]) => lines.map(({ from, text }) => [from, text])
const linesOf = ({ phase }: VisitorKnock) => (phase.kind === 'admitted' ? phase.lines : [])

async function talk(): Promise<void> {
  unwrap(await visitor.send('say', saying('l_1', '  I cannot\u202E\nhear you ')))
  unwrap(await desk.send('say', saying('l_2', 'Shall we write?')))
  unwrap(await visitor.send('say', saying('l_3', 'Yes, please')))
}

test('both sides have every line, in one order and on one line; another desk has none', async () => {
  await talk()
  const told = await desk.waitFor('lines:changed', ({ lines }) => lines.length === 3)
  expect([told.callId, wordsOf(told.lines)]).toEqual([callId, inOrder])
  const knock = await visitor.waitFor('knock:changed', (changed) => linesOf(changed).length === 3)
  expect(wordsOf(linesOf(knock))).toEqual(inOrder)
  const third = await openDesk(server, { id: 'third' })
  expect((await third.waitFor('snapshot')).lines).toEqual([])
  expect(JSON.stringify(other.facts)).not.toContain('Yes, please')
})

test('a reload, a lost desk and a restart of the server lose none', async () => {
  await talk()
  const back = await openVisitor(server, { token: visitor.token })
  expect(wordsOf(linesOf((await back.waitFor('welcome')).knock!))).toEqual(inOrder)
  await server.dispose()
  server = await startServer({ clock, dataFolder: folder })
  const again = await openDesk(server, { id: 'mine' })
  expect(wordsOf((await again.waitFor('snapshot')).lines)).toEqual(inOrder)
})

test('sent again it is no second line', async () => {
  await talk()
  unwrap(await visitor.send('say', saying('l_3', 'Yes, please')))
  unwrap(await desk.send('say', saying('l_3', 'Good')))
  expect(wordsOf((await desk.waitFor('lines:changed', ({ lines }) => lines.length > 3)).lines)).toEqual([
    ...inOrder,
    ['desk', 'Good'],
  ])
})

test('only the two of the call write in it, while it lasts, and nothing of it is kept', async () => {
  await talk()
  expect(await other.send('say', saying('l_4', 'Hello'))).toMatchObject({ code: 'unauthorised' })
  const stranger = await openVisitor(server)
  expect(await stranger.send('say', saying('l_4', 'Hello'))).toMatchObject({ code: 'not-found' })
  expect(await visitor.send('say', saying('l_4', ' \n '))).toMatchObject({ code: 'bad-request' })
  expect(await visitor.send('say', saying('l_4', 'x'.repeat(limits.lineLength + 1)))).toMatchObject({
    code: 'too-large',
  })
  unwrap(await visitor.send('leave', null))
  expect(await visitor.send('say', saying('l_4', 'Hello'))).toMatchObject({ code: 'wrong-state' })
  expect(await desk.send('say', saying('l_4', 'Hello'))).toMatchObject({ code: 'wrong-state' })
  const visits = unwrap(await desk.send('visits:export', { filter: anyVisit, language: 'en' }))
  expect(JSON.stringify(visits)).not.toContain('Yes, please')
})

test('so many at once that nobody typed them are refused, and of a long talk the latest stay', () => {
  const line = (id: number, atMs: number): CallLine => ({
    id: v.parse(LineIdSchema, `l_${id}`),
    from: 'visitor',
    text: 'x',
    atMs,
  })
  const typed = Array.from({ length: 150 }, (_, id) => line(id, id * 5_000))
  const kept = typed.reduce<readonly CallLine[]>((lines, next) => unwrap(withLine(lines, next)), [])
  expect([kept.length, kept.at(-1)?.id]).toEqual([limits.linesKept, 'l_149'])
  const burst = Array.from({ length: 10 }, (_, id) => line(id, id)).reduce<readonly CallLine[]>(
    (lines, next) => unwrap(withLine(lines, next)),
    [],
  )
  expect(withLine(burst, line(10, 10))).toMatchObject({ code: 'rate-limited' })
  expect(withLine(burst, { ...line(10, 10), from: 'desk' }).kind).toBe('ok')
  expect(withLine(burst, line(10, 20_000)).kind).toBe('ok')
})
