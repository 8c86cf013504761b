import type { DeskSettings } from '../../src-shared/desk-settings.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import { reduceAlert } from '../alerts/alerts.ts'
import { reduceCalls } from '../calls/calls.ts'
import { isSameData } from '../../src-shared/same-data.ts'
import type { DeskFact } from './desk-fact.ts'
import { reduceKnocks } from '../knocks/knocks.ts'
import { reduceRing } from '../ring/ring.ts'
import { reduceConnection, reduceRoom } from '../room/room.ts'
import { reduceSelfTest } from '../self-test/self-test.ts'
import { reduceUpdate } from '../updates/updates.ts'

export function initialDeskState(self: DeskRef, settings: DeskSettings): DeskState {
  return {
    connection: { kind: 'connecting' },
    self,
    role: 'owner',
    visitorUrl: null,
    lanUrl: null,
    lanCertificate: null,
    publicUrl: null,
    room: null,
    revision: 0,
    desks: [],
    knocks: [],
    calls: [],
    iceServers: [],
    lines: [],
    serverTrouble: null,
    wayTrouble: null,
    newcomers: [],
    lastPaired: null,
    serverNotices: [],
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
    update: { kind: 'none' },
  }
}

/**
 * What the slices make of a fact; the same object when it changes nothing, also where it only repeats what is known.
 * `revision` stays that of the last snapshot, and facts at or below it are old news: one decision may be told by
 * several facts of one revision.
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
    ...reduceUpdate(state, fact),
  }
  return isSameData(change, fieldsOf(state, change)) ? state : { ...state, ...change }
}

function reduceSettings({ self, settings }: Pick<DeskState, 'self' | 'settings'>, fact: DeskFact): Partial<DeskState> {
  const hasRung = fact.kind === 'ringer-reported' && fact.status.kind === 'ringing'
  if (hasRung && !settings.hasRung) return { settings: { ...settings, hasRung } }
  if (fact.kind !== 'settings-changed') return {}
  return { settings: fact.settings, ...(fact.name === self.name ? {} : { self: { ...self, name: fact.name } }) }
}

function fieldsOf(state: DeskState, like: Partial<DeskState>): unknown {
  return Object.fromEntries(Object.entries(state).filter(([name]) => name in like))
}

function isOldNews({ revision }: DeskState, fact: DeskFact): boolean {
  return 'payload' in fact && fact.kind !== 'snapshot' && fact.payload.revision <= revision
}
