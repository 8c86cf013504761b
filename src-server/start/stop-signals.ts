/** A terminal and the parent program may both ask for one press of Ctrl-C. */
const samePressMs = 500

export type StopListeners = {
  /** The operator asks it to stop. */
  readonly onStop: () => void
  /** And asks again, because it takes too long. */
  readonly onStopNow: () => void
}

/** Calls for the signals by which an operator ends a program. */
export function onStopSignal({ onStop, onStopNow }: StopListeners): void {
  let askedMs: number | null = null
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const nowMs = performance.now()
      if (askedMs === null) onStop()
      else if (nowMs - askedMs > samePressMs) onStopNow()
      askedMs ??= nowMs
    })
  }
}
