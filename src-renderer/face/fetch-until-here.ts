import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

const soonMs = 1_500
/** The server may be away for a minute or for a night, and the desk stays open. */
const againAfterMs = 5_000

/** Fetches what comes after the first paint, and asks again until it is here or no longer waited for. */
export function fetchUntilHere<T>(options: {
  readonly load: () => Promise<T>
  readonly afterMs: number
  readonly onHere: (value: T) => void
  /** `attempts` counts from 1. */
  readonly onFailed: (cause: unknown, attempts: number) => void
}): Unsubscribe {
  let isOver = false
  let timer: ReturnType<typeof setTimeout> | undefined
  if (options.afterMs > 0) timer = setTimeout(attempt, options.afterMs, 1)
  else attempt(1)

  function attempt(attempts: number): void {
    options.load().then(
      (value) => {
        if (!isOver) options.onHere(value)
      },
      (cause: unknown) => {
        if (isOver) return
        options.onFailed(cause, attempts)
        timer = setTimeout(attempt, attempts === 1 ? soonMs : againAfterMs, attempts + 1)
      },
    )
  }

  return () => {
    isOver = true
    clearTimeout(timer)
  }
}
