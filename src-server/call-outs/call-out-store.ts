import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { CallOutListSchema, CallOutSchema, type CallOut } from '../../src-shared/call-out.ts'
import type { RoomAddress } from '../../src-shared/ids.ts'
import { rowId, type SetAside } from '../database/set-aside.ts'

/** A room's call-outs on the disk, secrets included. */
export type CallOutStore = {
  /** Those that can be read. */
  readonly load: () => readonly CallOut[]
  readonly save: (callOuts: readonly CallOut[]) => void
}

export function createCallOutStore(
  database: DatabaseSync,
  room: RoomAddress,
  setAside: Pick<SetAside, 'read'>,
): CallOutStore {
  const select = database.prepare(`SELECT ${rowId}, list FROM call_outs WHERE room = ?`)
  const upsert = database.prepare(
    'INSERT INTO call_outs (room, list) VALUES (?, ?) ON CONFLICT (room) DO UPDATE SET list = excluded.list',
  )
  function save(callOuts: readonly CallOut[]): void {
    upsert.run(room, JSON.stringify(callOuts))
  }
  return {
    load() {
      const row = select.get(room)
      if (!row) return []
      const kept = setAside.read('call_outs', row, (given) => v.parse(RowSchema, given))
      if (kept) return kept.list
      const readable = readableOf(row['list'])
      if (readable.length > 0) save(readable)
      return readable
    },
    save,
  }
}

/** One call-out that cannot be read must not silence the others. */
function readableOf(list: unknown): readonly CallOut[] {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(v.unknown())), list)
  if (!parsed.success) return []
  return parsed.output.flatMap((one) => {
    const callOut = v.safeParse(CallOutSchema, one)
    return callOut.success ? [callOut.output] : []
  })
}

const RowSchema = v.object({ list: v.pipe(v.string(), v.parseJson(), CallOutListSchema) })
