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

/** What the chime is for that sounds now; it ends with that, too. */
type ChimeCause =
  | { readonly kind: 'knock'; readonly callId: CallId }
  /** A visitor entered whom nobody here let in just now. */
  | { readonly kind: 'entry'; readonly callId: CallId }
  | { readonly kind: 'alarm' }

/**
 * The last one. A call that has just begun is no reason to hold its first chime back, nor a chime to hold the ring
 * back.
 */
type Announcement = { readonly by: 'ring' | 'chime'; readonly atMs: number }

/** What the ring policy must remember beside the visible state. */
export type RingMemory = {
  readonly isTested: boolean
  /** Grows with every announcement, of the ring as of the chime. */
  readonly sequence: number
  readonly announced: Announcement | null
  /** Knocks whose waiting was announced: after being held a knock waits, and is announced, anew. */
  readonly heard: readonly KnockId[]
  readonly chime: ChimeCause | null
  /** The last few knocks that this desk asked to let in. */
  readonly asked: readonly KnockId[]
}

export const initialRingMemory: RingMemory = {
  isTested: false,
  sequence: 0,
  announced: null,
  heard: [],
  chime: null,
  asked: [],
}

/** The least time between two announcements, so that a flood of knocks stays a ring and, in a call, no nuisance. */
const apartMs = { ring: 4_000, chime: 10_000 } as const
/** Longer than the sound lasts. After that it is over, so that a changed loudspeaker does not make it sound again. */
const chimeMs = 5_000
const askedKept = 10

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
  if (fact.kind === 'admit-asked') return { ...memory, asked: [...memory.asked, fact.knockId].slice(-askedKept) }
  return [forgetWaits, endChime, chimeForAlarm, chimeForEntry, announce].reduce(
    (present, step) => step(present, fact, around),
    memory,
  )
}

/** When a chime is over, or a knock is announced that had to wait for that; null when neither will be. */
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

/** What silences a chime ends it: a company that closes and opens again, or a page that was away, repeats none. */
function endChime(memory: RingMemory, fact: DeskFact, { after }: Around): RingMemory {
  const { chime, announced } = memory
  if (!chime) return memory
  const isOver = announced === null || fact.atMs >= announced.atMs + chimeMs
  return hasCause(chime, after) && !isOver && !isQuiet(after) && !isRinging(after) ? memory : { ...memory, chime: null }
}

function hasCause(chime: ChimeCause, desk: DeskState): boolean {
  if (chime.kind === 'alarm') return desk.alarms.length > 0
  const isInCall = isOnline(desk) && ownCall(desk)?.id === chime.callId
  return isInCall && (chime.kind === 'entry' || desk.knocks.some(knockIsCalling))
}

function chimeForAlarm(memory: RingMemory, fact: DeskFact, { before, after }: Around): RingMemory {
  const isNew = after.alarms.some(
    // A lost sound cannot say so, and the other loudspeaker says enough.
    ({ kind }) => kind !== 'sound-lost' && before.alarms.every((known) => known.kind !== kind),
  )
  return isNew && !isQuiet(after) && !isRinging(after) ? chimed(memory, { kind: 'alarm' }, fact.atMs) : memory
}

function chimeForEntry(memory: RingMemory, fact: DeskFact, { before, after }: Around): RingMemory {
  const call = ownCall(after)
  // A call that a snapshot tells of may be an old one.
  if (fact.kind === 'snapshot' || !call || ownCall(before)?.id === call.id) return memory
  return isQuiet(after) || memory.asked.includes(call.knockId)
    ? memory
    : chimed(memory, { kind: 'entry', callId: call.id }, fact.atMs)
}

function announce(memory: RingMemory, fact: DeskFact, { before, after }: Around): RingMemory {
  if (!isAudible(after)) return memory
  const fresh = unheard(memory, after)
  if (fresh.length === 0) return memory
  // A ring that begins is heard as it is; whom it announces needs no second beginning.
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

/** A clock that was set back holds no announcement up. */
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
 * Rings while a visitor waits un-held at a connected page, the more urgently the longer nobody acts. During a call of
 * this desk each new knock chimes once; so does a visitor who enters without a knock, and an alarm. Silent while the
 * room is closed, and while the server cannot be reached: who waits cannot be known then, and the attention says
 * *offline* instead.
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
