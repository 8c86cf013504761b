import type { CallOutEvent } from '../../src-shared/call-out.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { CallOutMessage } from './call-out-message.ts'

export type DigestPolicy = {
  /** So many messages of one event go out by themselves … */
  readonly digestAfter: number
  /** … within this time; what comes then is gathered, and told in one message once this time is over again. */
  readonly digestMs: number
}

export type DigestDeps = {
  readonly clock: Clock
  readonly policy: DigestPolicy
  readonly send: (message: CallOutMessage) => void
  /** So many were gathered and cannot be sent any more. */
  readonly onLost: (count: number) => void
}

/** Turns a flood of messages into a few that say how many there were. Each event is counted by itself. */
export type Digest = {
  readonly add: (message: CallOutMessage) => void
  /** What is gathered is lost; idempotent. */
  readonly dispose: () => void
}

type Gathered = { count: number; readonly sinceMs: number; last: CallOutMessage; readonly cancelTimer: Unsubscribe }

export function createDigest({ clock, policy, send, onLost }: DigestDeps): Digest {
  const gathered = new Map<CallOutEvent | 'test', Gathered>()
  /** When the last ones went out, per event. */
  const sent = new Map<CallOutEvent | 'test', readonly number[]>()

  return {
    add(message) {
      const { event } = message
      const present = gathered.get(event)
      if (present) {
        present.count += 1
        present.last = message
        return
      }
      const nowMs = clock.now()
      // A clock that was set back must not silence anything.
      const recent = (sent.get(event) ?? []).filter((atMs) => atMs <= nowMs && nowMs - atMs < policy.digestMs)
      if (recent.length < policy.digestAfter) {
        sent.set(event, [...recent, nowMs])
        send(message)
        return
      }
      const cancelTimer = clock.setTimer(policy.digestMs, () => tell(event))
      gathered.set(event, { count: 1, sinceMs: message.atMs, last: message, cancelTimer })
    },
    dispose() {
      let lost = 0
      for (const { count, cancelTimer } of gathered.values()) {
        cancelTimer()
        lost += count
      }
      gathered.clear()
      if (lost > 0) onLost(lost)
    },
  }

  function tell(event: CallOutEvent | 'test'): void {
    const told = gathered.get(event)
    if (!told) return
    gathered.delete(event)
    // While the flood goes on, the next one is gathered at once.
    sent.set(event, Array<number>(policy.digestAfter).fill(clock.now()))
    const { count, sinceMs, last } = told
    send(count === 1 ? last : { ...last, digest: { count, sinceMs } })
  }
}
