import { describe, expect, test } from 'vitest'
import { abilityFor } from '../../../src-desk/knocks/answering.ts'
import { viewKnocks } from '../../../src-renderer/queue/knock-view.ts'
import { knockActions } from '../../../src-renderer/queue/knock-actions.ts'
import { createFakeDeskClient } from '../../fakes/fake-desk-client.ts'
import { heldPhase, nowMs, otherDesk, sampleCall, sampleKnock, sampleState } from '../sample-state.ts'

describe('a knock in the queue', () => {
  test.each([
    [0, 'new'],
    [14_999, 'new'],
    [15_000, 'waiting'],
    [59_999, 'waiting'],
    [60_000, 'unnoticed'],
  ] as const)('after %i ms is %s', (waitedMs, urgency) => {
    const [view] = viewKnocks(sampleState({ knocks: [sampleKnock('k', { waitedMs })] }), nowMs)
    expect(view).toMatchObject({ waitedMs, urgency })
  })

  test('waits by the server’s clock, and never less than nothing', () => {
    const state = sampleState({ knocks: [sampleKnock('k', { waitedMs: 5_000 })], clockOffsetMs: 7_000 })
    expect(viewKnocks(state, nowMs)[0]?.waitedMs).toBe(12_000)
    expect(viewKnocks({ ...state, clockOffsetMs: -9_000 }, nowMs)[0]?.waitedMs).toBe(0)
  })

  test('that is held says by whom and for how long', () => {
    const [view] = viewKnocks(sampleState({ knocks: [sampleKnock('k', { phase: heldPhase(30_000) })] }), nowMs)
    expect(view?.hold).toMatchObject({ byName: otherDesk.name, leftMs: 30_000 })
  })
})

describe('what can be decided', () => {
  const waiting = sampleKnock('k')
  const held = sampleKnock('k', { phase: heldPhase(30_000) })
  const denied = sampleKnock('k', {
    denial: { by: otherDesk, message: null, promisesCall: false, untilMs: nowMs + 5_000 },
  })

  test.each([
    [
      'online',
      sampleState(),
      waiting,
      { canAdmit: true, canHold: true, canHoldFurther: false, canDeny: true, canUndoDeny: false, reason: null },
    ],
    [
      'held',
      sampleState(),
      held,
      { canAdmit: true, canHold: false, canHoldFurther: true, canDeny: true, canUndoDeny: false, reason: null },
    ],
    [
      'about to be denied',
      sampleState(),
      denied,
      { canAdmit: false, canHold: false, canHoldFurther: false, canDeny: false, canUndoDeny: true, reason: null },
    ],
    [
      'in a call',
      sampleState({ calls: [sampleCall()] }),
      waiting,
      { canAdmit: false, canHold: true, canHoldFurther: false, canDeny: true, canUndoDeny: false, reason: 'in-call' },
    ],
    [
      'while another desk is in a call',
      sampleState({ calls: [sampleCall({ desk: otherDesk })] }),
      waiting,
      { canAdmit: true, canHold: true, canHoldFurther: false, canDeny: true, canUndoDeny: false, reason: null },
    ],
    [
      'offline',
      sampleState({ connection: { kind: 'offline', sinceMs: nowMs } }),
      waiting,
      { canAdmit: false, canHold: false, canHoldFurther: false, canDeny: false, canUndoDeny: false, reason: 'offline' },
    ],
  ] as const)('%s', (...[, state, knock, ability]) => {
    expect(abilityFor(state, knock)).toEqual(ability)
    const client = createFakeDeskClient(state)
    const actions = knockActions({ client, feedback: { follow: () => undefined } }, state, knock)
    const offered = [actions.admit, actions.hold, actions.holdFurther, actions.deny, actions.undoDeny].map(Boolean)
    const { canAdmit, canHold, canHoldFurther, canDeny, canUndoDeny } = ability
    expect(offered).toEqual([canAdmit, canHold, canHoldFurther, canDeny, canUndoDeny])
  })
})
