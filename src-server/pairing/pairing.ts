import type { DatabaseSync } from 'node:sqlite'
import type * as v from 'valibot'
import type { DeskId, DeskKey, RoomAddress } from '../../src-shared/ids.ts'
import type { PairingCode, PairRequestSchema } from '../../src-shared/pairing.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import { hashToken, isSameSecret, makeDeskKey } from '../room/secrets.ts'
import { createDeskStore, type StoredDesk } from './desk-store.ts'
import { createPairingCodes } from './pairing-codes.ts'

/** Desks with keys of their own, for all rooms: how they come by them, and how they lose them. */
export type Pairing = {
  /** A code that pairs one desk with this room, once, until it expires. */
  readonly makeCode: (room: RoomAddress) => { readonly code: PairingCode; readonly expiresAtMs: number }
  /** The new desk's key, or null for a code that is unknown, used, expired or another room's. */
  readonly pair: (request: v.InferOutput<typeof PairRequestSchema>) => DeskKey | null
  /** The desk by the name that the room has for it, or null when this is not its key, or not any more. */
  readonly recognise: (room: RoomAddress, desk: DeskRef, key: string) => DeskRef | null
  readonly isPaired: (room: RoomAddress, id: DeskId) => boolean
  /** Desks that are paired now, in the order of their pairing. */
  readonly list: (room: RoomAddress) => readonly StoredDesk[]
  /** Remembers that a desk was here; does nothing for one without a key of its own. */
  readonly markSeen: (room: RoomAddress, id: DeskId) => void
  /** False when no such desk is paired. */
  readonly rename: (room: RoomAddress, id: DeskId, name: string) => boolean
  /** False when no such desk ever was paired; revoking it again changes nothing. */
  readonly revoke: (room: RoomAddress, id: DeskId) => boolean
}

export type PairingDeps = {
  readonly database: DatabaseSync
  /** Epoch ms. */
  readonly now: () => number
  readonly codeValidForMs: number
  readonly hasRoom: (room: RoomAddress) => boolean
}

export function createPairing({ database, now, codeValidForMs, hasRoom }: PairingDeps): Pairing {
  const store = createDeskStore(database)
  const codes = createPairingCodes({ now, validForMs: codeValidForMs })

  function findPaired(room: RoomAddress, id: DeskId): StoredDesk | null {
    const desk = store.find(room, id)
    return desk?.revokedAtMs === null ? desk : null
  }

  return {
    makeCode: codes.make,
    pair({ room, code, desk }) {
      if (!codes.use(room, code) || !hasRoom(room)) return null
      const key = makeDeskKey()
      store.save(room, {
        id: desk.id,
        name: desk.name,
        ownName: desk.name,
        keyHash: hashToken(key),
        pairedAtMs: now(),
        lastSeenAtMs: null,
        // The same installation may be paired again after it was revoked: somebody at a desk made it a new link.
        revokedAtMs: null,
      })
      return key
    },
    recognise(room, { id, name }, key) {
      const desk = findPaired(room, id)
      // Compared also where there is nothing to compare with, so that the time tells nothing.
      const isRight = isSameSecret(hashToken(key), desk?.keyHash ?? '')
      if (!desk || !isRight) return null
      if (desk.ownName === name) return { id, name: desk.name }
      store.save(room, { ...desk, name, ownName: name })
      return { id, name }
    },
    isPaired: (room, id) => findPaired(room, id) !== null,
    list: (room) => store.list(room).filter(({ revokedAtMs }) => revokedAtMs === null),
    markSeen(room, id) {
      const desk = findPaired(room, id)
      if (desk) store.save(room, { ...desk, lastSeenAtMs: now() })
    },
    rename(room, id, name) {
      const desk = findPaired(room, id)
      if (desk) store.save(room, { ...desk, name })
      return desk !== null
    },
    revoke(room, id) {
      const desk = store.find(room, id)
      if (desk?.revokedAtMs === null) store.save(room, { ...desk, revokedAtMs: now() })
      return desk !== null
    },
  }
}
