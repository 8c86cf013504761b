import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { DeskRoleSchema, type DeskRole } from '../../src-shared/desk-role.ts'
import { DeskIdSchema, type DeskId, type RoomAddress } from '../../src-shared/ids.ts'
import { oneLine } from '../../src-shared/one-line.ts'
import { rowId, type Row, type SetAside } from '../database/set-aside.ts'

/** A desk, paired or revoked. Times are epoch ms. */
export type StoredDesk = {
  readonly id: DeskId
  /** What the room calls it. */
  readonly name: string
  /** What it last called itself. When that changes, somebody has renamed it in its own settings. */
  readonly ownName: string
  /** SHA-256 of its key; the key itself is not kept. Empty for one that was let in without, by a key that ends with the server. */
  readonly keyHash: string
  /** Whether it may still come with the room's key of before: until it has used its own. */
  readonly takesOldKey: boolean
  readonly role: DeskRole
  readonly pairedAtMs: number
  readonly lastSeenAtMs: number | null
  readonly revokedAtMs: number | null
}

/** One room's paired desks on the disk, revoked ones too. */
export type DeskStore = {
  readonly save: (desk: StoredDesk) => void
  readonly find: (id: DeskId) => StoredDesk | null
  /** In the order of their pairing. */
  readonly list: () => readonly StoredDesk[]
}

export function createDeskStore(
  database: DatabaseSync,
  room: RoomAddress,
  { read }: Pick<SetAside, 'read'>,
): DeskStore {
  const upsert = database.prepare(
    `INSERT INTO desks (room, id, name, own_name, key_hash, takes_old_key, role, paired_at_ms, last_seen_at_ms, revoked_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (room, id) DO UPDATE SET name = excluded.name, own_name = excluded.own_name,
       key_hash = excluded.key_hash, takes_old_key = excluded.takes_old_key, role = excluded.role, paired_at_ms = excluded.paired_at_ms,
       last_seen_at_ms = excluded.last_seen_at_ms, revoked_at_ms = excluded.revoked_at_ms`,
  )
  const select = database.prepare(`SELECT ${rowId}, * FROM desks WHERE room = ? AND id = ?`)
  const selectAll = database.prepare(`SELECT ${rowId}, * FROM desks WHERE room = ? ORDER BY paired_at_ms, id`)
  return {
    save(desk) {
      const { id, name, ownName, keyHash, takesOldKey, role, pairedAtMs, lastSeenAtMs, revokedAtMs } = desk
      upsert.run(room, id, name, ownName, keyHash, takesOldKey ? 1 : 0, role, pairedAtMs, lastSeenAtMs, revokedAtMs)
    },
    find(id) {
      const row = select.get(room, id)
      return row ? read('desks', row, toStoredDesk) : null
    },
    list: () => selectAll.all(room).flatMap((row) => read('desks', row, toStoredDesk) ?? []),
  }
}

/** Names of before may hold what tears a line apart. */
const NameSchema = v.pipe(v.string(), v.transform(oneLine))

const RowSchema = v.object({
  id: DeskIdSchema,
  name: NameSchema,
  own_name: NameSchema,
  key_hash: v.string(),
  takes_old_key: v.number(),
  role: DeskRoleSchema,
  paired_at_ms: v.number(),
  last_seen_at_ms: v.nullable(v.number()),
  revoked_at_ms: v.nullable(v.number()),
})

function toStoredDesk(row: Row): StoredDesk {
  const parsed = v.parse(RowSchema, row)
  return {
    id: parsed.id,
    name: parsed.name,
    ownName: parsed.own_name,
    keyHash: parsed.key_hash,
    takesOldKey: parsed.takes_old_key === 1,
    role: parsed.role,
    pairedAtMs: parsed.paired_at_ms,
    lastSeenAtMs: parsed.last_seen_at_ms,
    revokedAtMs: parsed.revoked_at_ms,
  }
}
