import type * as v from 'valibot'
import type { Clock } from '../../src-shared/clock.ts'
import { freeDeskName } from '../../src-shared/desk-name.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { DeskRole } from '../../src-shared/desk-role.ts'
import type { DeskId, DeskKey } from '../../src-shared/ids.ts'
import type { NewcomerAnswerSchema, PairAnswer, PairingCode } from '../../src-shared/pairing.ts'
import { done, failed, type Done } from '../../src-shared/result.ts'
import { hashToken, isSameSecret, makeDeskId, makeDeskKey } from '../room/secrets.ts'
import type { DeskStore, StoredDesk } from './desk-store.ts'
import { createNewcomers, type Newcomers, type NewcomersDeps } from './newcomers.ts'
import type { OldKeyStore } from './old-key-store.ts'
import { createPairingCodes, type PairingCodes } from './pairing-codes.ts'

/** Who may be a desk of one room: gives out ids and keys, recognises them and revokes them. */
export type Pairing = {
  /** A code that pairs one desk with this room, once, until it expires. */
  readonly makeCode: PairingCodes['make']
  /**
   * For a code of a start, the new desk's id and key; for a desk's, a ticket for `wait`, and a number that a person
   * compares there. Null for a code that is unknown, used or expired.
   */
  readonly pair: (code: PairingCode, name: string) => PairAnswer | null
  readonly wait: Newcomers['wait']
  /** Who waits for this desk's answer. */
  readonly listNewcomers: Newcomers['listOf']
  /** False when nobody of this id waits for this desk. */
  readonly answerNewcomer: (host: DeskId, answer: v.InferOutput<typeof NewcomerAnswerSchema>) => boolean
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
  /** Also of one that was revoked; its id where it is not known. */
  readonly nameOf: (id: DeskId) => string
  /** What it may do now; an owner's rights take a desk that is paired. */
  readonly roleOf: (id: DeskId) => DeskRole
  /** `not-found`; `last-owner` when nobody would be left to decide. */
  readonly setRole: (id: DeskId, role: DeskRole) => Done
  /** Makes its key and all that it made worthless. `not-found` when no such desk was ever paired; `last-owner`. */
  readonly revoke: (id: DeskId) => Done
  /**
   * Revokes a desk because it says so itself, or who has the server's data: also the last owner. The first would forget
   * its key all the same, and the second can pair another.
   */
  readonly leave: (id: DeskId) => void
  /**
   * Revokes every desk but one, or all, the codes that nobody has used, and the room's key of before. Returns who was
   * revoked.
   */
  readonly putOut: (except: DeskId | null) => readonly DeskId[]
  readonly dispose: () => void
}

const unknownDesk = failed('not-found', 'There is no such paired desk.')
const lastOwner = failed('last-owner', 'There would be no owner left.')

export type RecognisedDesk = {
  /** The desk under the room's name for it. */
  readonly desk: DeskRef
  /** Its own from now on, when it came with the room's key of before; else null. */
  readonly givenKey: DeskKey | null
}

export type PairingDeps = {
  readonly store: DeskStore
  readonly oldKey: OldKeyStore
  readonly clock: Clock
  readonly codeValidForMs: number
  readonly newcomer: Pick<NewcomersDeps, 'validForMs' | 'answerWithinMs'>
  /** A code was exchanged for a key. */
  readonly onPaired: (desk: DeskRef, host: DeskId | null) => void
  /** A desk calls itself otherwise than before. */
  readonly onNamedItself: (desk: DeskRef, before: string) => void
  /** A person said *No* to a device. */
  readonly onRefused: (name: string, host: DeskId) => void
  readonly onNewcomersChanged: (host: DeskId) => void
  /** What can wait could not be written. */
  readonly onFault: (cause: unknown) => void
}

