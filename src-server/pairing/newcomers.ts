import { randomBytes, randomInt } from 'node:crypto'
import * as v from 'valibot'
import type { Clock } from '../../src-shared/clock.ts'
import type { DeskId } from '../../src-shared/ids.ts'
import {
  NewcomerIdSchema,
  PairingTicketSchema,
  type Newcomer,
  type NewcomerId,
  type PairAnswer,
  type PairingTicket,
} from '../../src-shared/pairing.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { hashToken } from '../room/secrets.ts'

/** Devices that have used a desk's code and wait until a person there has compared the numbers. Only in memory. */
export type Newcomers = {
  readonly add: (host: DeskId, name: string) => Extract<PairAnswer, { readonly kind: 'compare' }>
  /** Who waits for this desk, in the order of their coming. */
  readonly listOf: (host: DeskId) => readonly Newcomer[]
  /**
   * Asks `decide` with its name for what it is answered: its key, or null when it is not let in. False when nobody of
   * this id waits for this desk. Whoever waits goes on waiting if `decide` throws.
   */
  readonly decide: (host: DeskId, id: NewcomerId, decide: (name: string) => PairAnswer | null) => boolean
  /** Resolves to its key once it was let in, to null when it was not or is not known, and to `waiting` after a while. */
  readonly wait: (ticket: PairingTicket) => Promise<PairAnswer | null>
  readonly forgetOf: (host: DeskId) => void
  readonly forgetAll: () => void
  readonly dispose: () => void
}

export type NewcomersDeps = {
  readonly clock: Clock
  readonly validForMs: number
  /** How long a question is kept open before it is answered with `waiting`. */
  readonly answerWithinMs: number
  /** Who waits for this desk has changed. */
  readonly onChanged: (host: DeskId) => void
}

/** At one desk: keeps them from piling up, and leaves enough numbers to choose from. */
const mostWaiting = 100
const numbers = 10_000

type Waiting = Newcomer & {
  readonly host: DeskId
  readonly settle: (answer: PairAnswer | null) => void
}

export function createNewcomers({ clock, validForMs, answerWithinMs, onChanged }: NewcomersDeps): Newcomers {
  const waiting = new Map<NewcomerId, Waiting>()
  /** By the ticket's hash; also for a while after the decision, for the answer that is still to be fetched. */
  const outcomes = new Map<string, Promise<PairAnswer | null>>()
  const timers = new Set<Unsubscribe>()

  function end(one: Waiting, answer: PairAnswer | null): void {
    if (!waiting.delete(one.id)) return
    one.settle(answer)
    onChanged(one.host)
  }

  function endAll(which: (one: Waiting) => boolean): void {
    for (const one of [...waiting.values()].filter(which)) end(one, null)
  }

  function listWaiting(host: DeskId): readonly Waiting[] {
    return [...waiting.values()].filter((one) => one.host === host)
  }

  /** No other device's that waits at this desk: a person compares it, and must not find two of it. */
  function drawNumber(host: DeskId): string {
    const taken = new Set(listWaiting(host).map(({ number }) => number))
    for (;;) {
      const number = String(randomInt(0, numbers)).padStart(4, '0')
      if (!taken.has(number)) return number
    }
  }

  return {
    add(host, name) {
      const [first, ...others] = listWaiting(host)
      if (first && others.length + 1 >= mostWaiting) end(first, null)
      const ticket = v.parse(PairingTicketSchema, randomBytes(32).toString('base64url'))
      const id = v.parse(NewcomerIdSchema, `n_${randomBytes(15).toString('base64url')}`)
      const number = drawNumber(host)
      const ticketHash = hashToken(ticket)
      const { promise: outcome, resolve: settle } = Promise.withResolvers<PairAnswer | null>()
      const one: Waiting = { id, name, number, host, settle }
      waiting.set(id, one)
      outcomes.set(ticketHash, outcome)
      const cancel = clock.setTimer(validForMs, () => {
        timers.delete(cancel)
        end(one, null)
        outcomes.delete(ticketHash)
      })
      timers.add(cancel)
      onChanged(host)
      return { kind: 'compare', ticket, number }
    },
    listOf: (host) => listWaiting(host).map(({ id, name, number }) => ({ id, name, number })),
    // oxlint-disable-next-line max-params -- The last one is what happens.
    decide(host, id, decide) {
      const one = waiting.get(id)
      if (one?.host !== host) return false
      end(one, decide(one.name))
      return true
    },
    async wait(ticket) {
      const outcome = outcomes.get(hashToken(ticket))
      if (!outcome) return null
      const { promise: late, resolve } = Promise.withResolvers<PairAnswer>()
      const cancel = clock.setTimer(answerWithinMs, () => resolve({ kind: 'waiting' }))
      return Promise.race([outcome, late]).finally(cancel)
    },
    forgetOf: (host) => endAll((one) => one.host === host),
    forgetAll: () => endAll(() => true),
    dispose() {
      for (const cancel of timers) cancel()
      endAll(() => true)
    },
  }
}
