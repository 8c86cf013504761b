import type { DeskSettings } from '../../src-shared/desk-settings.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import { escalationOf } from '../ring/escalation.ts'
import { reduceAlarms } from '../alarms/alarms.ts'
import { reduceAlert } from '../alerts/alerts.ts'
import { reduceCalls } from '../calls/calls.ts'
import { reduceConnection } from '../room/connection.ts'
import type { DeskFact } from './desk-fact.ts'
import { reduceKnocks } from '../knocks/knocks.ts'
import { reduceRing } from '../ring/ring.ts'
import { reduceRoom } from '../room/room.ts'
import { reduceSelfTest } from '../self-test/self-test.ts'
import { reduceSettings } from '../settings/settings.ts'

export function initialDeskState(self: DeskRef, settings: DeskSettings): DeskState {
  return {
    connection: { kind: 'connecting' },
    self,
    visitorUrl: null,
    lanUrl: null,
    room: null,
    revision: 0,
    desks: [],
    knocks: [],
    calls: [],
    iceServers: [],
    clockOffsetMs: 0,
    recentEnds: [],
    lastCallEnd: null,
    followUps: [],
    settings,
    ring: { kind: 'silent' },
    alert: { kind: 'none' },
    isFlashing: false,
    alarms: [],
    selfTest: { kind: 'never' },
  }
}

/**
 * The next visible state; the same object when the fact changes nothing. `revision` stays that of the last snapshot,
 * and facts at or below it are old news: one decision may be told by several facts of one revision.
 */
export function reduceDesk(state: DeskState, fact: DeskFact): DeskState {
  if (isOldNews(state, fact)) return state
  const change: Partial<DeskState> = {
    ...reduceConnection(state, fact),
    ...reduceRoom(state, fact),
    ...reduceKnocks(state, fact),
    ...reduceCalls(state, fact),
    ...reduceRing(state, fact),
    ...reduceAlert(state, fact),
    ...reduceSettings(state, fact),
    ...reduceSelfTest(state, fact),
  }
  const next = Object.keys(change).length === 0 ? state : { ...state, ...change }
  return withDerived(state, next, fact)
}

function isOldNews({ revision }: DeskState, fact: DeskFact): boolean {
  return 'payload' in fact && fact.kind !== 'snapshot' && fact.payload.revision <= revision
}

/** What follows from the rest of the state and the time, kept in the state so that everybody sees the same. */
function withDerived(before: DeskState, after: DeskState, fact: DeskFact): DeskState {
  const { isFlashing } = escalationOf(after, fact.atMs)
  const alarms = reduceAlarms(before, after, fact)
  return isFlashing === after.isFlashing && alarms === after.alarms ? after : { ...after, isFlashing, alarms }
}