export function createPairing(deps: PairingDeps): Pairing {
  const { store, oldKey, clock, onPaired, onNamedItself, onRefused, onFault } = deps
  const { now } = clock
  const codes = createPairingCodes({ now, validForMs: deps.codeValidForMs })
  const newcomers = createNewcomers({ clock, ...deps.newcomer, onChanged: deps.onNewcomersChanged })
  /** In no file: whoever starts the server again gets new ones. */
  const keysForNow = new Map<DeskId, DeskKey>()

  function findPaired(id: DeskId): StoredDesk | null {
    const desk = store.find(id)
    return desk?.revokedAtMs === null ? desk : null
  }

  function listPaired(): readonly StoredDesk[] {
    return store.list().filter(({ revokedAtMs }) => revokedAtMs === null)
  }

  function saveIfPossible(desk: StoredDesk): void {
    try {
      store.save(desk)
    } catch (cause) {
      onFault(cause)
    }
  }

  function newDesk(
    { id, name }: DeskRef,
    { key, role }: { readonly key: DeskKey | null; readonly role: DeskRole },
  ): StoredDesk {
    return {
      id,
      name,
      ownName: name,
      keyHash: key === null ? '' : hashToken(key),
      takesOldKey: false,
      role,
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
    const named = { id: desk.id, name: desk.name || (known?.name ?? '') }
    store.save({
      ...(known ?? newDesk(named, { key: null, role: 'owner' })),
      keyHash: hashToken(givenKey),
      takesOldKey: true,
    })
    return { desk: named, givenKey }
  }

  function isLastOwner(desk: StoredDesk): boolean {
    const owners = store.list().filter(({ role, revokedAtMs }) => role === 'owner' && revokedAtMs === null)
    return owners.length === 1 && owners[0]?.id === desk.id
  }

  function hasOwnKey(id: DeskId, key: string): boolean {
    const desk = findPaired(id)
    // Both compared, even with nothing to compare to, so that the time reveals nothing.
    const isStored = isSameSecret(hashToken(key), desk?.keyHash ?? '')
    const isForNow = isSameSecret(key, keysForNow.get(id) ?? '')
    return (desk !== null && isStored) || isForNow
  }

  /** The first desk comes by the link of a start, like whoever has lost all others: it decides about the rest. */
  function admit(wished: string, host: DeskId | null): PairAnswer {
    const name = freeDeskName(
      wished,
      listPaired().map((desk) => desk.name),
    )
    const key = makeDeskKey()
    const deskId = makeDeskId()
    const made = newDesk({ id: deskId, name }, { key, role: host === null ? 'owner' : 'desk' })
    store.save({ ...made, ownName: wished })
    onPaired({ id: deskId, name }, host)
    return { kind: 'paired', deskId, key }
  }

  function revoke(desk: StoredDesk): void {
    if (desk.revokedAtMs === null) store.save({ ...desk, revokedAtMs: now() })
    keysForNow.delete(desk.id)
    codes.forgetOf(desk.id)
    newcomers.forgetOf(desk.id)
  }

  return {
    makeCode: codes.make,
    pair(code, name) {
      const maker = codes.use(code)
      if (maker === null) return null
      return maker.kind === 'start' ? admit(name, null) : newcomers.add(maker.deskId, name)
    },
    wait: newcomers.wait,
    listNewcomers: newcomers.listOf,
    answerNewcomer: (host, { newcomerId, isLetIn }) =>
      newcomers.decide(host, newcomerId, (name) => {
        if (isLetIn) return admit(name, host)
        onRefused(name, host)
        return null
      }),
    letIn(id) {
      const key = keysForNow.get(id) ?? makeDeskKey()
      keysForNow.set(id, key)
      // Nothing is written where it is known: a start on a full disk must not keep the shop from its own desk.
      if (!findPaired(id))
        saveIfPossible({
          ...(store.find(id) ?? newDesk({ id, name: '' }, { key: null, role: 'owner' })),
          revokedAtMs: null,
        })
      return key
    },
    recognise({ id, name }, key) {
      if (!hasOwnKey(id, key)) return exchangeOldKey({ id, name }, key)
      const desk = findPaired(id)
      if (!desk) return { desk: { id, name }, givenKey: null }
      // One that nobody has named calls itself nothing, and keeps what it is called.
      const isRenamed = name !== '' && desk.ownName !== name
      const known = isRenamed ? { ...desk, name, ownName: name } : desk
      if (isRenamed || desk.takesOldKey) saveIfPossible({ ...known, takesOldKey: false })
      // The first name of one that had none is no change.
      if (desk.name !== '' && known.name !== desk.name) onNamedItself({ id, name: known.name }, desk.name)
      return { desk: { id, name: known.name }, givenKey: null }
    },
    list: listPaired,
    markSeen(id) {
      const desk = findPaired(id)
      if (desk) saveIfPossible({ ...desk, lastSeenAtMs: now() })
    },
    rename(id, name) {
      const desk = findPaired(id)
      if (desk) store.save({ ...desk, name })
      return desk !== null
    },
    nameOf: (id) => store.find(id)?.name ?? id,
    // One that could not be written, on a full disk, is an owner while the server runs: it was let in by its hand.
    roleOf: (id) => findPaired(id)?.role ?? (keysForNow.has(id) ? 'owner' : 'desk'),
    setRole(id, role) {
      const desk = findPaired(id)
      if (!desk) return unknownDesk
      if (role !== 'owner' && isLastOwner(desk)) return lastOwner
      store.save({ ...desk, role })
      return done
    },
    revoke(id) {
      const desk = store.find(id)
      if (!desk) return unknownDesk
      if (isLastOwner(desk)) return lastOwner
      revoke(desk)
      return done
    },
    leave(id) {
      const desk = store.find(id)
      if (desk) revoke(desk)
    },
    putOut(except) {
      oldKey.forget()
      codes.forgetAll()
      newcomers.forgetAll()
      const others = store.list().filter(({ id, revokedAtMs }) => id !== except && revokedAtMs === null)
      for (const desk of others) revoke(desk)
      return others.map(({ id }) => id)
    },
    dispose: newcomers.dispose,
  }
}
