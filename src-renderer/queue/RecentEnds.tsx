import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDateFormat } from '../face/use-date-format.ts'
import { useDesk } from '../face/face.ts'
import { useVisitorName } from '../face/visitor-name.ts'
import { useOutcomeWords } from '../visits/outcome.ts'

const shownCount = 3

/** Who answered the latest knocks, so that nobody wonders where they went. */
export function RecentEnds(): ReactNode {
  const { t } = useTranslation()
  const { recentEnds, clockOffsetMs } = useDesk(({ recentEnds, clockOffsetMs }) => ({ recentEnds, clockOffsetMs }))
  const words = useOutcomeWords()
  const nameOf = useVisitorName()
  const time = useDateFormat({ timeStyle: 'short' })
  if (recentEnds.length === 0) return null
  return (
    <section className="recent" aria-label={t('queue.recent')}>
      <h2 className="recent-title">{t('queue.recent')}</h2>
      <ul>
        {recentEnds.slice(0, shownCount).map((ended) => (
          <li key={ended.knockId}>
            <time>{time.format(ended.atMs - clockOffsetMs)}</time>
            <strong>{nameOf(ended.name)}</strong>
            <span>{words(ended)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
