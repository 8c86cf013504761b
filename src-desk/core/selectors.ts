/** Questions about the visible state, shared by the core and its faces. */
import type { Call } from '../../src-shared/call.ts'
import type { DeskId } from '../../src-shared/ids.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import { isUnanswered, type DeskKnock, type UnansweredKnock } from '../../src-shared/knock.ts'

/** A knock for which somebody has to come. */
export type CallingKnock = UnansweredKnock

/** Waiting and held knocks of visitors, oldest first; whatever counts them counts no practice. */
export function openKnocks(state: Pick<DeskState, 'knocks'>): readonly DeskKnock[] {
  return state.knocks.filter(({ kind }) => kind !== 'practice')
}

/** Knocks that nobody has answered yet, not even with *Hold* or with a denial that can be undone. Oldest first. */
export function waitingKnocks(state: Pick<DeskState, 'knocks'>): readonly UnansweredKnock[] {
  return state.knocks.filter(isUnanswered)
}

/** Knocks that a desk is about to turn away, unless somebody undoes it. Oldest first. */
export function deniedKnocks(state: Pick<DeskState, 'knocks'>): readonly DeskKnock[] {
  return state.knocks.filter(({ denial }) => denial !== null)
}

/** Whether the visitor is waiting, and nobody has answered, at a page that is connected. */
export function knockIsCalling(knock: DeskKnock): knock is CallingKnock {
  return isUnanswered(knock) && knock.visitorLink === 'connected'
}

/** Knocks for which somebody has to come. Oldest first. */
export function callingKnocks(state: Pick<DeskState, 'knocks'>): readonly CallingKnock[] {
  return state.knocks.filter(knockIsCalling)
}

/** Whether this desk stays silent because the company is closed. */
export function isQuiet(state: DeskState): boolean {
  return state.room?.presenceNow.presence === 'closed'
}

/** Whether to ring: a visitor is waiting at a connected page, and this desk is free to answer. */
export function isRinging(state: DeskState): boolean {
  return isOnline(state) && !isQuiet(state) && ownCall(state) === null && state.knocks.some(knockIsCalling)
}

/** The call this desk is in. */
export function ownCall(state: Pick<DeskState, 'calls' | 'self'>): Call | null {
  return state.calls.find((call) => call.desk.id === state.self.id) ?? null
}

/** Another desk that is there now. `sinceMs` is the server's clock. */
export type OtherDesk = {
  readonly id: DeskId
  readonly name: string
  readonly doing: { readonly kind: 'in-call'; readonly sinceMs: number } | { readonly kind: 'locked' | 'here' }
}

/** Who else is there, and who of them is talking; nobody while that cannot be known. */
export function otherDesks(state: Pick<DeskState, 'connection' | 'desks' | 'self' | 'calls'>): readonly OtherDesk[] {
  if (!isOnline(state)) return []
  return state.desks
    .filter(({ id }) => id !== state.self.id)
    .map(({ id, name, isLocked }) => {
      const call = state.calls.find(({ desk }) => desk.id === id)
      if (call) return { id, name, doing: { kind: 'in-call', sinceMs: call.startedAtMs } }
      return { id, name, doing: { kind: isLocked ? 'locked' : 'here' } }
    })
}

/** Whether commands to the room can be carried out now. */
export function isOnline(state: Pick<DeskState, 'connection'>): boolean {
  return state.connection.kind === 'online'
}

/** Whether this desk may decide about desks, rules, call-outs and what leaves the house. */
export function isOwner(state: Pick<DeskState, 'role'>): boolean {
  return state.role === 'owner'
}
