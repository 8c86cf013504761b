import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import type { Clock } from '../src-shared/clock.ts'

/** First another path for the same connection, then another connection. */
export type RepairKind = 'restart-ice' | 'new-connection'

/** Repairs a link again and again until it is well: it never gives up by itself. */
export type Repair = {
  /** Nothing arrives. Ignored while a repair is under way. */
  stalled: () => void
  /** The browser gave the connection up: only a new one helps. */
  broken: () => void
  /** A new connection is being made; it gets `allowMs` before the next one. */
  connecting: (allowMs: number) => void
  /** Bytes flow: the next stall starts from the beginning. */
  well: () => void
  /** Signals reach the other side again, so the next attempt is due now. A link that is well is left alone. */
  hurry: () => void
  dispose: () => void
}

/** LiveKit's table: at once, then at growing intervals. */
const backOffMs = [0, 300, 1_200, 2_700, 4_800, 7_000] as const
const restartsBeforeNewConnection = 2
/** A restart needs two trips through the server and one between the peers. */
export const restartAllowMs = 2_000
/** A new connection also makes its keys, and a phone may be slow. */
export const connectionAllowMs = 8_000

/** What the `attempt`-th repair in a row (from 0) is, how long to wait before it, and how long it may take. */
export function repairStep(attempt: number): {
  readonly kind: RepairKind
  readonly waitMs: number
  readonly allowMs: number
} {
  const waitMs = backOffMs[attempt] ?? backOffMs[backOffMs.length - 1] ?? 0
  return attempt < restartsBeforeNewConnection
    ? { kind: 'restart-ice', waitMs, allowMs: restartAllowMs }
    : { kind: 'new-connection', waitMs, allowMs: connectionAllowMs }
}

export function createRepair(clock: Clock, act: (kind: RepairKind) => void): Repair {
  /** Null while the link is well. */
  let attempt: number | null = null
  let cancelTimer: Unsubscribe = () => {}

  function plan(next: number): void {
    attempt = next
    const step = repairStep(next)
    if (step.waitMs === 0) run(next)
    else after(step.waitMs, () => run(next))
  }

  function run(now: number): void {
    attempt = now
    const step = repairStep(now)
    // The timer first: `act` may say `connecting` and set its own.
    after(step.allowMs, () => plan(now + 1))
    act(step.kind)
  }

  function after(waitMs: number, next: () => void): void {
    cancelTimer()
    cancelTimer = clock.setTimer(waitMs, next)
  }

  return {
    stalled() {
      if (attempt === null) plan(0)
    },
    broken() {
      if (attempt === null || attempt < restartsBeforeNewConnection) run(restartsBeforeNewConnection)
    },
    connecting(allowMs) {
      const next = Math.max(attempt === null ? 0 : attempt + 1, restartsBeforeNewConnection)
      attempt ??= restartsBeforeNewConnection
      after(allowMs, () => plan(next))
    },
    well() {
      cancelTimer()
      attempt = null
    },
    hurry() {
      if (attempt !== null) run(Math.min(attempt, restartsBeforeNewConnection))
    },
    dispose() {
      cancelTimer()
      attempt = null
    },
  }
}
