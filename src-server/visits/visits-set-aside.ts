import type { DatabaseSync } from 'node:sqlite'
import type { KnockId, RoomAddress } from '../../src-shared/ids.ts'

/** Rows that could not be read hold visitors and secrets too (`set-aside.ts`); they go with them. */
export type VisitsSetAside = {
  /** Those that may be of this visit's visitor, while the visit is still there. Returns how many. */
  readonly forgetVisitor: (id: KnockId) => number
  /** Those of every table, of this room and of none, that were set aside before. Returns how many. */
  readonly forgetOld: (beforeMs: number) => number
}

/** A number with fewer digits may stand in other people's rows by chance. */
const fewestDigits = 6

export function createVisitsSetAside(database: DatabaseSync, room: RoomAddress): VisitsSetAside {
  const forgetVisitor = database.prepare(
    `WITH visitor AS (
       SELECT id, name, digits(json_extract(follow_up, '$.request.phone')) AS phone FROM knocks WHERE room = :room AND id = :id)
     DELETE FROM set_aside WHERE contents ->> '$.room' = :room AND EXISTS (
       SELECT 1 FROM visitor
       WHERE (source = 'knocks' AND visitor.name <> '' AND visitor.name = contents ->> '$.name')
         OR (source = 'knocks' AND length(visitor.phone) >= ${fewestDigits}
           AND instr(digits(contents ->> '$.follow_up'), visitor.phone) > 0)
         OR (source = 'blocks' AND visitor.name <> '' AND visitor.name = contents ->> '$.visitor_name')
         OR (source = 'invitations' AND visitor.id = contents ->> '$.knock_id'))`,
  )
  const forgetOld = database.prepare(
    `DELETE FROM set_aside WHERE set_aside_at_ms < ? AND coalesce(contents ->> '$.room', contents ->> '$.address', '')
       NOT IN (SELECT address FROM rooms WHERE address <> ?)`,
  )
  return {
    forgetVisitor: (id) => Number(forgetVisitor.run({ room, id }).changes),
    forgetOld: (beforeMs) => Number(forgetOld.run(beforeMs, room).changes),
  }
}
