import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { DeskIdSchema, type DeskId, type KnockId, type RoomAddress } from '../../src-shared/ids.ts'
import { rowId, type SetAside } from '../database/set-aside.ts'

/** One room's invitations on the disk. One is used once a visit names it, so that both are one write. */
export type InvitationStore = {
  readonly save: (invitation: {
    readonly tokenHash: string
    /** The visit that it was made from, and goes with. */
    readonly knockId: KnockId
    readonly deskId: DeskId
    readonly expiresAtMs: number
  }) => void
  readonly find: (
    tokenHash: string,
  ) => { readonly deskId: DeskId; readonly expiresAtMs: number; readonly isUsed: boolean } | null
}

export function createInvitationStore(
  database: DatabaseSync,
  room: RoomAddress,
  { read }: Pick<SetAside, 'read'>,
): InvitationStore {
  const insert = database.prepare(
    'INSERT INTO invitations (token_hash, room, knock_id, desk_id, expires_at_ms) VALUES (?, ?, ?, ?, ?)',
  )
  const select = database.prepare(
    `SELECT ${rowId}, desk_id, expires_at_ms, EXISTS (SELECT 1 FROM knocks WHERE invitation_hash = invitations.token_hash) AS is_used
     FROM invitations WHERE room = ? AND token_hash = ?`,
  )
  return {
    save({ tokenHash, knockId, deskId, expiresAtMs }) {
      insert.run(tokenHash, room, knockId, deskId, expiresAtMs)
    },
    find(tokenHash) {
      const row = select.get(room, tokenHash)
      const parsed = row && read('invitations', row, (given) => v.parse(InvitationRowSchema, given))
      if (!parsed) return null
      const { desk_id: deskId, expires_at_ms: expiresAtMs, is_used: isUsed } = parsed
      return { deskId, expiresAtMs, isUsed: isUsed === 1 }
    },
  }
}

const InvitationRowSchema = v.object({ desk_id: DeskIdSchema, expires_at_ms: v.number(), is_used: v.number() })
