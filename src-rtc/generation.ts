/**
 * The desk's number for its next connection. Its clock keeps a reloaded desk ahead of what it said before; the `+ 1`
 * does so when the clock was set back.
 */
export function nextGeneration(current: number, epochMs: number): number {
  return Math.max(current + 1, epochMs)
}

/**
 * What a signal of `generation` means to a peer that is at `current`: `stale` ones belong to a connection that is gone,
 * and at a `newer` one the visitor starts anew. Nobody tells the desk of a newer one, since it chooses them itself.
 */
export function judgeGeneration(signal: {
  readonly role: 'desk' | 'visitor'
  readonly current: number
  readonly generation: number
}): 'stale' | 'current' | 'newer' {
  if (signal.generation === signal.current) return 'current'
  return signal.generation > signal.current && signal.role === 'visitor' ? 'newer' : 'stale'
}
