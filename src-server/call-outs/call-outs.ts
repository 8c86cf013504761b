import { addressMask } from '../../src-shared/call-out.ts'
import type { CallOut, CallOutEvent, CallOutId, CallOutResult, CallOutSecret } from '../../src-shared/call-out.ts'
import type { DeskRequestAnswers } from '../../src-shared/desk-requests.ts'
import { isUnanswered, type DeskKnock } from '../../src-shared/knock.ts'
import { done, failed, ok, type Done, type Result } from '../../src-shared/result.ts'
import type { Room } from '../../src-shared/room.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { Log } from '../log.ts'
import type { Observe } from '../metrics/server-facts.ts'
import type { RoomEvent } from './room-event.ts'
import type { CallOutMessage } from './call-out-message.ts'
import { createDriver, eventsOf, hasSecret, shownOf, withKeptTexts } from './call-out-kinds.ts'
import type { OpenSocket } from './call-out-socket.ts'
import type { KeptCallOut } from './call-out-kind.ts'
import type { CallOutStore } from './call-out-store.ts'
import { createDeliveryQueue, type DeliveryQueue } from './delivery-queue.ts'
import { createDigest, type DigestPolicy } from './digest.ts'
import { createEscalations } from './escalations.ts'
import { isSameData } from '../../src-shared/same-data.ts'

export type CallOutPolicy = DigestPolicy & {
  /** Of one attempt. */
  readonly timeoutMs: number
  /** Before the second attempt, the third, and so on. */
  readonly retryAfterMs: readonly number[]
}

export type CallOutsDeps = {
  readonly store: CallOutStore
  readonly clock: Clock
  readonly policy: CallOutPolicy
  readonly openSocket: OpenSocket
  readonly getRoom: () => Room
  /** Open knocks. */
  readonly listKnocks: () => readonly DeskKnock[]
  /** Told what became of each, tests by hand left out. */
  readonly observe: Observe
  readonly log: Log
}

/** One room's ways to call people who are not at a desk. A receiver's fault neither delays nor throws anything here. */
export type CallOuts = {
  /** Without secrets. Results are those since the server started, the last one per call-out and event. */
  readonly list: () => DeskRequestAnswers['call-outs:list']
  /** Fails where an address is masked of which nothing is known. */
  readonly set: (callOuts: readonly CallOut[]) => Done
  readonly test: (id: CallOutId) => Promise<Result<CallOutResult>>
  /** Call for everything that happens to a knock. */
  readonly follow: (event: RoomEvent) => void
  /** Resolves once nothing waits to go out or is under way; what is gathered for a digest does not count. */
  readonly idle: () => Promise<void>
  readonly dispose: () => void
}

export function createCallOuts(deps: CallOutsDeps): CallOuts {
  const { store, clock, policy, openSocket, getRoom, listKnocks, observe, log } = deps
  const { address } = getRoom()
  let queues: readonly DeliveryQueue[] = store.load().map(createQueue)
  let results: readonly CallOutResult[] = []
  const escalations = createEscalations({
    clock,
    getAfterMs: () => getRoom().rules.escalation.callOutAfterMs,
    listKnocks,
    escalate: (knock) => callOut('escalate', knock, null),
  })

  return {
    list: () => ({
      callOuts: queues.map(({ kept }) => shownOf(kept.callOut)),
      results,
      secrets: queues.flatMap(({ kept }) => secretStateOf(kept)),
    }),
    set(callOuts) {
      const before = queues
      const kept = callOuts.flatMap((callOut) => withKeptTexts(callOut, find(callOut.id)?.kept) ?? [])
      if (kept.length < callOuts.length)
        return failed('bad-request', `url: ${addressMask} stands for nothing that was kept.`)
      store.save(kept)
      // An unchanged call-out keeps its queue.
      queues = kept.map((one) => before.find((queue) => isSameData(queue.kept, one)) ?? createQueue(one))
      for (const queue of before) if (!queues.includes(queue)) queue.dispose()
      results = results.filter((result) => find(result.callOutId))
      return done
    },
    async test(id) {
      const queue = find(id)
      if (!queue) return failed('not-found', 'There is no such call-out.')
      return ok(await queue.test(messageOf('test', null, null)))
    },
    follow(event) {
      callOut(event.kind, event.knock, event.kind === 'answered' ? event.by : null)
      escalations.follow()
    },
    async idle() {
      await Promise.all(queues.map((queue) => queue.idle()))
    },
    dispose() {
      escalations.dispose()
      for (const queue of queues) queue.dispose()
    },
  }

  function find(id: CallOutId): DeliveryQueue | undefined {
    return queues.find(({ kept }) => kept.callOut.id === id)
  }

  function createQueue(kept: KeptCallOut): DeliveryQueue {
    const queue = createDeliveryQueue({
      kept,
      driver: createDriver(kept, { clock, openSocket, timeoutMs: policy.timeoutMs }),
      clock,
      ...policy,
      onResult: (result) => keepResult(kept.callOut.kind, result),
      log,
    })
    // A lamp shows what is now, and has to be told each change.
    return kept.callOut.kind === 'signal-tower' ? queue : withDigest(queue)
  }

  function withDigest(queue: DeliveryQueue): DeliveryQueue {
    const digest = createDigest({
      clock,
      policy,
      send: queue.add,
      onLost: (count) =>
        log.warn({ callOut: queue.kept.callOut.id, count }, 'gathered call-outs were not sent any more'),
    })
    return {
      ...queue,
      add: digest.add,
      dispose() {
        digest.dispose()
        queue.dispose()
      },
    }
  }

  function keepResult(callOut: CallOut['kind'], result: CallOutResult): void {
    const { event, outcome } = result
    const word = outcome.kind === 'delivered' ? outcome.kind : outcome.cause
    if (event !== 'test') observe({ kind: 'called-out', room: address, callOut, result: word })
    const isSame = (other: CallOutResult): boolean =>
      other.callOutId === result.callOutId && other.event === result.event
    results = [...results.filter((other) => !isSame(other)), result]
  }

  function callOut(event: CallOutEvent, knock: DeskKnock, desk: DeskRef | null): void {
    // A closed room stays quiet, but the staff still hear who came in vain.
    const isQuiet = getRoom().presenceNow.presence === 'closed' && (event === 'knock' || event === 'escalate')
    if (isQuiet) return
    const message = messageOf(event, knock, desk)
    for (const queue of queues) {
      const { callOut: one } = queue.kept
      if (one.isOn && eventsOf(one).includes(event)) queue.add(message)
    }
  }

  function messageOf(event: CallOutMessage['event'], knock: DeskKnock | null, desk: DeskRef | null): CallOutMessage {
    const { profile, rules } = getRoom()
    const others = listKnocks().filter((other) => isUnanswered(other) && other.id !== knock?.id)
    return {
      event,
      atMs: clock.now(),
      room: address,
      company: profile.company,
      timeZone: rules.hours.timeZone,
      knock: knock && { id: knock.id, name: knock.name, knockedAtMs: knock.knockedAtMs },
      desk,
      othersWaiting: others.length,
      digest: null,
    }
  }
}

function secretStateOf({ callOut, unreadable }: KeptCallOut): readonly CallOutSecret[] {
  if (Object.keys(unreadable).length > 0) return [{ callOutId: callOut.id, state: 'lost' }]
  return hasSecret(callOut) ? [{ callOutId: callOut.id, state: 'kept' }] : []
}
