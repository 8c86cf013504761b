/**
 * What the server's parts tell whoever counts. Everything in it is one of a few known words, a room's address or a
 * number: never a visitor's name, address or message.
 */
import type { CallOut, CallOutFailure } from '../../src-shared/call-out.ts'
import type { RoomAddress } from '../../src-shared/ids.ts'
import type { KnockEnd } from '../../src-shared/knock.ts'

export type ServerFact =
  | { readonly kind: 'knocked'; readonly room: RoomAddress }
  /** A desk has done something about a knock for the first time. */
  | { readonly kind: 'answered'; readonly room: RoomAddress; readonly answer: Answer; readonly afterMs: number }
  | { readonly kind: 'ended'; readonly room: RoomAddress; readonly outcome: KnockEnd['kind'] }
  /** A statement that changes the database, or the end of a transaction; false where it threw. */
  | { readonly kind: 'written'; readonly durationMs: number; readonly isDone: boolean }
  /** After the last attempt. */
  | {
      readonly kind: 'called-out'
      readonly room: RoomAddress
      readonly callOut: CallOut['kind']
      readonly result: 'delivered' | CallOutFailure
    }

export type Answer = 'held' | 'admitted' | 'denied'

/** Returns at once, and never throws. */
export type Observe = (fact: ServerFact) => void

export const observeNothing: Observe = () => undefined

/** How many there are of a room now. */
export type RoomCount = {
  readonly room: RoomAddress
  readonly openKnocks: number
  readonly calls: number
  /** Connected pages of visitors, and connected desks. */
  readonly pages: number
  readonly desks: number
}
