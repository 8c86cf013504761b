import type { Clock } from '../../src-shared/clock.ts'
import type { Log } from '../log.ts'

/** How a running server is ended. */
export type Ending = {
  /** As an operator does it: tells everybody, takes nobody new, lets call-outs end for `withinMs`, then `dispose`. */
  readonly stop: () => Promise<void>
  /** Finishes sending what is under way, within a moment; then closes every connection and the database. Idempotent. */
  readonly dispose: () => Promise<void>
}

export type EndingDeps = {
  /** Says so to everybody, and takes nobody new from then on. */
  readonly begin: () => void
  /** Resolves once no call-out waits to go out or is under way. */
  readonly callOutsEnded: () => Promise<unknown>
  readonly close: () => Promise<void>
  /** So long call-outs may take. */
  readonly withinMs: number
  readonly clock: Pick<Clock, 'setTimer'>
  readonly log: Log
}

/** The end of a server, which an operator asks for or a program brings about; each part of it happens once. */
export function createEnding(deps: EndingDeps): Ending {
  let hasBegun = false
  let closing: Promise<void> | null = null

  function begin(): void {
    if (!hasBegun) deps.begin()
    hasBegun = true
  }

  function dispose(): Promise<void> {
    begin()
    return (closing ??= deps.close())
  }

  return {
    async stop() {
      begin()
      const areInTime = await isWithin(deps.callOutsEnded(), deps.withinMs, deps.clock)
      if (!areInTime) deps.log.warn('call-outs under way were cut off')
      await dispose()
    },
    dispose,
  }
}

/** Whether it has ended by itself in that time. */
async function isWithin(task: Promise<unknown>, withinMs: number, { setTimer }: EndingDeps['clock']): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const cancel = setTimer(withinMs, () => resolve(false))
  const isInTime = await Promise.race([task.then(() => true), late])
  cancel()
  return isInTime
}
