/** `0:07`, `12:34`, `1:02:03`. Negative durations (clocks that disagree) are zero. */
export function clockDuration(durationMs: number): string {
  const seconds = Math.max(0, Math.floor(durationMs / 1000))
  const two = (value: number): string => String(value).padStart(2, '0')
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** ISO 8601 duration, for `<time dateTime>`. */
export function isoDuration(durationMs: number): string {
  return `PT${Math.max(0, Math.floor(durationMs / 1000))}S`
}
