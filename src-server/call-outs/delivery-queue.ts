import type { CallOutResult } from '../../src-shared/call-out.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Log } from '../log.ts'
import { CallOutFault, detailFor, maskIn, reasonFor } from './call-out-fault.ts'
import { secretsOf } from './call-out-kinds.ts'
import type { CallOutMessage } from './call-out-message.ts'
import type { Driver, KeptCallOut } from './call-out-kind.ts'

export type DeliveryQueueDeps = {
  readonly kept: KeptCallOut
  readonly driver: Driver
  readonly clock: Clock
  /** Of one attempt. */
  readonly timeoutMs: number
  /** Before the second attempt, the third, and so on. */
  readonly retryAfterMs: readonly number[]
  readonly onResult: (result: CallOutResult) => void
  readonly log: Log
}

/**
 * One call-out's messages, delivered in order, so that a lamp is not switched on after it was switched off.
 */
export type DeliveryQueue = {
  readonly kept: KeptCallOut
  /** Returns at once, and never throws. */
  readonly add: (message: CallOutMessage) => void
  /** One attempt outside the queue, which may be stuck with a receiver that does not answer. */
  readonly test: (message: CallOutMessage) => Promise<CallOutResult>
  /** Resolves once nothing waits or is under way. */
  readonly idle: () => Promise<void>
  /** Drops what waits and stops what is in progress; idempotent. */
  readonly dispose: () => void
}

/** After a long outage a receiver gets only the latest ones. */
const longestQueue = 50
const detailLength = 200

export function createDeliveryQueue(deps: DeliveryQueueDeps): DeliveryQueue {
  const { kept, driver, clock, timeoutMs, retryAfterMs, log } = deps
  const { callOut } = kept
  const waiting: CallOutMessage[] = []
  const stops = new Set<() => void>()
  let running: Promise<void> | null = null
  let isOver = false

  return {
    kept,
    add(message) {
      if (isOver) return
      waiting.push(message)
      if (waiting.length > longestQueue) waiting.shift()
      running ??= run()
    },
    test: (message) => deliver(message, []),
    idle: () => running ?? Promise.resolve(),
    dispose() {
      isOver = true
      waiting.length = 0
      for (const stop of stops) stop()
    },
  }

  async function run(): Promise<void> {
    for (let message = waiting.shift(); message; message = waiting.shift()) await deliver(message, retryAfterMs)
    running = null
  }

  async function deliver(message: CallOutMessage, pausesMs: readonly number[]): Promise<CallOutResult> {
    const { outcome, detail } = await attemptUpTo(message, pausesMs)
    const result = { callOutId: callOut.id, event: message.event, atMs: clock.now(), outcome }
    const line = {
      callOut: callOut.id,
      kind: callOut.kind,
      event: message.event,
      knock: message.knock?.id,
      outcome,
      detail,
    }
    if (outcome.kind === 'delivered') log.info(line, 'called out')
    else log.warn(line, 'a call-out failed')
    if (!isOver) deps.onResult(result)
    return result
  }

  async function attemptUpTo(message: CallOutMessage, pausesMs: readonly number[]): Promise<Attempts> {
    for (let attempts = 1; ; attempts += 1) {
      try {
        const detail = maskIn(await attempt(message), secretsOf(callOut)).slice(0, detailLength)
        return { outcome: { kind: 'delivered' }, detail }
      } catch (cause) {
        const pauseMs = pausesMs[attempts - 1]
        if (pauseMs === undefined || isOver) {
          const detail = detailFor(cause, secretsOf(callOut))
          return { outcome: { kind: 'failed', cause: reasonFor(cause), attempts }, detail }
        }
        await pause(pauseMs)
      }
    }
  }

  function attempt(message: CallOutMessage): Promise<string> {
    return new Promise((resolve, reject) => {
      const controller = new AbortController()
      const stop = (reason: string): void => {
        // Before aborting, because the driver's own error would only say that it was aborted.
        reject(new CallOutFault('no-answer', reason))
        controller.abort()
      }
      const cancelTimer = clock.setTimer(timeoutMs, () => stop(`no answer in ${timeoutMs / 1_000} s`))
      const forget = whenDisposed(() => stop('stopped'))
      void driver(message, controller.signal)
        .then(resolve, reject)
        .finally(() => {
          cancelTimer()
          forget()
        })
    })
  }

  function pause(durationMs: number): Promise<void> {
    return new Promise((resolve) => {
      const cancelTimer = clock.setTimer(durationMs, () => {
        forget()
        resolve()
      })
      const forget = whenDisposed(() => {
        cancelTimer()
        resolve()
      })
    })
  }

  function whenDisposed(stop: () => void): Unsubscribe {
    stops.add(stop)
    return () => {
      stops.delete(stop)
    }
  }
}

/** The outcome, and for the log what really happened. */
type Attempts = { readonly outcome: CallOutResult['outcome']; readonly detail: string }
