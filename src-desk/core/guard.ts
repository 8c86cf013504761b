import type { LogPort } from '../ports.ts'

/** Runs somebody else's code: an error is logged and goes no further. */
export function guard(log: LogPort, name: string, run: () => void): void {
  try {
    run()
  } catch (error) {
    log.error(`${name} failed`, error)
  }
}
