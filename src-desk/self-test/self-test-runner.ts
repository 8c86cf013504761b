import type { DeskState, RingStatus, SelfTestCheck } from '../../src-shared/desk-state.ts'
import type { CallOut } from '../../src-shared/call-out.ts'
import { assertNever, done, failed, type Done } from '../../src-shared/result.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { DeskPorts } from '../ports.ts'
import { ringTestMs, type RingTest } from '../ring/ring-test.ts'
import { knockIsCalling, ownCall } from '../core/selectors.ts'
import type { LocalFact } from '../core/desk-fact.ts'

export type SelfTestDeps = {
  readonly ports: DeskPorts
  readonly getState: () => DeskState
  readonly record: (fact: LocalFact) => void
  readonly ringTest: RingTest
}

export type SelfTestRunner = {
  /**
   * Checks every part and records the outcome. `busy` while a visitor waits or is here, who must not be disturbed. A
   * second one while it runs waits for the same outcome.
   */
  run: () => Promise<Done>
  dispose: () => void
}

type Part = SelfTestCheck['part']
type Outcome = SelfTestCheck['outcome']

/** In the order in which people read them. */
const parts: readonly Part[] = ['server', 'ring', 'alert', 'card', 'camera', 'microphone', 'call-outs']
/** The adapter's checks may ask the system for devices, which takes a while, and forever when a driver hangs. */
const adapterTimeoutMs = 20_000
const good: Outcome = { kind: 'good' }

export function createSelfTest({ ports, getState, record, ringTest }: SelfTestDeps): SelfTestRunner {
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
    const groups = await Promise.all([checkRing(), checkAdapter(), checkServer()])
    const checks = groups.flat()
    record({ kind: 'self-test-ended', checks: parts.map((part) => summaryOf(part, checks)) })
    return done
  }

  async function checkRing(): Promise<readonly SelfTestCheck[]> {
    // The look at the status comes first: the ring's test ends after as long.
    const looking = wait(ringTestMs - 1)
    ringTest.start()
    await looking.over
    return [{ part: 'ring', outcome: ringOutcome(getState().ring) }]
  }

  async function checkAdapter(): Promise<readonly SelfTestCheck[]> {
    const waiting = wait(adapterTimeoutMs)
    try {
      const checks = await Promise.race([ports.selfTest.run(), waiting.over])
      return checks ?? missing('No answer in time.')
    } catch (error) {
      ports.log.error('self-test of the adapter failed', error)
      return missing(error instanceof Error ? error.message : String(error))
    } finally {
      waiting.cancel()
    }
  }

  async function checkServer(): Promise<readonly SelfTestCheck[]> {
    const list = await ports.room.request('call-outs:list', null)
    if (list.kind === 'failed') {
      const outcome: Outcome = { kind: 'bad', cause: list.message }
      return [
        { part: 'server', outcome },
        { part: 'call-outs', outcome },
      ]
    }
    const outcomes = await Promise.all(list.value.callOuts.filter(({ isOn }) => isOn).map(checkCallOut))
    return [{ part: 'server', outcome: good }, ...outcomes.map((outcome) => ({ part: 'call-outs' as const, outcome }))]
  }

  async function checkCallOut({ id, name }: CallOut): Promise<Outcome> {
    const result = await ports.room.request('call-outs:test', { callOutId: id })
    if (result.kind === 'failed') return { kind: 'bad', cause: `${name}: ${result.message}` }
    const { outcome } = result.value
    return outcome.kind === 'delivered' ? good : { kind: 'bad', cause: `${name}: ${outcome.cause}` }
  }

  /** Over after this long, or when nobody needs it any more. */
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

/** What was found out about a part: the bad before the good, and `not-here` where nothing was. */
function summaryOf(part: Part, checks: readonly SelfTestCheck[]): SelfTestCheck {
  const outcomes = checks.filter((check) => check.part === part).map((check) => check.outcome)
  const causes = outcomes.flatMap((outcome) => (outcome.kind === 'bad' ? [outcome.cause] : []))
  if (causes.length > 0) return { part, outcome: { kind: 'bad', cause: causes.join(' / ') } }
  return { part, outcome: outcomes.find(({ kind }) => kind === 'good') ?? { kind: 'not-here' } }
}

function ringOutcome(status: RingStatus): Outcome {
  switch (status.kind) {
    case 'ringing':
      return good
    case 'failed':
      return { kind: 'bad', cause: status.cause }
    case 'silent':
    case 'needs-gesture':
    case 'other-output':
      return { kind: 'bad', cause: status.kind }
    default:
      return assertNever(status)
  }
}

function missing(cause: string): readonly SelfTestCheck[] {
  return (['alert', 'card', 'camera', 'microphone'] as const).map((part) => ({ part, outcome: { kind: 'bad', cause } }))
}
