import type { CallBackRequest } from '../../src-shared/call-back.ts'
import type { KnockId } from '../../src-shared/ids.ts'
import type { Language } from '../../src-shared/language.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { KnockBook } from './knock-book.ts'
import type { Policy } from '../policy.ts'
import { makeKnockId } from '../room/secrets.ts'

/** A visitor's page that has not knocked. */
export type OpenPage = {
  /** The peer's address. Pages of one address can only be told apart by time. */
  readonly address: string
  readonly language: Language
  readonly openedAtMs: number
}

/** Puts pages that never knocked into the visit log. */
export type UnknockedPages = {
  /** Logs a page that is gone: not one that was only glanced at, and one that comes and goes only once. */
  readonly left: (page: OpenPage) => void
  /** Logs a page that asks to be phoned. Asking again with the same number is the same visit. */
  readonly askForCallBack: (page: OpenPage, request: CallBackRequest) => void
}

export type UnknockedPagesDeps = {
  readonly book: KnockBook
  readonly clock: Clock
  readonly policy: Policy
}

export function createUnknockedPages({ book, clock, policy }: UnknockedPagesDeps): UnknockedPages {
  const recent = new Map<string, { readonly id: KnockId; readonly atMs: number }>()
  return {
    left(page) {
      if (clock.now() - page.openedAtMs < policy.glanceMs) return
      const id = findRecent(page) ?? add(page)
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

  function add({ language, openedAtMs }: OpenPage): KnockId {
    return book.addUnknocked({ id: makeKnockId(), language, openedAtMs }).id
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
