import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import type { RoomAddress } from '../../src-shared/ids.ts'

/**
 * The key that a room's desks shared before each had one of its own, by its hash and for a while: until it is
 * forgotten, or its time is over.
 */
export type OldKeyStore = {
  /** Null once it is over. */
  readonly findHash: (nowMs: number) => string | null
  readonly forget: () => void
}

export function createOldKeyStore(database: DatabaseSync, room: RoomAddress): OldKeyStore {
  const select = database.prepare('SELECT key_hash FROM old_room_keys WHERE room = ? AND until_ms > ?')
  const remove = database.prepare('DELETE FROM old_room_keys WHERE room = ?')
  return {
    findHash(nowMs) {
      const row = select.get(room, nowMs)
      return row ? v.parse(RowSchema, row).key_hash : null
    },
    forget() {
      remove.run(room)
    },
  }
}

const RowSchema = v.object({ key_hash: v.string() })
