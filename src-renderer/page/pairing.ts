/** The pairing of this browser, kept in its storage. */
import * as v from 'valibot'
import { PairingSchema, type Pairing } from '../../src-shared/pairing.ts'
import { parse } from '../../src-shared/parse.ts'

const storageKey = 'konkon.pairing'
/** Where browsers kept the id that they had made themselves, before the server gave ids. */
const ownIdKey = 'konkon.desk-id'

export function loadPairing(storage: Storage): Pairing | null {
  const StoredSchema = v.pipe(
    v.string(),
    v.parseJson(),
    v.looseObject({}),
    v.transform((stored) => ({ deskId: storage.getItem(ownIdKey), ...stored })),
    PairingSchema,
  )
  const result = parse(StoredSchema, storage.getItem(storageKey))
  return result.kind === 'ok' ? result.value : null
}

export function savePairing(storage: Storage, pairing: Pairing): void {
  storage.setItem(storageKey, JSON.stringify(pairing))
}

export function forgetPairing(storage: Storage): void {
  storage.removeItem(storageKey)
}
