import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { OwnAddressSchema, type OwnAddress } from '../../src-shared/own-address.ts'
import { rowId, type SetAside } from '../database/set-aside.ts'

/** The address on the disk, of which there is one at most. Every call is synchronous; a failing disk throws. */
export type OwnAddressStore = {
  readonly load: () => OwnAddress | null
  readonly save: (address: OwnAddress) => void
  readonly remove: () => void
}

export function createOwnAddressStore(database: DatabaseSync, setAside: Pick<SetAside, 'read'>): OwnAddressStore {
  const select = database.prepare(`SELECT ${rowId}, address FROM own_address`)
  const upsert = database.prepare('INSERT OR REPLACE INTO own_address (id, address) VALUES (1, ?)')
  const remove = database.prepare('DELETE FROM own_address')
  return {
    load() {
      const row = select.get()
      return row ? setAside.read('own_address', row, ({ address }) => v.parse(StoredSchema, address)) : null
    },
    save: (address) => void upsert.run(JSON.stringify(address)),
    remove: () => void remove.run(),
  }
}

const StoredSchema = v.pipe(v.string(), v.parseJson(), OwnAddressSchema)
