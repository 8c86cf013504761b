import type { Duplex } from 'node:stream'
import type { Clock } from '../../src-shared/clock.ts'
import type { LineFault, LineState } from '../../src-shared/line-state.ts'
import type { RelayAccess } from './relay-access.ts'
import { openSshLine, type SshLine } from './ssh-line.ts'
import type { TwinWatch } from './twin-watch.ts'

export type KeptLineDeps = {
  readonly access: RelayAccess
  readonly clock: Clock
  /** Of this machine's networks, as they are now. */
  readonly listAddresses: () => readonly string[]
  readonly twin: TwinWatch
  readonly onVisitor: (stream: Duplex) => void
  readonly onState: (state: LineState, cause: Error | null) => void
  /** For tests, which need not wait: from 0 to 1. */
  readonly random?: () => number
}

/** A line that comes back by itself. */
export type KeptLine = {
  readonly getState: () => LineState
  /** Idempotent. */
  readonly dispose: () => void
}

const shortestWaitMs = 500
const longestWaitMs = 5_000
/** What a person has to mend is not there a second later. */
const hopelessWaitMs = 30_000
const lookEveryMs = 2_000
/** A look that comes so much too late: the machine slept, and what it was connected to has given it up. */
const sleptMs = 10_000

const hopeless: ReadonlySet<LineFault> = new Set(['other-host-key', 'key-refused', 'socket-refused'])

/**
 * Dials at once, and again whenever the line ends: at first soon, then every few seconds, for ever. After a sleep, or when
 * the address is gone that the line went out from, it does not wait until the silence is noticed.
 */
export function createKeptLine(deps: KeptLineDeps): KeptLine {
  const { clock, twin, random = Math.random } = deps
  let state: LineState = { kind: 'dialing', after: null }
  let line: SshLine | null = null
  let failures = 0
  let downSinceMs: number | null = null
  /** In a row, in which no twin answered. */
  let quietLooks = 0
  /** What an older dialing still tells is not heard. */
  let turn = 0
  let lookedAtMs = clock.now()
  let cancelRetry: () => void = () => undefined
  let cancelLook = clock.setTimer(lookEveryMs, look)
  let cancelTwinLook: () => void = () => undefined
  void dial()

  return {
    getState: () => state,
    dispose() {
      turn += 1
      cancelRetry()
      cancelLook()
      cancelTwinLook()
      line?.dispose()
    },
  }

  async function dial(): Promise<void> {
    cancelRetry()
    turn += 1
    const own = turn
    if (twin.hasYielded() && !(await isTwinGone())) {
      if (own === turn) retryLater('replaced', null)
      return
    }
    if (own !== turn) return
    const after = state.kind === 'down' ? state.fault : null
    if (state.kind !== 'dialing') change({ kind: 'dialing', after })
    const opened = await openSshLine({
      access: deps.access,
      onVisitor: deps.onVisitor,
      onUp() {
        if (own !== turn) return
        failures = 0
        downSinceMs = null
        change({ kind: 'up', sinceMs: clock.now() })
        cancelTwinLook = clock.setTimer(twin.lookEveryMs, () => void lookForTwin(own))
      },
      onEnd: (fault, cause) => {
        if (own === turn) retryLater(fault, cause)
      },
    })
    if (own === turn) line = opened
    else opened.dispose()
  }

  /** Only after two looks: a twin that just starts, or is busy for a moment, is still there. */
  async function isTwinGone(): Promise<boolean> {
    quietLooks = (await twin.isAnswering()) ? 0 : quietLooks + 1
    return quietLooks > 1
  }

  async function lookForTwin(own: number): Promise<void> {
    const isReplaced = await twin.isAnswering()
    if (own !== turn) return
    if (!isReplaced) {
      cancelTwinLook = clock.setTimer(twin.lookEveryMs, () => void lookForTwin(own))
      return
    }
    // What the line still tells is not heard.
    turn += 1
    line?.dispose()
    twin.giveWay()
    retryLater('replaced', null)
  }

  function retryLater(fault: LineFault, cause: Error | null): void {
    line = null
    cancelTwinLook()
    downSinceMs ??= clock.now()
    change({ kind: 'down', sinceMs: downSinceMs, fault }, cause)
    const steady = hopeless.has(fault) ? hopelessWaitMs : longestWaitMs
    const backOffMs = Math.min(shortestWaitMs * 2 ** Math.min(failures, 10), steady)
    const waitMs = fault === 'replaced' ? twin.lookEveryMs : backOffMs
    failures += 1
    // Spread, so that a hundred workshops do not come back to a restarted relay in the same moment.
    cancelRetry = clock.setTimer(waitMs * (0.5 + random()), () => void dial())
  }

  function look(): void {
    const nowMs = clock.now()
    const hasSlept = nowMs - lookedAtMs > lookEveryMs + sleptMs
    lookedAtMs = nowMs
    cancelLook = clock.setTimer(lookEveryMs, look)
    if (hasSlept || hasMoved()) startOver()
  }

  function hasMoved(): boolean {
    const local = state.kind === 'up' ? (line?.getLocalAddress() ?? null) : null
    return local !== null && !deps.listAddresses().includes(local)
  }

  function startOver(): void {
    line?.dispose()
    line = null
    cancelTwinLook()
    failures = 0
    downSinceMs ??= clock.now()
    if (state.kind === 'up') change({ kind: 'down', sinceMs: downSinceMs, fault: 'closed' })
    void dial()
  }

  function change(next: LineState, cause: Error | null = null): void {
    state = next
    deps.onState(next, cause)
  }
}
