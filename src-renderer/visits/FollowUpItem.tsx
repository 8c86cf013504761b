import { Check, Link, Phone } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isOnline } from '../../src-desk/core/selectors.ts'
import { limits } from '../../src-shared/limits.ts'
import type { Visit } from '../../src-shared/visit.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { useDesk, useFace } from '../face/face.ts'
import { useVisitorName } from '../face/visitor-name.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { CallBackLinkDialog } from './CallBackLinkDialog.tsx'
import { useOutcomeWords } from './outcome.ts'

/** One visitor to be phoned: who, when, why, what about; and what can be done about it. */
export function FollowUpItem(props: {
  readonly visit: Visit
  /** A link was made for this visitor. */
  readonly onInvited: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { client, feedback } = useFace()
  const canAsk = useDesk(isOnline)
  const when = useDateFormat({ dateStyle: 'medium', timeStyle: 'short' })
  const clockOffsetMs = useDesk((desk) => desk.clockOffsetMs)
  const noteId = useId()
  const [note, setNote] = useState('')
  const [isInviting, setInviting] = useState(false)
  const nameOf = useVisitorName()
  const { visit } = props
  if (visit.followUp.kind !== 'open') return null
  const { reason, request } = visit.followUp
  const name = visit.name || (request?.name ?? '')
  const company = visit.company || request?.company
  const finish = (): void => feedback.follow(client.request('follow-up:done', { visitId: visit.id, note }))
  return (
    <li className={`follow-up follow-up-${reason}`}>
      <div className="follow-up-words">
        <p className="follow-up-who">
          <strong>{nameOf(name)}</strong>
          {company && <span>{company}</span>}
        </p>
        <p className="follow-up-why">
          <span className="outcome">{t(`followUps.reasons.${reason}`)}</span>{' '}
          <time dateTime={new Date(visit.startedAtMs).toISOString()}>
            {when.format(visit.startedAtMs - clockOffsetMs)}
          </time>
          {' · '}
          <Outcome visit={visit} />
        </p>
        {request && (
          <dl className="follow-up-request">
            {request.about && <Detail name={t('followUps.about')} value={request.about} />}
            {request.when && <Detail name={t('followUps.when')} value={request.when} />}
          </dl>
        )}
      </div>
      {request && (
        <a className="button button-accent follow-up-phone" href={`tel:${request.phone.replace(/[^\d+]/g, '')}`}>
          <Phone aria-hidden className="button-icon" />
          <span>{request.phone}</span>
        </a>
      )}
      <form
        className="follow-up-done field"
        onSubmit={(event) => {
          event.preventDefault()
          if (canAsk) finish()
        }}
      >
        <label className="visually-hidden" htmlFor={noteId}>
          {t('followUps.note')}
        </label>
        <input
          id={noteId}
          type="text"
          autoComplete="off"
          placeholder={t('followUps.note')}
          maxLength={limits.messageLength}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <IconButton icon={Check} label={t('followUps.done')} tone="admit" onPress={canAsk ? finish : undefined} />
        <IconButton icon={Link} label={t('followUps.link')} onPress={canAsk ? () => setInviting(true) : undefined} />
      </form>
      {isInviting && (
        <CallBackLinkDialog knockId={visit.id} name={name} onMade={props.onInvited} close={() => setInviting(false)} />
      )}
    </li>
  )
}

function Outcome(props: { readonly visit: Visit }): ReactNode {
  const { visit } = props
  return <span>{useOutcomeWords()({ ...visit, waitedMs: visit.endedAtMs - visit.startedAtMs })}</span>
}

function Detail(props: { readonly name: string; readonly value: string }): ReactNode {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.value}</dd>
    </div>
  )
}
