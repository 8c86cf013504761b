import { expect, test } from 'vitest'
import { createCallSession } from '../../src-renderer/call/call-session.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import { createFakeCallLink, type FakeCallLink } from '../fakes/fake-call-link.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'
import { createFakeDeskClient } from '../fakes/fake-desk-client.ts'
import { createFakeDeskMedia } from '../fakes/fake-desk-media.ts'
import { nowMs, otherDesk, sampleCall, sampleState } from './sample-state.ts'

/** Node has no streams; nobody plays these. */
const stream = {} as MediaStream

function startSession(state: DeskState) {
  const client = createFakeDeskClient(state)
  const media = createFakeDeskMedia({ preview: stream, screen: stream })
  const clock = createFakeClock()
  const links: FakeCallLink[] = []
  const warmUps: number[] = []
  const practised: string[] = []
  const session = createCallSession({
    client,
    media,
    createCallLink: (options) => {
      const link = createFakeCallLink(options, { voice: stream, camera: stream, screen: stream })
      links.push(link)
      return link
    },
    openPracticeLine: (callId) => {
      practised.push(`open ${callId}`)
      return { ...client, sendSignal: () => practised.push('signal'), dispose: () => practised.push('dispose') }
    },
    warmUpPeers: () => warmUps.push(clock.now()),
    clock,
    log: () => undefined,
  })
  return { client, media, clock, links, warmUps, practised, session }
}

const inCall = { calls: [sampleCall()] }

test('an own call has a link and open devices, at once and also after a reload', () => {
  const { session, media, links } = startSession(sampleState(inCall))
  expect(session.getState()?.call.id).toBe('call-1')
  expect(links.map((link) => [link.options.role, link.options.isRejoining])).toEqual([['desk', false]])
  expect(media.done).toEqual(['open camera microphone'])
})

test('the call of another desk is none of one’s own', () => {
  const { session, links, media } = startSession(sampleState({ calls: [sampleCall({ desk: otherDesk })] }))
  expect([session.getState(), links.length, media.done]).toEqual([null, 0, []])
})

test('the end of the call disposes the link and lets go of the devices', () => {
  const { client, session, media, links } = startSession(sampleState(inCall))
  client.change({ calls: [] })
  expect(session.getState()).toBeNull()
  expect(links[0]?.isDisposed).toBe(true)
  expect(media.done.slice(-2)).toEqual(['stop sharing', 'close'])
})

test('a practice call reaches a visitor of this page, and nothing of it the server', () => {
  const { client, links, practised } = startSession(sampleState({ calls: [sampleCall({ kind: 'practice' })] }))
  const bye = { callId: sampleCall().id, generation: 1, body: { kind: 'join' } } as const
  links[0]?.options.sendSignal(bye)
  client.change({ calls: [sampleCall({ kind: 'practice', visitorLink: 'connected' })] })
  client.change({ calls: [] })
  expect(practised).toEqual(['open call-1', 'signal', 'dispose'])
  expect(client.sentSignals).toEqual([])
})

test('the server is told that the visitor is heard, but not of practice', () => {
  const heardOf = ({ client }: ReturnType<typeof startSession>): unknown =>
    client.requests.filter(({ name }) => name === 'call:hear').map(({ payload }) => payload)
  const talking = startSession(sampleState(inCall))
  talking.links[0]?.options.onHeard?.()
  expect(heardOf(talking)).toEqual([{ callId: 'call-1' }])
  const practising = startSession(sampleState({ calls: [sampleCall({ kind: 'practice' })] }))
  practising.links[0]?.options.onHeard?.()
  expect(heardOf(practising)).toEqual([])
})

test('a change of the call keeps its link', () => {
  const { client, session, links } = startSession(sampleState(inCall))
  client.change({ calls: [sampleCall({ visitorLink: 'lost' })] })
  expect(session.getState()?.call.visitorLink).toBe('lost')
  expect(links).toHaveLength(1)
})

test('a call is given the TURN passwords that the server has renewed meanwhile', () => {
  const { client, links } = startSession(sampleState(inCall))
  const renewed = [{ urls: ['turn:a.example'], username: 'u', credential: 'second' }]
  client.change({ iceServers: renewed })
  expect(links).toHaveLength(1)
  expect(links[0]?.options.getIceServers()).toEqual(renewed)
})

test('a connection that comes back makes the link look, but not one that was just made', () => {
  const { client, links } = startSession(sampleState({ connection: { kind: 'connecting' } }))
  client.change({ connection: { kind: 'online' }, ...inCall })
  expect(links[0]?.restoredCount).toBe(0)
  client.change({ connection: { kind: 'offline', sinceMs: nowMs } })
  client.change({ connection: { kind: 'online' } })
  expect(links[0]?.restoredCount).toBe(1)
})

test('the browser is made ready once for as long as somebody is near the button', () => {
  const { session, warmUps, clock } = startSession(sampleState())
  session.warmUp()
  session.warmUp()
  expect(warmUps).toHaveLength(1)
  clock.advance(10_000)
  session.warmUp()
  expect(warmUps).toHaveLength(2)
})

test('devices that were warmed up for nobody close after ten seconds', () => {
  const { session, media, clock } = startSession(sampleState())
  session.warmUp()
  clock.advance(9_999)
  expect(media.done).toEqual(['open camera microphone'])
  clock.advance(1)
  expect(media.done.at(-1)).toBe('close')
})

test('devices that were warmed up for a call stay open', () => {
  const { client, session, media, clock } = startSession(sampleState())
  session.warmUp()
  client.change(inCall)
  clock.advance(60_000)
  expect(media.done).not.toContain('close')
})

test('disposing ends everything', () => {
  const { client, session, media, links, clock } = startSession(sampleState(inCall))
  session.dispose()
  session.dispose()
  client.change({ calls: [] })
  expect([links[0]?.isDisposed, media.done.filter((act) => act === 'close').length, clock.pending]).toEqual([
    true,
    1,
    0,
  ])
})
