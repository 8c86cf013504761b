import { useEffect, useState } from 'react'
import { isOnline } from '../../src-desk/core/selectors.ts'
import type { VisitStats } from '../../src-shared/visit.ts'
import { addDays, wallTimeAt } from '../../src-shared/wall-time.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useTimeZone } from '../face/time-zone.ts'
import { spanOfDays } from './visit-days.ts'

/** The last seven days, today among them; null until they are known. Counted again whenever a knock ended. */
export function useWeek(): VisitStats | null {
  const { client, log } = useFace()
  const canAsk = useDesk(isOnline)
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const timeZone = useTimeZone()
  const lastEnd = useDesk((desk) => desk.recentEnds[0]?.knockId ?? null)
  const [counted, setCounted] = useState<{ readonly stats: VisitStats; readonly lastEnd: string | null } | null>(null)
  useEffect(() => {
    if (!canAsk) return undefined
    let isStale = false
    const today = wallTimeAt(Date.now(), timeZone).day
    const week = spanOfDays(addDays(today, -6), today, { clockOffsetMs, timeZone })
    void client.request('visits:stats', week).then((answer) => {
      if (isStale) return
      // The log itself says what is wrong with the server.
      if (answer.kind === 'ok') setCounted({ stats: answer.value, lastEnd })
      else log('the week could not be counted', answer.message)
    })
    return () => {
      isStale = true
    }
  }, [client, log, canAsk, clockOffsetMs, timeZone, lastEnd])
  return counted?.stats ?? null
}
