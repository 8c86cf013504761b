import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { CallOutListSchema, type CallOut } from '../../src-shared/call-out.ts'
import type { RoomAddress } from '../../src-shared/ids.ts'

/** A room's call-outs on the disk, secrets included. */
export type CallOutStore = {
  readonly load: () => readonly CallOut[]
  readonly save: (callOuts: readonly CallOut[]) => void
}

export function createCallOutStore(database: DatabaseSync, room: RoomAddress): CallOutStore {
  const select = database.prepare('SELECT list FROM call_outs WHERE room = ?')
  const upsert = database.prepare(
    'INSERT INTO call_outs (room, list) VALUES (?, ?) ON CONFLICT (room) DO UPDATE SET list = excluded.list',
  )
  return {
    load() {
      const row = select.get(room)
      return row ? v.parse(RowSchema, row).list : []
    },
    save(callOuts) {
      upsert.run(room, JSON.stringify(callOuts))
    },
  }
}

const RowSchema = v.object({ list: v.pipe(v.string(), v.parseJson(), CallOutListSchema) })
