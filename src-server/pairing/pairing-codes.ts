import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import type { DeskId } from '../../src-shared/ids.ts'
import { PairingCodeSchema, type PairingCode } from '../../src-shared/pairing.ts'
import { hashToken } from '../room/secrets.ts'

/** Who made a code: the server at its start, for the person who started it, or a desk. */
export type CodeMaker = { readonly kind: 'start' } | { readonly kind: 'desk'; readonly deskId: DeskId }

/** Codes that pair one desk each. Only in memory: a restart invalidates all unused links. */
export type PairingCodes = {
  readonly make: (maker: CodeMaker) => { readonly code: PairingCode; readonly expiresAtMs: number }
  /** Who made it, once per code that has not expired; else null. */
  readonly use: (code: PairingCode) => CodeMaker | null
  /** What a desk made dies with it. */
  readonly forgetOf: (deskId: DeskId) => void
  readonly forgetAll: () => void
}

export type PairingCodesDeps = { readonly now: () => number; readonly validForMs: number }

type Unused = { readonly maker: CodeMaker; readonly expiresAtMs: number }

/** Keeps unused links from piling up. */
const mostUnused = 20

export function createPairingCodes({ now, validForMs }: PairingCodesDeps): PairingCodes {
  /** By the codes' hashes, so that the time of a lookup reveals nothing about the code. */
  const unused = new Map<string, Unused>()

  function forget(isGone: (code: Unused) => boolean): void {
    for (const [hash, code] of unused) if (isGone(code)) unused.delete(hash)
  }

  function forgetExpired(): void {
    forget(({ expiresAtMs }) => expiresAtMs <= now())
  }

  return {
    make(maker) {
      forgetExpired()
      const hashes = [...unused.keys()]
      for (const hash of hashes.slice(0, Math.max(hashes.length - mostUnused + 1, 0))) unused.delete(hash)
      const code = v.parse(PairingCodeSchema, randomBytes(32).toString('base64url'))
      const expiresAtMs = now() + validForMs
      unused.set(hashToken(code), { maker, expiresAtMs })
      return { code, expiresAtMs }
    },
    use(code) {
      forgetExpired()
      const hash = hashToken(code)
      const found = unused.get(hash)
      unused.delete(hash)
      return found?.maker ?? null
    },
    forgetOf: (deskId) => forget(({ maker }) => maker.kind === 'desk' && maker.deskId === deskId),
    forgetAll: () => unused.clear(),
  }
}
