import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import { DeskIdSchema, InvitationIdSchema, KnockIdSchema } from '../../src-shared/ids.ts'
import type { DeskId, InvitationId, KnockId, RoomAddress } from '../../src-shared/ids.ts'
import { invitationUses, type InvitationEntry, type InvitationUse } from '../../src-shared/invitation.ts'
import { limits } from '../../src-shared/limits.ts'
import { rowId, type Row, type SetAside } from '../database/set-aside.ts'

export type NewInvitation = {
  readonly id: InvitationId
  readonly tokenHash: string
  /** The visit that it was made from, and goes with. */
  readonly knockId: KnockId
  readonly by: DeskRef
  readonly expiresAtMs: number
}

export type FoundInvitation = {
  /** The visit that it was made from. */
  readonly knockId: KnockId
  readonly by: DeskRef
  readonly expiresAtMs: number
  readonly use: InvitationUse
  /** Of the open knock that came with it; null while there is none. */
  readonly waitingTokenHash: string | null
}

/**
 * One room's invitations on the disk. What has become of one is read from the knocks that came with it, so that both
 * are one write.
 */
export type InvitationStore = {
  readonly save: (invitation: NewInvitation) => void
  readonly find: (tokenHash: string) => FoundInvitation | null
  /** The visit that a link was made from, and those of the knocks that came with it. */
  readonly visitsOf: (tokenHash: string) => readonly KnockId[]
  /** Those whose time is not over, the first to end first. */
  readonly list: (nowMs: number) => readonly InvitationEntry[]
  /** False when there is none. */
  readonly remove: (id: InvitationId) => boolean
  /** Those that one desk has made. Returns how many. */
  readonly removeOf: (desk: DeskId) => number
}

/** Only an admission uses it up: whoever knocked in vain may come again. */
const useSql = `CASE
  WHEN EXISTS (SELECT 1 FROM knocks WHERE invitation_hash = invitations.token_hash AND outcome = 'admitted') THEN 'used'
  WHEN EXISTS (SELECT 1 FROM knocks WHERE invitation_hash = invitations.token_hash AND outcome IS NULL) THEN 'waiting'
  ELSE 'unused' END AS use`

export function createInvitationStore(
  database: DatabaseSync,
  room: RoomAddress,
  { read }: Pick<SetAside, 'read'>,
): InvitationStore {
  const insert = database.prepare(
    `INSERT INTO invitations (id, token_hash, room, knock_id, desk_id, desk_name, expires_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const select = database.prepare(
    `SELECT ${rowId}, knock_id, desk_id, desk_name, expires_at_ms, ${useSql},
       (SELECT token_hash FROM knocks WHERE invitation_hash = invitations.token_hash AND outcome IS NULL) AS waiting
     FROM invitations WHERE room = ? AND token_hash = ?`,
  )
  const selectAll = database.prepare(
    `SELECT invitations.${rowId}, invitations.id, knock_id, desk_id, desk_name, expires_at_ms, knocks.name, knocks.company, ${useSql}
     FROM invitations JOIN knocks ON knocks.id = knock_id
     WHERE invitations.room = ? AND expires_at_ms > ? ORDER BY expires_at_ms, invitations.id LIMIT ?`,
  )
  const selectVisits = database.prepare(
    `SELECT knock_id AS id FROM invitations WHERE room = :room AND token_hash = :hash
     UNION SELECT id FROM knocks WHERE room = :room AND invitation_hash = :hash`,
  )
  const remove = database.prepare('DELETE FROM invitations WHERE room = ? AND id = ?')
  const removeOf = database.prepare('DELETE FROM invitations WHERE room = ? AND desk_id = ?')
  return {
    save({ id, tokenHash, knockId, by, expiresAtMs }) {
      insert.run(id, tokenHash, room, knockId, by.id, by.name, expiresAtMs)
    },
    find(tokenHash) {
      const row = select.get(room, tokenHash)
      const parsed = row && read('invitations', row, (given) => v.parse(FoundRowSchema, given))
      if (!parsed) return null
      const { knock_id: knockId, expires_at_ms: expiresAtMs, use, waiting, ...desk } = parsed
      return { knockId, by: toDesk(desk), expiresAtMs, use, waitingTokenHash: waiting }
    },
    visitsOf: (hash) => selectVisits.all({ room, hash }).map((row) => v.parse(VisitRowSchema, row).id),
    list: (nowMs) =>
      selectAll.all(room, nowMs, limits.invitationsShown).flatMap((row) => read('invitations', row, toEntry) ?? []),
    remove: (id) => Number(remove.run(room, id).changes) > 0,
    removeOf: (desk) => Number(removeOf.run(room, desk).changes),
  }
}

const kept = {
  desk_id: DeskIdSchema,
  desk_name: v.string(),
  expires_at_ms: v.number(),
  use: v.picklist(invitationUses),
}
const VisitRowSchema = v.object({ id: KnockIdSchema })
const FoundRowSchema = v.object({ ...kept, knock_id: KnockIdSchema, waiting: v.nullable(v.string()) })
const EntryRowSchema = v.object({
  ...kept,
  id: InvitationIdSchema,
  knock_id: KnockIdSchema,
  name: v.string(),
  company: v.string(),
})

function toEntry(row: Row): InvitationEntry {
  const { id, name, company, use, ...parsed } = v.parse(EntryRowSchema, row)
  const { knock_id: knockId, expires_at_ms: expiresAtMs } = parsed
  return { id, knockId, name, company, by: toDesk(parsed), expiresAtMs, use }
}

function toDesk(row: { readonly desk_id: DeskId; readonly desk_name: string }): DeskRef {
  return { id: row.desk_id, name: row.desk_name }
}
