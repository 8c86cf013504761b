/** Calls for every signal by which an operator ends a program: not once, because a second one must find somebody too. */
export function onStopSignal(listener: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, listener)
}
