import { describe, expect, it } from 'vitest'
import type { VisitorPhase } from '../../src-shared/knock.ts'
import type { PageFact } from '../../src-visitor/page/page-reducer.ts'
import { tokenOf } from '../../src-visitor/knock/own-knock.ts'
import { createPageState } from '../../src-visitor/page/page-state.ts'
import { closedMedia } from '../fakes/fake-local-media.ts'
import {
  admitted,
  knockIn,
  laterToken,
  reduceTimed,
  room,
  startMs,
  stateAfter,
  taken,
  token,
  welcomeWith,
} from './support/page-facts.ts'

const knocked: PageFact = { kind: 'knocked', token }
const changed = (phase: VisitorPhase): PageFact => ({ kind: 'knock:changed', payload: knockIn(phase) })
const reloaded = createPageState({
  language: 'en',
  name: '',
  nowMs: startMs,
  room,
  token,
  link: null,
  keptInvitation: null,
  unsentCallBack: null,
  media: closedMedia,
  isTouch: false,
})

describe('the own knock', () => {
  const held: VisitorPhase = { kind: 'held', place: 1, message: null, untilMs: startMs + 120_000 }
  const cases: readonly [string, readonly PageFact[], object][] = [
    ['is sent first', [knocked], { kind: 'sending', token }],
    [
      'waits when the server took it',
      [knocked, taken({ kind: 'waiting', place: 1 })],
      { kind: 'live', phase: { kind: 'waiting', place: 1 } },
    ],
    ['is held', [knocked, taken({ kind: 'waiting', place: 1 }), changed(held)], { kind: 'live', phase: held }],
    [
      'is admitted',
      [knocked, taken({ kind: 'waiting', place: 1 }), changed(admitted)],
      { phase: admitted, isRejoining: false },
    ],
    [
      'is denied',
      [knocked, taken({ kind: 'waiting', place: 1 }), changed({ kind: 'denied', message: null, asksForNumber: false })],
      { kind: 'over', end: { kind: 'denied' }, unsent: null },
    ],
    [
      'is at the door again when it was refused',
      [knocked, { kind: 'knock-failed', token, code: 'busy' }],
      { kind: 'none', failure: 'busy' },
    ],
    [
      'does not take the answer to an earlier knock',
      [knocked, { kind: 'knocked', token: laterToken }, taken({ kind: 'waiting', place: 1 })],
      { kind: 'sending', token: laterToken },
    ],
    [
      'does not follow news of an earlier knock while it is sent',
      [
        knocked,
        taken({ kind: 'waiting', place: 1 }),
        { kind: 'withdrawn' },
        { kind: 'knocked', token: laterToken },
        changed({ kind: 'withdrawn' }),
      ],
      { kind: 'sending', token: laterToken },
    ],
    [
      'is withdrawn here before the server knows',
      [knocked, taken({ kind: 'waiting', place: 1 }), { kind: 'withdrawn' }],
      { kind: 'over', end: { kind: 'withdrawn' }, unsent: 'withdraw' },
    ],
    [
      'stays withdrawn when a server that has not heard of it says waiting',
      [
        knocked,
        taken({ kind: 'waiting', place: 1 }),
        { kind: 'withdrawn' },
        welcomeWith(knockIn({ kind: 'waiting', place: 1 })),
      ],
      { kind: 'over', unsent: 'withdraw' },
    ],
    [
      'stays left when the news of the admission come late',
      [knocked, taken({ kind: 'waiting', place: 1 }), { kind: 'withdrawn' }, changed(admitted)],
      { kind: 'over', end: { kind: 'withdrawn' } },
    ],
    [
      'is a left call here before the server knows',
      [knocked, taken(admitted), { kind: 'call-left' }],
      { kind: 'over', end: { kind: 'ended', reason: 'visitor-left' }, unsent: 'leave' },
    ],
    [
      'has nothing to send once the parting was delivered',
      [knocked, taken(admitted), { kind: 'call-left' }, { kind: 'parting-delivered' }],
      { kind: 'over', unsent: null },
    ],
    [
      'is knocked again when the server forgot it',
      [knocked, taken({ kind: 'waiting', place: 1 }), welcomeWith(null)],
      { kind: 'sending', token },
    ],
    [
      'is over when the server forgot the call',
      [knocked, taken(admitted), welcomeWith(null)],
      { kind: 'over', end: { kind: 'ended', reason: 'visitor-lost' } },
    ],
    [
      'is admitted by the welcome after a lost connection, without joining anew',
      [knocked, taken({ kind: 'waiting', place: 1 }), { kind: 'disconnected' }, welcomeWith(knockIn(admitted))],
      { kind: 'live', phase: admitted, isRejoining: false },
    ],
    [
      'is gone after the farewell',
      [knocked, taken(admitted), { kind: 'call-left' }, { kind: 'room-left' }],
      { kind: 'farewell' },
    ],
  ]
  it.each(cases)('%s', (_name, facts, expected) => {
    expect(stateAfter(facts).knock).toMatchObject(expected)
  })
})

describe('after a reload', () => {
  it('asks for the knock of its token', () => {
    expect(tokenOf(reloaded.knock)).toBe(token)
  })
  it('waits again', () => {
    const state = reduceTimed(reloaded, welcomeWith(knockIn({ kind: 'waiting', place: 1 })))
    expect(state.knock).toMatchObject({ kind: 'live', phase: { kind: 'waiting', place: 1 }, isRejoining: false })
  })
  it('joins its call anew, and still does after a lost connection', () => {
    const state = [welcomeWith(knockIn(admitted)), welcomeWith(knockIn(admitted))].reduce(reduceTimed, reloaded)
    expect(state.knock).toMatchObject({ phase: admitted, isRejoining: true })
  })
  it('does not join anew when it is admitted only later', () => {
    const state = [welcomeWith(knockIn({ kind: 'waiting', place: 1 })), changed(admitted)].reduce(reduceTimed, reloaded)
    expect(state.knock).toMatchObject({ phase: admitted, isRejoining: false })
  })
  it('is at the door when the server knows nothing of it', () => {
    expect(reduceTimed(reloaded, welcomeWith(null)).knock).toEqual({ kind: 'none', failure: null })
  })
  it('shows how it ended', () => {
    const state = reduceTimed(reloaded, welcomeWith(knockIn({ kind: 'expired', cause: 'unanswered' })))
    expect(state.knock).toMatchObject({ kind: 'over', end: { kind: 'expired' } })
  })
})

describe('the clock', () => {
  it('is the server’s, whatever this device believes', () => {
    expect(stateAfter([welcomeWith(null, startMs + 90_000)]).clockOffsetMs).toBe(90_000)
  })
})

describe('a new knock', () => {
  it('forgets that the visitor chose to go on waiting', () => {
    const state = stateAfter([
      knocked,
      taken({ kind: 'waiting', place: 1 }),
      { kind: 'waiting-changed', change: { kind: 'chosen' } },
      { kind: 'withdrawn' },
      knocked,
    ])
    expect(state.waiting.chosenAtMs).toBeNull()
  })
})
