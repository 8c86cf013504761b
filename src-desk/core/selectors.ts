/** Questions to the visible state that the core and both faces ask in the same way. */
import type { Call } from '../../src-shared/call.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskKnock, OpenPhase } from '../../src-shared/knock.ts'

/** A knock for which somebody has to come. */
export type CallingKnock = DeskKnock & { readonly phase: Extract<OpenPhase, { readonly kind: 'waiting' }> }

/** Waiting and held knocks, oldest first. */
export function openKnocks(state: DeskState): readonly DeskKnock[] {
  return state.knocks
}

/** Knocks that nobody has answered yet, not even with *Hold*; oldest first. */
export function waitingKnocks(state: Pick<DeskState, 'knocks'>): readonly DeskKnock[] {
  return state.knocks.filter((knock) => knock.phase.kind === 'waiting')
}

/** Whether the visitor waits, un-held, at a page that is connected now. */
export function knockIsCalling(knock: DeskKnock): knock is CallingKnock {
  return knock.phase.kind === 'waiting' && knock.visitorLink === 'connected'
}

/** Knocks for which somebody has to come; oldest first. */
export function callingKnocks(state: Pick<DeskState, 'knocks'>): readonly CallingKnock[] {
  return state.knocks.filter(knockIsCalling)
}

/** Whether this desk makes no sound of its own accord: the company does not receive now. */
export function isQuiet(state: DeskState): boolean {
  return state.room?.presenceNow.presence === 'closed'
}

/** Whether the ring is due: a visitor waits un-held at a connected page, and this desk is free to answer. */
export function isRinging(state: DeskState): boolean {
  return isOnline(state) && !isQuiet(state) && ownCall(state) === null && state.knocks.some(knockIsCalling)
}

/** The call in which this desk is, or null. */
export function ownCall(state: Pick<DeskState, 'calls' | 'self'>): Call | null {
  return state.calls.find((call) => call.desk.id === state.self.id) ?? null
}

/** Whether any command to the room can be carried out now. */
export function isOnline(state: Pick<DeskState, 'connection'>): boolean {
  return state.connection.kind === 'online'
}
