import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { DeskId, DeskKey } from '../../src-shared/ids.ts'
import type { PairAnswer, PairingCode } from '../../src-shared/pairing.ts'
import { hashToken, isSameSecret, makeDeskId, makeDeskKey } from '../room/secrets.ts'
import type { DeskStore, StoredDesk } from './desk-store.ts'
import type { OldKeyStore } from './old-key-store.ts'
import { createPairingCodes, type PairingCodes } from './pairing-codes.ts'

/** Who may be a desk of one room: gives out ids and keys, recognises them and revokes them. */
export type Pairing = {
  /** A code that pairs one desk with this room, once, until it expires. */
  readonly makeCode: PairingCodes['make']
  /** The new desk's id and key, or null for a code that is unknown, used or expired. */
  readonly pair: (code: PairingCode, name: string) => PairAnswer | null
  /**
   * Lets a desk in without a code, for whoever started this server and so has its data: the app in whose process it
   * runs. The key holds until this server ends; asked again for the same desk, it is the same.
   */
  readonly letIn: (id: DeskId) => DeskKey
  /** Null unless this is the desk's own key, or the room's of before and this desk has none of its own yet. */
  readonly recognise: (desk: DeskRef, key: string) => RecognisedDesk | null
  /** Desks that are paired now, in the order of their pairing. */
  readonly list: () => readonly StoredDesk[]
  /** Remembers that a desk was here. */
  readonly markSeen: (id: DeskId) => void
  /** False when no such desk is paired. */
  readonly rename: (id: DeskId, name: string) => boolean
  /** Makes its key and all that it made worthless. False when no such desk was ever paired. */
  readonly revoke: (id: DeskId) => boolean
  /** Revokes every desk but one, the codes that nobody has used, and the room's key of before. Returns who was revoked. */
  readonly putOut: (except: DeskId) => readonly DeskId[]
}

export type RecognisedDesk = {
  /** The desk under the room's name for it. */
  readonly desk: DeskRef
  /** Its own from now on, when it came with the room's key of before; else null. */
  readonly givenKey: DeskKey | null
}

export type PairingDeps = {
  readonly store: DeskStore
  readonly oldKey: OldKeyStore
  /** Epoch ms. */
  readonly now: () => number
  readonly codeValidForMs: number
  /** What can wait could not be written. */
  readonly onFault: (cause: unknown) => void
}

export function createPairing({ store, oldKey, now, codeValidForMs, onFault }: PairingDeps): Pairing {
  const codes = createPairingCodes({ now, validForMs: codeValidForMs })
  /** In no file: whoever starts the server again gets new ones. */
  const keysForNow = new Map<DeskId, DeskKey>()

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

  function newDesk({ id, name }: DeskRef, key: DeskKey | null): StoredDesk {
    return {
      id,
      name,
      ownName: name,
      keyHash: key === null ? '' : hashToken(key),
      takesOldKey: false,
      pairedAtMs: now(),
      lastSeenAtMs: null,
      revokedAtMs: null,
    }
  }

  /** A desk of before comes as what it called itself, and goes on with a key of its own. */
  function exchangeOldKey(desk: DeskRef, key: string): RecognisedDesk | null {
    const hash = oldKey.findHash(now())
    const isRight = isSameSecret(hashToken(key), hash ?? '')
    const known = store.find(desk.id)
    if (hash === null || !isRight || (known && !(known.takesOldKey && known.revokedAtMs === null))) return null
    const givenKey = makeDeskKey()
    store.save({ ...(known ?? newDesk(desk, null)), keyHash: hashToken(givenKey), takesOldKey: true })
    return { desk, givenKey }
  }

  function hasOwnKey(id: DeskId, key: string): boolean {
    const desk = findPaired(id)
    // Both compared, even with nothing to compare to, so that the time reveals nothing.
    const isStored = isSameSecret(hashToken(key), desk?.keyHash ?? '')
    const isForNow = isSameSecret(key, keysForNow.get(id) ?? '')
    return (desk !== null && isStored) || isForNow
  }

  function revoke(desk: StoredDesk): void {
    if (desk.revokedAtMs === null) store.save({ ...desk, revokedAtMs: now() })
    keysForNow.delete(desk.id)
    codes.forgetOf(desk.id)
  }

  return {
    makeCode: codes.make,
    pair(code, name) {
      if (codes.use(code) === null) return null
      const key = makeDeskKey()
      const deskId = makeDeskId()
      store.save(newDesk({ id: deskId, name }, key))
      return { deskId, key }
    },
    letIn(id) {
      const key = keysForNow.get(id) ?? makeDeskKey()
      keysForNow.set(id, key)
      // Nothing is written where it is known: a start on a full disk must not keep the shop from its own desk.
      if (!findPaired(id)) saveIfPossible({ ...(store.find(id) ?? newDesk({ id, name: '' }, null)), revokedAtMs: null })
      return key
    },
    recognise({ id, name }, key) {
      if (!hasOwnKey(id, key)) return exchangeOldKey({ id, name }, key)
      const desk = findPaired(id)
      if (!desk) return { desk: { id, name }, givenKey: null }
      const isRenamed = desk.ownName !== name
      const known = isRenamed ? { ...desk, name, ownName: name } : desk
      if (isRenamed || desk.takesOldKey) saveIfPossible({ ...known, takesOldKey: false })
      return { desk: { id, name: known.name }, givenKey: null }
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
      if (desk) revoke(desk)
      return desk !== null
    },
    putOut(except) {
      oldKey.forget()
      codes.forgetAll()
      const others = store.list().filter(({ id, revokedAtMs }) => id !== except && revokedAtMs === null)
      for (const desk of others) revoke(desk)
      return others.map(({ id }) => id)
    },
  }
}
