import type { CallOutEvent } from '../../src-shared/call-out.ts'
import type { KnockId, RoomAddress } from '../../src-shared/ids.ts'
import type { LocalText } from '../../src-shared/language.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'

/** What is called out. A test is about no knock. */
export type CallOutMessage = {
  readonly event: CallOutEvent | 'test'
  /** Epoch ms. */
  readonly atMs: number
  readonly room: RoomAddress
  readonly company: LocalText
  /** IANA name of the room's clock. */
  readonly timeZone: string
  readonly knock: {
    readonly id: KnockId
    readonly name: string
    readonly knockedAtMs: number
  } | null
  /** The desk that answered. */
  readonly desk: DeskRef | null
  /** Other knocks of the room that wait now. */
  readonly othersWaiting: number
  /** Stands for so many messages of this event since then, the last of which is this one; null for a single one. */
  readonly digest: { readonly count: number; readonly sinceMs: number } | null
}

/** The body of a webhook and of an MQTT message; docs/protocol.md promises its shape. */
export function toJson(message: CallOutMessage): string {
  const { event, atMs, room, knock, desk, othersWaiting, digest } = message
  return JSON.stringify({
    event,
    at: new Date(atMs).toISOString(),
    room,
    knock: knock && { id: knock.id, name: knock.name, waitedMs: Math.max(atMs - knock.knockedAtMs, 0) },
    desk,
    othersWaiting,
    digest: digest && { count: digest.count, since: new Date(digest.sinceMs).toISOString() },
  })
}
