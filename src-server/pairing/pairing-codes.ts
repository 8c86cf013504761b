import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { RoomAddress } from '../../src-shared/ids.ts'
import { PairingCodeSchema, type PairingCode } from '../../src-shared/pairing.ts'
import { hashToken } from '../room/secrets.ts'

/** Codes that pair one desk each. Only in memory: a restart makes every link that was not used worthless. */
export type PairingCodes = {
  readonly make: (room: RoomAddress) => { readonly code: PairingCode; readonly expiresAtMs: number }
  /** True once per code that was made for this room and has not expired. */
  readonly use: (room: RoomAddress, code: PairingCode) => boolean
}

export type PairingCodesDeps = { readonly now: () => number; readonly validForMs: number }

/** Links that nobody uses must not pile up. */
const unusedPerRoom = 20

export function createPairingCodes({ now, validForMs }: PairingCodesDeps): PairingCodes {
  /** By hash, so that looking one up takes a time that tells nothing of the code. */
  const unused = new Map<string, { readonly room: RoomAddress; readonly expiresAtMs: number }>()
  return {
    make(room) {
      forgetExpired()
      const ofRoom = [...unused].filter(([, offer]) => offer.room === room).map(([hash]) => hash)
      for (const hash of ofRoom.slice(0, Math.max(ofRoom.length - unusedPerRoom + 1, 0))) unused.delete(hash)
      const code = v.parse(PairingCodeSchema, randomBytes(32).toString('base64url'))
      const expiresAtMs = now() + validForMs
      unused.set(hashToken(code), { room, expiresAtMs })
      return { code, expiresAtMs }
    },
    use(room, code) {
      forgetExpired()
      const hash = hashToken(code)
      return unused.get(hash)?.room === room && unused.delete(hash)
    },
  }

  function forgetExpired(): void {
    for (const [hash, { expiresAtMs }] of unused) if (expiresAtMs <= now()) unused.delete(hash)
  }
}
