import { Check, Hourglass, X } from 'lucide-react'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { abilityFor, firstToAdmit } from '../../src-desk/knocks/answering.ts'
import { useStore } from '../face/face.ts'
import type { Feedback } from '../face/feedback.ts'
import { CallBackWish } from '../queue/CallBackWish.tsx'
import { HoldMinutes } from '../queue/HoldMinutes.tsx'
import { InvitedMark } from '../queue/InvitedMark.tsx'
import { PendingDenial } from '../queue/PendingDenial.tsx'
import { PracticeMark } from '../queue/PracticeMark.tsx'
import { knockActions } from '../queue/knock-actions.ts'
import { viewKnocks, type AnsweringState, type KnockView } from '../queue/knock-view.ts'
import { useNow } from '../face/now.ts'
import { useVisitorName } from '../face/visitor-name.ts'
import { IconButton } from '../parts/IconButton.tsx'
import type { CardClient } from './card-client.ts'
import { WaitedTime } from '../queue/WaitedTime.tsx'
import { FeedbackWords } from '../shell/FeedbackWords.tsx'
import { useAppearance } from '../shell/use-appearance.ts'

export type CardProps = {
  readonly client: CardClient
  readonly feedback: Feedback
  readonly openDesk: () => void
  readonly resize: (heightPx: number) => void
}

/** The always-on-top card: the first to be admitted, and the three answers. */
export function Card(props: CardProps): ReactNode {
  const { t } = useTranslation()
  const nameOf = useVisitorName()
  const state = useStore(props.client)
  const note = useStore(props.feedback)
  useAppearance(state.settings)
  const card = useReportedHeight(props.resize)
  const views = viewKnocks(state, useNow())
  const first = firstToAdmit(state)
  const view = views.find(({ knock }) => knock === first)
  const others = views.filter((one) => one !== view && one.denial === null).length
  return (
    <main ref={card} className="card" aria-label={t('card.title')}>
      <h1 className="visually-hidden">{t('card.title')}</h1>
      {view && <CardKnock key={view.knock.id} {...props} state={state} view={view} />}
      {views.map(({ denial, knock, name }) =>
        denial ? (
          <section key={knock.id} className="card-denial" aria-label={nameOf(name)}>
            <p className="card-denied-name">{nameOf(name)}</p>
            <PendingDenial denial={denial} actions={knockActions(props, state, knock)} />
          </section>
        ) : null,
      )}
      <output className="card-note">{note && <FeedbackWords text={note.text} />}</output>
      <footer className="card-foot">
        <button type="button" className="card-open" onClick={() => props.openDesk()}>
          {t('card.open')}
        </button>
        {others > 0 && <span className="card-more">{t('card.more', { count: others })}</span>}
      </footer>
    </main>
  )
}

function CardKnock(props: CardProps & { readonly state: AnsweringState; readonly view: KnockView }): ReactNode {
  const { t } = useTranslation()
  const { state, view } = props
  const nameOf = useVisitorName()
  const actions = knockActions(props, state, view.knock)
  const { reason } = abilityFor(state, view.knock)
  return (
    <>
      <div className="card-who">
        <div>
          <p className="card-name">{nameOf(view.name)}</p>
          <InvitedMark by={view.knock.invitedBy} />
          <PracticeMark knock={view.knock} />
        </div>
        <WaitedTime waitedMs={view.waitedMs} />
      </div>
      <CallBackWish wish={view.knock.callBack} />
      <div className="card-answers">
        <IconButton icon={Check} label={t('queue.admit')} tone="admit" size="large" onPress={actions.admit} />
        <IconButton
          icon={Hourglass}
          label={t('queue.hold')}
          tone="hold"
          size="large"
          onPress={actions.hold && (() => actions.hold?.())}
        />
        <HoldMinutes holdFor={actions.holdFor} />
        <IconButton
          icon={X}
          label={t('queue.deny')}
          tone="deny"
          size="large"
          onPress={actions.deny && (() => actions.deny?.())}
        />
      </div>
      {reason && <p className="card-reason">{t(reason === 'in-call' ? 'queue.inCall' : 'queue.offline')}</p>}
    </>
  )
}

/** Tells the window how tall it has to be, now and whenever its contents change. */
function useReportedHeight(resize: (heightPx: number) => void): React.RefObject<HTMLElement | null> {
  const element = useRef<HTMLElement>(null)
  useEffect(() => {
    const shown = element.current
    if (!shown) return undefined
    const observer = new ResizeObserver(() => resize(Math.ceil(shown.getBoundingClientRect().height)))
    observer.observe(shown)
    return () => observer.disconnect()
  }, [resize])
  return element
}
