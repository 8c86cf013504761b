import { describe, expect, test } from 'vitest'
import { shellProblems } from '../../src-renderer/shell/banners.ts'
import { screenIn } from '../../src-renderer/shell/screens.ts'
import { nowMs, sampleCall, sampleState } from './sample-state.ts'

const kinds = (...given: Parameters<typeof shellProblems>): readonly string[] =>
  shellProblems(...given).map((problem) => problem.kind)

describe('what the shell tells about', () => {
  test('nothing when all is well', () => {
    expect(kinds(sampleState({ alert: { kind: 'shown' }, ring: { kind: 'ringing' } }), 'granted')).toEqual([])
    expect(kinds(sampleState(), null)).toEqual([])
  })

  test('connection, sound and notices, in this order', () => {
    const state = sampleState({
      connection: { kind: 'offline', sinceMs: nowMs },
      ring: { kind: 'needs-gesture' },
      alert: { kind: 'failed', cause: 'x' },
    })
    expect(kinds(state, null)).toEqual(['offline', 'ring-needs-gesture', 'alert-failed'])
  })

  test('a server that cannot write, before what is wrong at this desk', () => {
    const state = sampleState({
      alarms: [{ kind: 'server-cannot-write', trouble: 'disk-full' }],
      ring: { kind: 'needs-gesture' },
    })
    expect(kinds(state, null)).toEqual(['server-cannot-write', 'ring-needs-gesture'])
  })

  test('what the server wants confirmed, last, and while it can be', () => {
    const state = sampleState({
      serverNotices: [{ kind: 'entries-set-aside', count: 2 }],
      ring: { kind: 'needs-gesture' },
    })
    expect(kinds(state, null)).toEqual(['ring-needs-gesture', 'entries-set-aside'])
    expect(kinds({ ...state, connection: { kind: 'offline', sinceMs: nowMs } }, null)).not.toContain(
      'entries-set-aside',
    )
  })

  test('the live permission is believed before the last notice', () => {
    const state = sampleState({ alert: { kind: 'suppressed', reason: 'permission-denied' } })
    expect(kinds(state, 'denied')).toEqual(['alert-denied'])
    expect(kinds(state, 'granted')).toEqual([])
    expect(kinds(state, null)).toEqual(['alert-denied'])
    expect(kinds(sampleState(), 'not-asked')).toEqual(['alert-not-asked'])
  })

  test('an alarm takes the place of the smaller problem, and goes where something else is wrong', () => {
    const alarms = [
      { kind: 'server-unreachable', sinceMs: nowMs },
      { kind: 'alerts-blocked' },
      { kind: 'sound-lost' },
    ] as const
    const offline = { kind: 'offline', sinceMs: nowMs } as const
    const state = sampleState({
      connection: offline,
      alarms,
      alert: { kind: 'failed', cause: 'x' },
      ring: { kind: 'failed', cause: 'x' },
    })
    expect(kinds(state, null)).toEqual(['server-unreachable', 'sound-lost', 'alerts-blocked'])
    expect(kinds({ ...state, connection: { kind: 'refused', code: 'unauthorised' } }, null)[0]).toBe('refused')
    expect(kinds({ ...state, ring: { kind: 'needs-gesture' } }, null)[1]).toBe('ring-needs-gesture')
    expect(kinds({ ...state, ring: { kind: 'silent' } }, null)[1]).toBe('sound-lost')
    expect(kinds({ ...state, alert: { kind: 'suppressed', reason: 'permission-denied' } }, 'granted')).toHaveLength(2)
  })

  test('during a call only what the call needs', () => {
    const state = sampleState({ calls: [sampleCall()], ring: { kind: 'failed', cause: 'x' } })
    expect(kinds(state, 'not-asked')).toEqual([])
    expect(kinds({ ...state, connection: { kind: 'displaced' } }, 'not-asked')).toEqual(['displaced'])
  })
})

test.each([
  ['#visits', 'visits'],
  ['#settings', 'settings'],
  ['', 'queue'],
  ['#constructor', 'queue'],
])('the address %j is the screen %s', (hash, screen) => {
  expect(screenIn(hash)).toBe(screen)
})
