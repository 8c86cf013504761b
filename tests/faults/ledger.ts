/** What people asked for, what they were told, and what was promised to them, over all connections and crashes. */
import type { KnockId, KnockToken } from '../../src-shared/ids.ts'
import type { KnockEnd } from '../../src-shared/knock.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { Visit } from '../../src-shared/visit.ts'

/** An end in words, the same from whomever it is heard; visitors are not told which desk it was. */
type EndWord = 'admitted' | 'denied' | 'withdrawn' | 'expired visitor-gone' | 'expired unanswered'

/** `by` is null where they were not told who it was. */
export type Heard = { readonly word: EndWord; readonly by: string | null }

type Promised = {
  readonly what: string
  readonly knockId: KnockId
  readonly holds: (visit: Visit, log: readonly Visit[]) => boolean
}

export type Ledger = {
  /** A desk wants it, whether or not it arrives. */
  readonly ask: (what: 'admit' | 'deny', desk: string, knockId: KnockId) => void
  /** A desk holds the visitor or undoes a denial: what was about to be denied may go on. */
  readonly overrule: (knockId: KnockId) => void
  readonly isOverruled: (knockId: KnockId) => boolean
  /** A visitor wants it. */
  readonly askOwn: (what: 'knock' | 'withdraw', token: KnockToken) => void
  /** The server called this the knock of that token. */
  readonly name: (token: KnockToken, knockId: KnockId) => void
  /** The server took a knock that came with this invitation. */
  readonly invite: (invitation: string, knockId: KnockId) => void
  /** Somebody was told of an end. */
  readonly hear: (who: string, knockId: KnockId, heard: Heard) => void
  /** Somebody was told that it is open. */
  readonly hearOpen: (who: string, knockId: KnockId) => void
  /** The server acknowledged it, so the visit has to show it. */
  readonly promise: (promised: Promised) => void
  readonly listKnocks: () => readonly KnockId[]
  /** What was broken so far, in words. */
  readonly listBroken: () => readonly string[]
  /** The same for the visit log as it is at last, when every knock has ended. */
  readonly compare: (visits: readonly Visit[]) => readonly string[]
}

export function heardOf(end: KnockEnd): Heard {
  return {
    word: end.kind === 'expired' ? `expired ${end.cause}` : end.kind,
    by: 'by' in end ? end.by.id : null,
  }
}

export function createLedger(): Ledger {
  const broken: string[] = []
  const asked = new Set<string>()
  const overruled = new Set<KnockId>()
  const knocking = new Set<KnockToken>()
  const withdrawing = new Set<KnockToken>()
  const tokens = new Map<KnockToken, KnockId>()
  const ends = new Map<KnockId, EndWord>()
  const enders = new Map<KnockId, string>()
  const endsKnown = new Set<string>()
  const knocks = new Set<KnockId>()
  const promises: Promised[] = []
  const invited = new Map<string, Set<KnockId>>()

  function hear(who: string, knockId: KnockId, { word, by }: Heard): void {
    knocks.add(knockId)
    endsKnown.add(`${who} ${knockId}`)
    const known = ends.get(knockId)
    if (known !== undefined && known !== word) broken.push(`${knockId} was ${known}, and ${who} heard ${word}`)
    ends.set(knockId, known ?? word)
    if (by === null) return
    const knownBy = enders.get(knockId)
    if (knownBy !== undefined && knownBy !== by) broken.push(`${knockId} was ended by ${knownBy} and by ${by}`)
    enders.set(knockId, by)
  }

  return {
    ask: (what, desk, knockId) => void asked.add(`${what} ${desk} ${knockId}`),
    overrule: (knockId) => void overruled.add(knockId),
    isOverruled: (knockId) => overruled.has(knockId),
    askOwn: (what, token) => void (what === 'knock' ? knocking : withdrawing).add(token),
    name(token, knockId) {
      const known = tokens.get(token)
      if (known !== undefined && known !== knockId) broken.push(`one token is both ${known} and ${knockId}`)
      tokens.set(token, knockId)
      knocks.add(knockId)
    },
    invite: (invitation, knockId) => void invited.set(invitation, (invited.get(invitation) ?? new Set()).add(knockId)),
    hear,
    hearOpen(who, knockId) {
      knocks.add(knockId)
      if (endsKnown.has(`${who} ${knockId}`)) broken.push(`${who} heard of ${knockId} as open after its end`)
    },
    promise: (promised) => void promises.push(promised),
    listKnocks: () => [...knocks],
    listBroken: () => [...broken],
    compare(visits) {
      for (const { id, end } of visits) {
        if (end.kind === 'not-knocked') continue
        hear('the visit log', id, heardOf(end))
        if (!isAskedFor(id, end)) broken.push(`${id} ended as ${JSON.stringify(end)}, for which nobody had asked`)
      }
      for (const knockId of knocks) {
        const lines = visits.filter(({ id }) => id === knockId)
        if (lines.length !== 1) broken.push(`${knockId} is ${String(lines.length)} visits`)
      }
      for (const [invitation, ids] of invited) {
        const used = visits.filter(({ id, end }) => ids.has(id) && end.kind === 'admitted')
        if (used.length > 1) broken.push(`${invitation} let in ${String(used.length)} visitors`)
      }
      const strangers = visits.filter(({ id, end }) => end.kind !== 'not-knocked' && !knocks.has(id))
      // Where acknowledgement and desks were cut off, a knock may be on the disk and nobody has heard its id.
      if (strangers.length > countUnnamed()) broken.push(`nobody knocked, but there are ${JSON.stringify(strangers)}`)
      for (const { what, knockId, holds } of promises) {
        const visit = visits.find(({ id }) => id === knockId)
        if (visit && !holds(visit, visits)) broken.push(`acknowledged, but not kept: ${what} ${JSON.stringify(visit)}`)
      }
      return [...broken]
    },
  }

  function countUnnamed(): number {
    return [...knocking].filter((token) => !tokens.has(token)).length
  }

  function isAskedFor(id: KnockId, end: KnockEnd): boolean {
    switch (end.kind) {
      case 'admitted':
        return asked.has(`admit ${end.by.id} ${id}`)
      case 'denied':
        return asked.has(`deny ${end.by.id} ${id}`)
      case 'withdrawn':
        return [...withdrawing].some((token) => !tokens.has(token) || tokens.get(token) === id)
      case 'expired':
        return true
      default:
        return assertNever(end)
    }
  }
}
