import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { PairingCodeSchema, type PairingCode } from '../../src-shared/pairing.ts'
import { hashToken } from '../room/secrets.ts'

/** Codes that pair one desk each. Only in memory: a restart invalidates all unused links. */
export type PairingCodes = {
  readonly make: () => { readonly code: PairingCode; readonly expiresAtMs: number }
  /** True once per code that has not expired. */
  readonly use: (code: PairingCode) => boolean
}

export type PairingCodesDeps = { readonly now: () => number; readonly validForMs: number }

/** Keeps unused links from piling up. */
const mostUnused = 20

export function createPairingCodes({ now, validForMs }: PairingCodesDeps): PairingCodes {
  /** Expiry times by the codes' hashes, so that the time of a lookup reveals nothing about the code. */
  const unused = new Map<string, number>()
  return {
    make() {
      forgetExpired()
      const hashes = [...unused.keys()]
      for (const hash of hashes.slice(0, Math.max(hashes.length - mostUnused + 1, 0))) unused.delete(hash)
      const code = v.parse(PairingCodeSchema, randomBytes(32).toString('base64url'))
      const expiresAtMs = now() + validForMs
      unused.set(hashToken(code), expiresAtMs)
      return { code, expiresAtMs }
    },
    use(code) {
      forgetExpired()
      return unused.delete(hashToken(code))
    },
  }

  function forgetExpired(): void {
    for (const [hash, expiresAtMs] of unused) if (expiresAtMs <= now()) unused.delete(hash)
  }
}
