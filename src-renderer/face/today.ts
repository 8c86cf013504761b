import { useEffect, useState } from 'react'
import { minuteMs } from '../../src-shared/duration.ts'
import { wallTimeAt } from '../../src-shared/wall-time.ts'
import { useTimeZone } from './time-zone.ts'

/**
 * The calendar day by this desk's clock, such as `2026-11-22`, and a moment of it. Renders again within a minute of
 * midnight.
 */
export function useToday(): { readonly today: string; readonly nowMs: number } {
  const timeZone = useTimeZone()
  const [nowMs, setNowMs] = useState(() => Date.now())
  const today = wallTimeAt(nowMs, timeZone).day
  useEffect(() => {
    const look = (): void => {
      // No state is set, and so nothing is painted, on all the other minutes of the day.
      if (wallTimeAt(Date.now(), timeZone).day !== today) setNowMs(Date.now())
    }
    const timer = setInterval(look, minuteMs)
    return () => clearInterval(timer)
  }, [today, timeZone])
  return { today, nowMs }
}
