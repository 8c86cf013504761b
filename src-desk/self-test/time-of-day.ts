/**
 * The next time after `nowMs` at which the clock of this computer shows this minute of the day, as epoch ms. Where the
 * clock jumps over that minute, as long after the jump.
 */
export function nextTimeOfDay(minute: number, nowMs: number): number {
  const today = atMinuteOf(new Date(nowMs), minute)
  if (today > nowMs) return today
  const tomorrow = new Date(nowMs)
  tomorrow.setDate(tomorrow.getDate() + 1)
  return atMinuteOf(tomorrow, minute)
}

function atMinuteOf(day: Date, minute: number): number {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), 0, minute).getTime()
}
