import type { DeskState } from '../../src-shared/desk-state.ts'
import type { CallId, KnockId } from '../../src-shared/ids.ts'
import type { RingOrder } from '../../src-shared/ring-order.ts'
import {
  callingKnocks,
  isOnline,
  isQuiet,
  isRinging,
  knockIsCalling,
  ownCall,
  waitingKnocks,
} from '../core/selectors.ts'
import type { DeskFact } from '../core/desk-fact.ts'
import type { EscalationSteps } from './escalation.ts'

/** Why a chime is sounding; it ends when its cause does. */
type ChimeCause = { readonly kind: 'knock'; readonly callId: CallId } | { readonly kind: 'alarm' }

/**
 * The last announcement. Ring and chime are spaced separately: a call that has just begun does not delay its first
 * chime, nor does a chime delay the ring.
 */
type Announcement = { readonly by: 'ring' | 'chime'; readonly atMs: number }

/** What the ring policy has to remember besides the visible state. */
export type RingMemory = {
  readonly isTested: boolean
  /** Grows with every ring and every chime. */
  readonly sequence: number
  readonly announced: Announcement | null
  /** Knocks already announced. One that returns from hold is announced again. */
  readonly heard: readonly KnockId[]
  readonly chime: ChimeCause | null
}

export const initialRingMemory: RingMemory = {
  isTested: false,
  sequence: 0,
  announced: null,
  heard: [],
  chime: null,
}

/** The least time between two announcements, so that a flood of knocks does not become a nuisance. */
const apartMs = { ring: 4_000, chime: 10_000 } as const
/** Longer than the sound lasts. Afterwards the chime is over, so that changing the output does not repeat it. */
const chimeMs = 5_000

type RingSlice = Pick<DeskState, 'ring'>
type Around = { readonly before: DeskState; readonly after: DeskState }

/** Returns the fields that change. */
export function reduceRing(_slice: RingSlice, fact: DeskFact): Partial<RingSlice> {
  return fact.kind === 'ringer-reported' ? { ring: fact.status } : {}
}

/** `before` and `after` are the visible state around the fact. */
export function reduceRingMemory(memory: RingMemory, fact: DeskFact, around: Around): RingMemory {
  if (fact.kind === 'ring-test-started') return { ...memory, isTested: true, chime: null }
  if (fact.kind === 'ring-test-ended') return { ...memory, isTested: false }
  return [forgetWaits, endChime, chimeForAlarm, announce].reduce((present, step) => step(present, fact, around), memory)
}

/** When a chime ends or a delayed announcement is due; null if neither will happen. */
export function nextRingChangeAtMs(memory: RingMemory, desk: DeskState): number | null {
  const { announced, chime } = memory
  if (!announced) return null
  const isOwing = isAudible(desk) && unheard(memory, desk).length > 0
  const times = [
    ...(chime ? [announced.atMs + chimeMs] : []),
    ...(isOwing ? [announced.atMs + apartMs[announced.by]] : []),
  ]
  return times.length === 0 ? null : Math.min(...times)
}

function forgetWaits(memory: RingMemory, _fact: DeskFact, { after }: Around): RingMemory {
  const waiting = new Set(waitingKnocks(after).map((knock) => knock.id))
  const heard = memory.heard.filter((id) => waiting.has(id))
  return heard.length === memory.heard.length ? memory : { ...memory, heard }
}

/** What silences a chime ends it, so that reopening the room or a returning page does not repeat it. */
function endChime(memory: RingMemory, fact: DeskFact, { after }: Around): RingMemory {
  const { chime, announced } = memory
  if (!chime) return memory
  const isOver = announced === null || fact.atMs >= announced.atMs + chimeMs
  return hasCause(chime, after) && !isOver && !isQuiet(after) && !isRinging(after) ? memory : { ...memory, chime: null }
}

function hasCause(chime: ChimeCause, desk: DeskState): boolean {
  if (chime.kind === 'alarm') return desk.alarms.length > 0
  return isOnline(desk) && ownCall(desk)?.id === chime.callId && desk.knocks.some(knockIsCalling)
}

function chimeForAlarm(memory: RingMemory, fact: DeskFact, { before, after }: Around): RingMemory {
  const isNew = after.alarms.some(
    // A chime cannot be heard without sound, and a ring on the other output is signal enough.
    ({ kind }) => kind !== 'sound-lost' && before.alarms.every((known) => known.kind !== kind),
  )
  return isNew && !isQuiet(after) && !isRinging(after) ? chimed(memory, { kind: 'alarm' }, fact.atMs) : memory
}

function announce(memory: RingMemory, fact: DeskFact, { before, after }: Around): RingMemory {
  if (!isAudible(after)) return memory
  const fresh = unheard(memory, after)
  if (fresh.length === 0) return memory
  // A ring that begins announces everybody who waits; it need not start over.
  const isBeginning = isRinging(after) && !isRinging(before)
  const call = ownCall(after)
  if (!isBeginning && !isTimeTo(memory.announced, fact.atMs, call ? 'chime' : 'ring')) return memory
  const heard = [...memory.heard, ...fresh]
  if (call) return { ...chimed(memory, { kind: 'knock', callId: call.id }, fact.atMs), heard }
  return { ...memory, sequence: memory.sequence + 1, announced: { by: 'ring', atMs: fact.atMs }, heard }
}

function chimed(memory: RingMemory, chime: ChimeCause, atMs: number): RingMemory {
  return { ...memory, chime, sequence: memory.sequence + 1, announced: { by: 'chime', atMs } }
}

function isAudible(desk: DeskState): boolean {
  return isOnline(desk) && !isQuiet(desk)
}

function unheard(memory: RingMemory, desk: DeskState): readonly KnockId[] {
  return callingKnocks(desk).flatMap(({ id }) => (memory.heard.includes(id) ? [] : [id]))
}

/** A clock that was set back must not delay an announcement. */
function isTimeTo(last: Announcement | null, nowMs: number, by: Announcement['by']): boolean {
  return last?.by !== by || nowMs < last.atMs || nowMs >= last.atMs + apartMs[by]
}

const silence: RingOrder = { kind: 'silence' }

type RingState = {
  readonly desk: DeskState
  readonly escalation: EscalationSteps
  readonly ringMemory: RingMemory
}

/**
 * Rings while a visitor waits at a connected page, more urgently the longer nobody acts. During this desk's own call
 * each new knock chimes once, as does an alarm. Silent while the room is closed and while the server is unreachable,
 * when nobody can know who is waiting.
 */
export function ringOrder({ desk, escalation, ringMemory }: RingState): RingOrder {
  const { volume, outputDeviceId } = desk.settings.ring
  const { sequence, isTested, chime } = ringMemory
  if (isTested) return { kind: 'ring', volume, outputDeviceId, alsoOnDefault: false, sequence }
  if (isRinging(desk)) {
    const { isLoud, alsoOnDefault } = escalation
    return { kind: 'ring', volume: isLoud ? 1 : volume, outputDeviceId, alsoOnDefault, sequence }
  }
  return chime ? { kind: 'chime', volume, outputDeviceId, sequence } : silence
}
