import { uptime } from 'node:os'
import { createClock, type Clock } from '../../src-shared/clock.ts'
import { dayMs } from '../../src-shared/duration.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Log } from '../log.ts'

/** A clock that can be set, and beside it the time that really passes. */
export type MachineClock = Clock & {
  /** Ms since some moment. It never jumps, and goes on while the machine sleeps. */
  readonly elapsed: () => number
}

/**
 * The time by which this server decides everything. It follows the machine's clock, except where that jumps: then it
 * goes on as before, so that nothing expires, is erased or lives longer by a jump alone, until the jump is believed.
 */
export type ServerClock = Clock & {
  /** What the machine's clock says, believed or not: for passwords that other machines check by theirs. */
  readonly machineNow: () => number
  /** The time that old visits are forgotten by: one that an earlier run has gone by for an hour, or this run for a day. */
  readonly settledNow: () => number
  /** By how many ms the machine's clock has jumped, as long as that is not believed; null for a good clock. */
  readonly getDoubt: () => number | null
  /** A person says that the machine's clock is right. */
  readonly confirm: () => void
  /** Calls when a doubt has begun or ended. */
  readonly subscribe: (listener: () => void) => Unsubscribe
  /** Calls when `now()` has jumped, since the machine's clock is believed. */
  readonly onSet: (listener: () => void) => Unsubscribe
  readonly dispose: () => void
}

/** What earlier runs have known, epoch ms. */
export type KnownTime = {
  /** The last time of all. */
  readonly lastMs: number
  /** The last time that one of them had gone by for an hour: by less, nothing is forgotten. */
  readonly settledMs: number
}

export type ServerClockDeps = {
  readonly machine: MachineClock
  /** What earlier runs have known; null at the first start. */
  readonly known: KnownTime | null
  /** Whether nobody waits or talks, so that the time can be changed. */
  readonly isIdle: () => boolean
  readonly log: Log
}

/** Less is no jump: clocks are set right by this much all the time. */
const slipMs = 30_000
/** How far ahead of its last known time a clock may be at a start: a long holiday. And how far back, by a correction. */
const longestPauseMs = 31 * dayMs
const shortestPauseMs = -5 * 60_000
/** Many machines learn the time only some minutes after they were turned on. */
const settlingMs = 10 * 60_000
/** A jump that stays as it is for so long is believed without a person, unless it is longer than any pause. */
const believedAfterMs = dayMs
const lookAgainMs = 5 * 60_000

type Doubt = { readonly byMs: number; readonly sinceElapsedMs: number; readonly isConfirmed: boolean }

/** What is plausible is decided here and nowhere else. */
export function createServerClock({ machine, known, isIdle, log }: ServerClockDeps): ServerClock {
  const listeners = createListeners<void>()
  const setListeners = createListeners<void>()
  const startedAtMs = machine.elapsed()
  let offsetMs = machine.now() - startedAtMs
  let doubt: Doubt | null = null
  let isConfirmed = false
  if (known !== null && !isPause(machine.now() - known.lastMs)) {
    offsetMs = known.lastMs - startedAtMs
    setDoubt(machine.now() - known.lastMs)
  }
  let cancelTimer = machine.setTimer(lookAgainMs, look)

  return {
    now,
    setTimer: machine.setTimer,
    machineNow: machine.now,
    settledNow() {
      const nowMs = now()
      const runMs = machine.elapsed() - startedAtMs
      if (known === null || isConfirmed || (doubt === null && runMs >= believedAfterMs)) return nowMs
      return Math.min(nowMs, known.settledMs + runMs)
    },
    getDoubt: () => (doubt === null || doubt.isConfirmed ? null : doubt.byMs),
    confirm() {
      if (doubt === null) return
      doubt = { ...doubt, isConfirmed: true }
      isConfirmed = true
      if (!believeIfIdle()) listeners.tell()
    },
    subscribe: listeners.add,
    onSet: setListeners.add,
    dispose() {
      cancelTimer()
      listeners.clear()
      setListeners.clear()
    },
  }

  function now(): number {
    const machineMs = machine.now()
    const carriedMs = machine.elapsed() + offsetMs
    const byMs = machineMs - carriedMs
    if (Math.abs(byMs) > slipMs) {
      if (doubt === null || Math.abs(doubt.byMs - byMs) > slipMs) setDoubt(byMs)
      return carriedMs
    }
    // The clock has always been right, or it has come back.
    offsetMs += byMs
    if (doubt !== null) endDoubt()
    return machineMs
  }

  function setDoubt(byMs: number): void {
    doubt = { byMs, sinceElapsedMs: machine.elapsed(), isConfirmed: false }
    log.warn({ byMs }, 'the clock of this machine has jumped; the time goes on as before until that is believed')
    listeners.tell()
  }

  function endDoubt(): void {
    doubt = null
    log.info('the clock of this machine is believed')
    listeners.tell()
  }

  function look(): void {
    cancelTimer = machine.setTimer(lookAgainMs, look)
    now()
    if (doubt !== null && isBelievable(doubt)) believeIfIdle()
  }

  function isBelievable({ byMs, sinceElapsedMs, isConfirmed: isTold }: Doubt): boolean {
    const elapsedMs = machine.elapsed()
    const isAtStart = sinceElapsedMs - startedAtMs < settlingMs
    if (isTold || (isAtStart && isPause(byMs))) return true
    return Math.abs(byMs) <= longestPauseMs && elapsedMs - sinceElapsedMs >= believedAfterMs
  }

  /** Who waits or talks must not feel it: what is under way has begun by the time before. */
  function believeIfIdle(): boolean {
    if (!isIdle()) return false
    offsetMs = machine.now() - machine.elapsed()
    endDoubt()
    setListeners.tell()
    return true
  }
}

function isPause(ms: number): boolean {
  return ms >= shortestPauseMs && ms <= longestPauseMs
}

/** The machine's own. `performance` stands still while it sleeps, the time since it was turned on does not. */
export function createMachineClock(): MachineClock {
  const beganMs = uptime() * 1_000 - performance.now()
  let sleptMs = 0
  let aheadMs = Date.now() - performance.now()
  return {
    ...createClock(globalThis),
    elapsed() {
      const runMs = performance.now()
      const nowAheadMs = Date.now() - runMs
      // Only where the two have parted there was a sleep, or a jump: asking the system costs something.
      if (Math.abs(nowAheadMs - aheadMs) > 1_000) {
        sleptMs = Math.max(uptime() * 1_000 - beganMs - runMs, sleptMs)
        aheadMs = nowAheadMs
      }
      return runMs + sleptMs
    },
  }
}
