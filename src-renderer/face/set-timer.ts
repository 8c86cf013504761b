import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/** The real clock's timer, in the shape that is given to whatever waits. */
export function setTimer(afterMs: number, run: () => void): Unsubscribe {
  const timer = setTimeout(run, afterMs)
  return () => clearTimeout(timer)
}
