import type { DatabaseSync } from 'node:sqlite'
import type { RoomAddress } from '../../src-shared/ids.ts'
import type { RoomContents } from '../control/control-commands.ts'
import { emptyWriteAheadLog } from '../database/database.ts'

/** How much there is of what people would miss. */
export function countContents(database: DatabaseSync, room: RoomAddress): RoomContents {
  const count = (sql: string): number => Number(database.prepare(sql).get(room)?.['count'] ?? 0)
  return {
    desks: count('SELECT count(*) AS count FROM desks WHERE room = ? AND revoked_at_ms IS NULL'),
    visits: count('SELECT count(*) AS count FROM knocks WHERE room = ?'),
    invitations: count('SELECT count(*) AS count FROM invitations WHERE room = ?'),
    callOuts: count(
      `SELECT coalesce(sum(CASE WHEN json_valid(list) THEN json_array_length(list) END), 0) AS count FROM call_outs WHERE room = ?`,
    ),
  }
}

/** Takes a room and all that belongs to it out of the files, in one step. Not within a transaction. */
export function eraseRoom(database: DatabaseSync, room: RoomAddress): void {
  // Asked of the database itself, so that no table of a later version is forgotten.
  const tables = database
    .prepare(
      `SELECT tables.name FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns
       WHERE tables.type = 'table' AND columns.name = 'room'`,
    )
    .all()
    .map(({ name }) => String(name))
  database.exec('BEGIN IMMEDIATE')
  try {
    for (const table of tables) database.prepare(`DELETE FROM "${table}" WHERE room = ?`).run(room)
    database
      .prepare(
        `DELETE FROM set_aside WHERE contents ->> '$.room' = :room OR (source = 'rooms' AND contents ->> '$.address' = :room)`,
      )
      .run({ room })
    database.prepare('DELETE FROM rooms WHERE address = ?').run(room)
    database.exec('COMMIT')
  } catch (cause) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw cause
  }
  emptyWriteAheadLog(database)
}
