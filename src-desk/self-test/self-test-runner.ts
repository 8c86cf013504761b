import type { DeskState, SelfTestCheck } from '../../src-shared/desk-state.ts'
import type { CallOut } from '../../src-shared/call-out.ts'
import { done, failed, type Done } from '../../src-shared/result.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { DeskPorts } from '../ports.ts'
import { ringTestMs, type RingTest } from '../ring/ring-test.ts'
import { knockIsCalling, ownCall } from '../core/selectors.ts'
import type { LocalFact } from '../core/desk-fact.ts'
import { guard } from '../core/guard.ts'
import type { SampleAlert } from '../alerts/sample-alert.ts'
import { bad, good, judgeAlert, judgeFinding, judgeIceServers, judgeRing, summarise, type Outcome } from './judge.ts'

export type SelfTestDeps = {
  readonly ports: DeskPorts
  readonly getState: () => DeskState
  readonly record: (fact: LocalFact) => void
  readonly ringTest: RingTest
  readonly sample: SampleAlert
}

export type SelfTestRunner = {
  /**
   * Checks every part and records the outcome. `busy` while a visitor is waiting or in a call, who must not be
   * disturbed. Calling it again while it runs gives the same outcome.
   */
  run: () => Promise<Done>
  dispose: () => void
}

/** Asking the system for devices takes a while, and forever if a driver hangs. */
const answerWithinMs = 20_000
const noAnswer = 'No answer in time.'

export function createSelfTest({ ports, getState, record, ringTest, sample }: SelfTestDeps): SelfTestRunner {
  const waits = new Set<() => void>()
  let running: Promise<Done> | null = null

  function run(): Promise<Done> {
    running ??= check().finally(() => {
      running = null
    })
    return running
  }

  async function check(): Promise<Done> {
    const state = getState()
    if (ownCall(state) || state.knocks.some(knockIsCalling)) {
      return failed('busy', 'A visitor is waiting or in a call.')
    }
    record({ kind: 'self-test-started' })
    const groups = await Promise.all([checkRing(), checkAlert(), checkAdapter(), checkServer(), checkRelay()])
    record({ kind: 'self-test-ended', checks: summarise(groups.flat()) })
    return done
  }

  async function checkRing(): Promise<readonly SelfTestCheck[]> {
    // Just before the test of the ring ends, and with it the ring.
    const looking = wait(ringTestMs - 1)
    ringTest.start()
    await looking.over
    return [judgeRing(getState().ring)]
  }

  async function checkAlert(): Promise<readonly SelfTestCheck[]> {
    // Shown at least as long as the ring is tested, so that a person at the screen sees it.
    const shownLongEnough = wait(ringTestMs)
    const waiting = wait(answerWithinMs)
    const status = await Promise.race([sample.show(), waiting.over])
    waiting.cancel()
    await shownLongEnough.over
    guard(ports.log, 'alerts', sample.clear)
    return [judgeAlert(status ?? { kind: 'failed', cause: noAnswer })]
  }

  async function checkAdapter(): Promise<readonly SelfTestCheck[]> {
    const waiting = wait(answerWithinMs)
    try {
      const findings = await Promise.race([ports.selfTest.run(), waiting.over])
      return findings?.map(judgeFinding) ?? unknown(noAnswer)
    } catch (error) {
      ports.log.error('self-test of the adapter failed', error)
      return unknown(error instanceof Error ? error.message : String(error))
    } finally {
      waiting.cancel()
    }
  }

  async function checkServer(): Promise<readonly SelfTestCheck[]> {
    const list = await ports.room.request('call-outs:list', null)
    // The server answered; what it calls out is not this desk's to know.
    if (list.kind === 'failed' && list.code === 'owners-only') {
      return [
        { part: 'server', outcome: good },
        { part: 'call-outs', outcome: { kind: 'not-here' } },
      ]
    }
    if (list.kind === 'failed') {
      const outcome: Outcome = bad(list.message)
      return [
        { part: 'server', outcome },
        { part: 'call-outs', outcome },
      ]
    }
    const outcomes = await Promise.all(list.value.callOuts.filter(({ isOn }) => isOn).map(checkCallOut))
    return [{ part: 'server', outcome: good }, ...outcomes.map((outcome) => ({ part: 'call-outs' as const, outcome }))]
  }

  async function checkRelay(): Promise<readonly SelfTestCheck[]> {
    const tried = await ports.room.request('ice-servers:test', null)
    // A server that is away says so above, and one of before cannot try.
    return tried.kind === 'ok' ? [judgeIceServers(tried.value.tests)] : []
  }

  async function checkCallOut({ id, name }: CallOut): Promise<Outcome> {
    const result = await ports.room.request('call-outs:test', { callOutId: id })
    if (result.kind === 'failed') return bad(`${name}: ${result.message}`)
    const { outcome } = result.value
    return outcome.kind === 'delivered' ? good : bad(`${name}: ${outcome.cause}`)
  }

  /** Over after this long, or when it is cancelled. */
  function wait(ms: number): { readonly over: Promise<null>; readonly cancel: Unsubscribe } {
    const { promise, resolve } = Promise.withResolvers<null>()
    const stopTimer = ports.clock.setTimer(ms, cancel)
    function cancel(): void {
      stopTimer()
      waits.delete(cancel)
      resolve(null)
    }
    waits.add(cancel)
    return { over: promise, cancel }
  }

  return {
    run,
    dispose() {
      for (const cancel of Array.from(waits)) cancel()
    },
  }
}

/** The adapter's parts, if it did not answer. */
function unknown(cause: string): readonly SelfTestCheck[] {
  return (['card', 'camera', 'microphone'] as const).map((part) => ({ part, outcome: bad(cause) }))
}
