import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { DeskId, DeskKey } from '../../src-shared/ids.ts'
import type { PairingCode } from '../../src-shared/pairing.ts'
import { hashToken, isSameSecret, makeDeskKey } from '../room/secrets.ts'
import type { DeskStore, StoredDesk } from './desk-store.ts'
import { createPairingCodes, type PairingCodes } from './pairing-codes.ts'

/** Who may be a desk of one room: gives out keys, recognises them and revokes them. */
export type Pairing = {
  /** A code that pairs one desk with this room, once, until it expires. */
  readonly makeCode: PairingCodes['make']
  /** The new desk's key, or null for a code that is unknown, used or expired. */
  readonly pair: (code: PairingCode, desk: DeskRef) => DeskKey | null
  /** The desk under the room's name for it; null unless this is its key or the room's own. */
  readonly recognise: (desk: DeskRef, key: string) => DeskRef | null
  /** Desks that are paired now, in the order of their pairing. */
  readonly list: () => readonly StoredDesk[]
  /** Remembers that a desk was here; does nothing for one without a key of its own. */
  readonly markSeen: (id: DeskId) => void
  /** False when no such desk is paired. */
  readonly rename: (id: DeskId, name: string) => boolean
  /** False when no such desk was ever paired; revoking it again changes nothing. */
  readonly revoke: (id: DeskId) => boolean
}

export type PairingDeps = {
  readonly store: DeskStore
  /** The room's own key, from the link that the server prints. */
  readonly roomKey: DeskKey
  /** Epoch ms. */
  readonly now: () => number
  readonly codeValidForMs: number
  /** What is only nice to know could not be written. */
  readonly onFault: (cause: unknown) => void
}

export function createPairing({ store, roomKey, now, codeValidForMs, onFault }: PairingDeps): Pairing {
  const codes = createPairingCodes({ now, validForMs: codeValidForMs })

  function findPaired(id: DeskId): StoredDesk | null {
    const desk = store.find(id)
    return desk?.revokedAtMs === null ? desk : null
  }

  function saveIfPossible(desk: StoredDesk): void {
    try {
      store.save(desk)
    } catch (cause) {
      onFault(cause)
    }
  }

  return {
    makeCode: codes.make,
    pair(code, { id, name }) {
      if (!codes.use(code)) return null
      const key = makeDeskKey()
      store.save({
        id,
        name,
        ownName: name,
        keyHash: hashToken(key),
        pairedAtMs: now(),
        lastSeenAtMs: null,
        // A revoked installation may be paired again: somebody at a desk made a new link for it.
        revokedAtMs: null,
      })
      return key
    },
    recognise({ id, name }, key) {
      if (isSameSecret(key, roomKey)) return { id, name }
      const desk = findPaired(id)
      // Compared even with nothing to compare to, so that the time reveals nothing.
      const isRight = isSameSecret(hashToken(key), desk?.keyHash ?? '')
      if (!desk || !isRight) return null
      if (desk.ownName === name) return { id, name: desk.name }
      saveIfPossible({ ...desk, name, ownName: name })
      return { id, name }
    },
    list: () => store.list().filter(({ revokedAtMs }) => revokedAtMs === null),
    markSeen(id) {
      const desk = findPaired(id)
      if (desk) saveIfPossible({ ...desk, lastSeenAtMs: now() })
    },
    rename(id, name) {
      const desk = findPaired(id)
      if (desk) store.save({ ...desk, name })
      return desk !== null
    },
    revoke(id) {
      const desk = store.find(id)
      if (desk?.revokedAtMs === null) store.save({ ...desk, revokedAtMs: now() })
      return desk !== null
    },
  }
}
