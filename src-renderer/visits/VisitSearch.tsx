import { ChevronLeft, ChevronRight, Search } from 'lucide-react'
import { useEffect, useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { limits } from '../../src-shared/limits.ts'
import { anyVisit, visitOutcomes, type VisitFilter, type VisitOutcome } from '../../src-shared/visit.ts'
import { useDesk } from '../face/face.ts'
import { useNow } from '../face/now.ts'
import { addDays, wallTimeAt } from '../../src-shared/wall-time.ts'
import { useTimeZone } from '../face/time-zone.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { spanOfDay } from './visit-days.ts'

/** Long enough to type the next letter. */
const typingPauseMs = 250

/** Which visits are shown: words, what came of them, and one day or all. */
export function VisitSearch(props: {
  readonly filter: VisitFilter
  readonly setFilter: (filter: VisitFilter) => void
}): ReactNode {
  const { t } = useTranslation()
  const { filter, setFilter } = props
  const id = useId()
  const [text, setText] = useState(filter.text)
  useEffect(() => {
    if (text.trim() === filter.text) return undefined
    const timer = setTimeout(() => setFilter(simplest({ ...filter, text: text.trim() })), typingPauseMs)
    return () => clearTimeout(timer)
  }, [text, filter, setFilter])
  const toggle = (outcome: VisitOutcome): void => {
    const outcomes = filter.outcomes.includes(outcome)
      ? filter.outcomes.filter((one) => one !== outcome)
      : [...filter.outcomes, outcome]
    setFilter(simplest({ ...filter, outcomes }))
  }
  return (
    <search className="visit-search" aria-label={t('visits.search.title')}>
      <div className="visit-search-line">
        <div className="visit-search-text field">
          <label className="visually-hidden" htmlFor={id}>
            {t('visits.search.text')}
          </label>
          <Search aria-hidden className="visit-search-icon" />
          <input
            id={id}
            type="search"
            autoComplete="off"
            placeholder={t('visits.search.text')}
            maxLength={limits.messageLength}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </div>
        <DayPicker filter={filter} setFilter={(next) => setFilter(simplest(next))} />
      </div>
      <fieldset className="chips" aria-label={t('visits.search.outcomes')}>
        {visitOutcomes.map((outcome) => (
          <button
            key={outcome}
            type="button"
            className="chip"
            aria-pressed={filter.outcomes.includes(outcome)}
            onClick={() => toggle(outcome)}
          >
            {t(`visits.search.${outcome}`)}
          </button>
        ))}
      </fieldset>
    </search>
  )
}

function DayPicker(props: {
  readonly filter: VisitFilter
  readonly setFilter: (filter: VisitFilter) => void
}): ReactNode {
  const { t } = useTranslation()
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const nowMs = useNow()
  const { filter, setFilter } = props
  const timeZone = useTimeZone()
  const today = wallTimeAt(nowMs, timeZone).day
  const shown = filter.fromMs === null ? '' : wallTimeAt(filter.fromMs - clockOffsetMs, timeZone).day
  const go = (day: string): void => setFilter({ ...filter, ...spanOfDay(day, { clockOffsetMs, timeZone }) })
  // Seen from the whole log, the day before is yesterday and the day after is today.
  const beside = (days: -1 | 1): string => (shown === '' ? addDays(today, Math.min(days, 0)) : addDays(shown, days))
  return (
    <div className="day-picker">
      <IconButton icon={ChevronLeft} label={t('visits.search.dayBefore')} onPress={() => go(beside(-1))} isIconOnly />
      <div className="field">
        <input
          type="date"
          aria-label={t('visits.search.day')}
          max={today}
          value={shown}
          onChange={(event) => go(event.target.value)}
        />
      </div>
      <IconButton
        icon={ChevronRight}
        label={t('visits.search.dayAfter')}
        onPress={shown < today ? () => go(beside(1)) : undefined}
        isIconOnly
      />
      <button type="button" className="chip" aria-pressed={shown === ''} onClick={() => go('')}>
        {t('visits.search.allDays')}
      </button>
    </div>
  )
}

/** `anyVisit` itself if nothing narrows the search, because it is compared by identity. */
function simplest(filter: VisitFilter): VisitFilter {
  const isAll = filter.text === '' && filter.outcomes.length === 0 && filter.fromMs === null && filter.toMs === null
  return isAll ? anyVisit : filter
}
