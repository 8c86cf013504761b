/** The pairing of this browser, kept in its storage. */
import * as v from 'valibot'
import { PairingSchema, type Pairing } from '../../src-shared/pairing.ts'
import { parse } from '../../src-shared/parse.ts'

const storageKey = 'konkon.pairing'

export function loadPairing(storage: Storage): Pairing | null {
  const result = parse(v.pipe(v.string(), v.parseJson(), PairingSchema), storage.getItem(storageKey))
  return result.kind === 'ok' ? result.value : null
}

export function savePairing(storage: Storage, pairing: Pairing): void {
  storage.setItem(storageKey, JSON.stringify(pairing))
}

export function forgetPairing(storage: Storage): void {
  storage.removeItem(storageKey)
}
