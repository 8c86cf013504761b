import { DoorOpen, NotebookText, Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { openKnocks } from '../../src-desk/core/selectors.ts'
import { useDesk } from '../face/face.ts'
import { screens, type Screen } from './screens.ts'

const icons = { queue: DoorOpen, visits: NotebookText, settings: Settings }

/** Links to the screens, with how many wait and how many are to be called back. */
export function Navigation(props: { readonly screen: Screen }): ReactNode {
  const { t } = useTranslation()
  const { knocks, followUps } = useDesk((desk) => ({ knocks: openKnocks(desk), followUps: desk.followUps }))
  return (
    <nav className="navigation" aria-label={t('navigation.label')}>
      {screens.map((screen) => {
        const Icon = icons[screen]
        const count = screen === 'queue' ? knocks.length : screen === 'visits' ? followUps.length : 0
        const meaning = t(screen === 'queue' ? 'navigation.waitingCount' : 'navigation.followUpCount', { count })
        return (
          // The badge stands beside the link, so that the link's name stays the screen's own.
          <div key={screen} className="navigation-item">
            <a
              className="navigation-link"
              href={`#${screen}`}
              aria-current={props.screen === screen ? 'page' : undefined}
              aria-describedby={count > 0 ? `${screen}-count` : undefined}
            >
              <Icon aria-hidden className="navigation-icon" />
              <span>{t(`navigation.${screen}`)}</span>
            </a>
            {count > 0 && (
              <>
                <span aria-hidden className={`badge badge-${screen} navigation-badge`} title={meaning}>
                  {count}
                </span>
                <span className="visually-hidden" id={`${screen}-count`}>
                  {meaning}
                </span>
              </>
            )}
          </div>
        )
      })}
    </nav>
  )
}
