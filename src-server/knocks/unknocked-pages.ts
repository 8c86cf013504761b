import type { CallBackRequest } from '../../src-shared/call-back.ts'
import type { KnockId } from '../../src-shared/ids.ts'
import type { Language } from '../../src-shared/language.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { KnockBook } from './knock-book.ts'
import type { Policy } from '../policy.ts'
import { networkOf } from '../http/address-key.ts'
import type { Source } from '../sources/sources.ts'
import { makeKnockId } from '../room/secrets.ts'
import { createRateLimit } from '../wire/rate-limit.ts'

/** A visitor's page that has not knocked. */
export type OpenPage = {
  /** The key of the peer's address. Pages of one address can only be told apart by time. */
  readonly address: string
  readonly source: Source | null
  readonly language: Language
  readonly openedAtMs: number
}

/** Puts pages that never knocked into the visit log. */
export type UnknockedPages = {
  /**
   * Logs a page that is gone: not one that was only glanced at, one that comes and goes only once, and in a day no
   * more than the policy allows.
   */
  readonly left: (page: OpenPage) => void
  /** Logs a page that asks to be phoned. Asking again with the same number is the same visit. */
  readonly askForCallBack: (page: OpenPage, request: CallBackRequest) => void
}

export type UnknockedPagesDeps = {
  readonly book: KnockBook
  readonly clock: Clock
  readonly policy: Policy
  /** No further page of this address, or of any, is logged today. */
  readonly onBeyond: (who: 'address' | 'room') => void
}

export function createUnknockedPages({ book, clock, policy, onBeyond }: UnknockedPagesDeps): UnknockedPages {
  const ofAddress = createRateLimit(policy.rates.leftPagesPerAddress, clock)
  const ofRoom = createRateLimit(policy.rates.leftPagesPerRoom, clock)
  const recent = new Map<string, { readonly id: KnockId; readonly atMs: number }>()
  return {
    left(page) {
      if (clock.now() - page.openedAtMs < policy.glanceMs) return
      const id = findRecent(page) ?? (mayLog(page) ? add(page) : null)
      if (id === null) return
      book.decide(id, { kind: 'page-left' })
      remember(page, id)
    },
    askForCallBack(page, request) {
      const known = findRecent(page)
      const id = known !== null && isFree(known, request) ? known : add(page)
      book.decide(id, { kind: 'call-back', request })
      remember(page, id)
    },
  }

  function mayLog({ address }: OpenPage): boolean {
    const isOneOfMany = networkOf(address) !== null && !ofAddress(address)
    const beyond = isOneOfMany ? 'address' : ofRoom('all') ? null : 'room'
    if (beyond !== null) onBeyond(beyond)
    return beyond === null
  }

  function add({ language, source, openedAtMs }: OpenPage): KnockId {
    return book.addUnknocked({ id: makeKnockId(), language, source, openedAtMs }).id
  }

  function findRecent({ address }: OpenPage): KnockId | null {
    const found = recent.get(address)
    if (!found || clock.now() - found.atMs > policy.pageReturnMs) return null
    return book.find(found.id) ? found.id : null
  }

  /** Two people of one company share an address: one's request must not replace the other's. */
  function isFree(id: KnockId, request: CallBackRequest): boolean {
    const followUp = book.find(id)?.followUp
    return followUp?.kind === 'none' || followUp?.request?.phone === request.phone
  }

  function remember({ address }: OpenPage, id: KnockId): void {
    const nowMs = clock.now()
    for (const [other, { atMs }] of recent) if (nowMs - atMs > policy.pageReturnMs) recent.delete(other)
    recent.set(address, { id, atMs: nowMs })
  }
}
