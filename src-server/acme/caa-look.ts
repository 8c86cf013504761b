import { resolveCaa } from 'node:dns/promises'
import type { CaaState, CaaView } from '../../src-shared/relay-set-up.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { minuteMs } from '../../src-shared/duration.ts'
import { caaRecordFor, readCaa, type CaaIssuer, type ResolveCaa } from './caa.ts'

/** The record that shuts others out, and whether it is there: for whoever looks at the address. */
export type CaaLook = (name: string, issuer: CaaIssuer) => CaaView

/** Name servers are asked no more often, however many look. */
const goodForMs = minuteMs

export function createCaaLook(clock: Pick<Clock, 'now'>, resolve: ResolveCaa = resolveCaa): CaaLook {
  let looked: { readonly record: string; state: CaaState; readonly atMs: number } | null = null
  return (name, issuer) => {
    const record = caaRecordFor(name, issuer)
    const known = looked?.record === record ? looked : null
    if (known && clock.now() - known.atMs < goodForMs) return { record, state: known.state }
    const now = { record, state: known?.state ?? ('looking' as const), atMs: clock.now() }
    looked = now
    void readCaa(name, issuer, resolve).then((state) => {
      now.state = state
    })
    return { record, state: now.state }
  }
}
