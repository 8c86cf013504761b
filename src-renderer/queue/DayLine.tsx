import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { visitOutcomes, anyVisit } from '../../src-shared/visit.ts'
import { timeOfDay } from '../../src-shared/time-of-day.ts'
import { useDesk } from '../face/face.ts'
import { useLanguage } from '../face/language.ts'
import { useTimeZone } from '../face/time-zone.ts'
import { useToday } from '../face/today.ts'
import { useAnswer } from '../settings/use-answer.ts'
import { spanOfDays } from '../visits/visit-days.ts'

const knocked = visitOutcomes.filter((outcome) => outcome !== 'not-knocked')
const lastKnock = { ...anyVisit, outcomes: knocked, beforeMs: null, limit: 1 }

/** For whoever owns the shop, in one quiet line: the last visitor, whether all of today were let in, whom to phone. */
export function DayLine(): ReactNode {
  const { t } = useTranslation()
  const language = useLanguage()
  const timeZone = useTimeZone()
  const { today, nowMs } = useToday()
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const toPhone = useDesk((desk) => desk.followUps.length)
  const lastEnd = useDesk((desk) => `${desk.recentEnds[0]?.knockId ?? ''} ${String(desk.followUps.length)}`)
  const [latest] = useAnswer('visits:list', lastKnock, lastEnd)
  const [stats] = useAnswer('visits:stats', spanOfDays(today, today, { clockOffsetMs, timeZone }), lastEnd)
  // Of a server that is out of reach nobody knows whether this still holds.
  if (latest?.kind !== 'ok' || stats?.kind !== 'ok') return null
  const last = latest.value.visits[0]
  const { knocks, admitted } = stats.value
  const words = [
    last &&
      t('dayLine.last', {
        time: timeOfDay(last.startedAtMs - clockOffsetMs, { nowMs, timeZone, locale: language }),
      }),
    knocks > 0 && (knocks === admitted ? t('dayLine.all') : t('dayLine.some', { knocks, admitted })),
    toPhone > 0 && t('dayLine.toPhone', { count: toPhone }),
  ].filter(Boolean)
  return words.length === 0 ? null : <p className="soft day-line">{words.join(' ・ ')}</p>
}
