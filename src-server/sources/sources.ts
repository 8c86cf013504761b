import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import { SourceIdSchema, type RoomAddress, type SourceId } from '../../src-shared/ids.ts'
import { networkOf } from '../http/address-key.ts'

/**
 * Where a visitor comes from, by keyed hashes: equal for one address and for one network. No address is kept, and only
 * whoever has the data folder and the key that seals its secrets could try all addresses until one fits.
 */
export type Source = { readonly address: SourceId; readonly network: SourceId }

/** One room's view of addresses. */
export type Sources = {
  /** `key` is that of `address-key.ts`. Null where nobody can be told apart: everybody would be one source. */
  readonly of: (key: string) => Source | null
}

/** `secret` is the key of the hashes (`source-secret.ts`). */
export function createSources(secret: string, room: RoomAddress): Sources {
  return {
    of(key) {
      const network = networkOf(key)
      return network === null ? null : { address: hash(key), network: hash(network) }
    },
  }

  function hash(text: string): SourceId {
    const digest = createHmac('sha256', secret).update(`${room} ${text}`).digest('base64url')
    return v.parse(SourceIdSchema, digest.slice(0, 22))
  }
}
