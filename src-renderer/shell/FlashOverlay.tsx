import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { firstToAdmit } from '../../src-desk/knocks/answering.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useVisitorName } from '../face/visitor-name.ts'
import { knockActions } from '../queue/knock-actions.ts'
import { answeringState } from '../queue/knock-view.ts'
import { InvitedMark } from '../queue/InvitedMark.tsx'
import { KnockAnswers } from '../queue/KnockAnswers.tsx'
import type { Screen } from './screens.ts'

/**
 * The whole page flashes until somebody acts, for people who hear nothing: who knocks, and the answers. Nothing
 * dismisses it but an answer. On the queue the list itself stands above it, its names huge; elsewhere it brings name
 * and answers along.
 *
 * Only in a browser's page: the app flashes every display with windows of their own, and two at once would flash too
 * often.
 */
export function FlashOverlay(props: { readonly screen: Screen }): ReactNode {
  const { t } = useTranslation()
  const face = useFace()
  const isFlashing = useDesk((desk) => desk.isFlashing)
  const state = useDesk(answeringState)
  const first = firstToAdmit(state)
  const nameOf = useVisitorName()
  if (face.surroundings.kind === 'app' || !isFlashing || !first) return null
  const isOnQueue = props.screen === 'queue'
  const others = state.knocks.length - 1
  return (
    <section className="flash-overlay" aria-label={t('card.title')}>
      <div className={isOnQueue ? 'visually-hidden' : 'flash-overlay-words'} role="alert">
        <h2>{t('card.title')}</h2>
        <p className="flash-overlay-name">{nameOf(first.name)}</p>
        <InvitedMark by={first.invitedBy} />
        {others > 0 && <p>{t('card.more', { count: others })}</p>}
      </div>
      {!isOnQueue && (
        <div className="flash-overlay-answers">
          <KnockAnswers
            key={first.id}
            name={first.name}
            actions={knockActions({ ...face, warmUp: face.callSession.warmUp }, state, first)}
            isHeld={false}
          />
        </div>
      )}
    </section>
  )
}
