/** The secret that pairs this browser with a room: arrives in a link's fragment, stays in this browser's storage. */
import * as v from 'valibot'
import { DeskKeySchema, RoomAddressSchema } from '../../src-shared/ids.ts'
import { PairingCodeSchema } from '../../src-shared/pairing.ts'
import { parse } from '../../src-shared/parse.ts'

const PairingSchema = v.object({ room: RoomAddressSchema, key: DeskKeySchema })
export type Pairing = v.InferOutput<typeof PairingSchema>

const CodeSchema = v.object({ room: RoomAddressSchema, code: PairingCodeSchema })
/** What one browser may exchange for a key of its own, once. */
export type PairingCodeLink = v.InferOutput<typeof CodeSchema>

/** What a pairing link carries after its `#`. */
export type PairingLink =
  | { readonly kind: 'key'; readonly pairing: Pairing }
  | { readonly kind: 'code'; readonly link: PairingCodeLink }
  | { readonly kind: 'malformed' }

const storageKey = 'konkon.pairing'

/** `#ROOM.KEY` or `#ROOM.pair.CODE`; null for any other fragment, such as the name of a screen. */
export function pairingInFragment(fragment: string): PairingLink | null {
  const secret = fragment.replace(/^#/, '')
  if (!secret.includes('.')) return null
  const [room, key, code] = secret.split('.', 3)
  if (key === 'pair') {
    const link = parse(CodeSchema, { room, code })
    return link.kind === 'ok' ? { kind: 'code', link: link.value } : { kind: 'malformed' }
  }
  const pairing = parse(PairingSchema, { room, key })
  return pairing.kind === 'ok' ? { kind: 'key', pairing: pairing.value } : { kind: 'malformed' }
}

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
