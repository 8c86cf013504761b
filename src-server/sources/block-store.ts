import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { DeskRefSchema } from '../../src-shared/desk-ref.ts'
import { SourceIdSchema, type RoomAddress, type SourceId } from '../../src-shared/ids.ts'
import type { Block } from '../../src-shared/source.ts'
import { rowId, type Row, type SetAside } from '../database/set-aside.ts'

/** One room's blocks on the disk. Every call is synchronous; a failing disk throws. */
export type BlockStore = {
  readonly load: () => readonly Block[]
  /** Replaces the block of the same source. */
  readonly save: (block: Block) => void
  readonly remove: (source: SourceId) => void
}

export function createBlockStore(
  database: DatabaseSync,
  room: RoomAddress,
  { read }: Pick<SetAside, 'read'>,
): BlockStore {
  const select = database.prepare(`SELECT ${rowId}, * FROM blocks WHERE room = ? ORDER BY since_ms DESC`)
  const upsert = database.prepare(
    `INSERT OR REPLACE INTO blocks (room, source, visitor_name, made_by, since_ms, until_ms) VALUES (?, ?, ?, ?, ?, ?)`,
  )
  const remove = database.prepare('DELETE FROM blocks WHERE room = ? AND source = ?')
  return {
    load: () =>
      select
        .all(room)
        .map((row) => read('blocks', row, toBlock))
        .filter((block) => block !== null),
    save({ source, visitorName, by, sinceMs, untilMs }) {
      upsert.run(room, source, visitorName, JSON.stringify(by), sinceMs, untilMs)
    },
    remove(source) {
      remove.run(room, source)
    },
  }
}

const BlockRowSchema = v.object({
  source: SourceIdSchema,
  visitor_name: v.string(),
  made_by: v.pipe(v.string(), v.parseJson(), DeskRefSchema),
  since_ms: v.number(),
  until_ms: v.number(),
})

function toBlock(row: Row): Block {
  const parsed = v.parse(BlockRowSchema, row)
  const { source, visitor_name: visitorName, made_by: by, since_ms: sinceMs, until_ms: untilMs } = parsed
  return { source, visitorName, by, sinceMs, untilMs }
}
