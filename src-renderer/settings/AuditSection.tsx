import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AuditAct } from '../../src-shared/audit.ts'
import { assertNever } from '../../src-shared/result.ts'
import { useDesk } from '../face/face.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { Section } from './Section.tsx'
import { useAnswer } from './use-answer.ts'

const shownAtFirst = 20

/** What was done about desks, settings, links and blocks, newest first. */
export function AuditSection(): ReactNode {
  const { t } = useTranslation()
  const desks = useDesk((desk) => desk.desks)
  const [answer] = useAnswer('audit:list', null, JSON.stringify(desks))
  const [isWhole, setWhole] = useState(false)
  const format = useDateFormat({ dateStyle: 'medium', timeStyle: 'short' })
  const wordsOf = useActWords()
  if (answer?.kind !== 'ok') return null
  const shown = isWhole ? answer.value : answer.value.slice(0, shownAtFirst)
  return (
    <Section title={t('settings.audit.title')} detail={t('settings.audit.detail')}>
      {shown.length === 0 && <p className="soft">{t('settings.audit.none')}</p>}
      <ol className="audit" aria-label={t('settings.audit.title')}>
        {shown.map(({ atMs, by, act }, index) => (
          <li key={`${String(atMs)} ${String(index)}`}>
            <span>{wordsOf(act)}</span>
            <span className="soft">
              {format.format(atMs)} · {by ? by.name || t('pairedDesk.unnamed') : t('settings.audit.byStart')}
            </span>
          </li>
        ))}
      </ol>
      {shown.length < answer.value.length && (
        <div className="row">
          <button type="button" className="button button-normal" onClick={() => setWhole(true)}>
            {t('settings.audit.more')}
          </button>
        </div>
      )}
    </Section>
  )
}

function useActWords(): (act: AuditAct) => string {
  const { t } = useTranslation()
  const until = useDateFormat({ dateStyle: 'medium', timeStyle: 'short' })
  return (act) => {
    switch (act.kind) {
      case 'paired':
      case 'revoked':
      case 'left':
      case 'renamed':
      case 'named-itself':
        return t(`settings.audit.acts.${act.kind}`, { name: act.desk.name || t('pairedDesk.unnamed') })
      case 'role-set':
        return t(`settings.audit.acts.role-${act.role}`, { name: act.desk.name || t('pairedDesk.unnamed') })
      case 'relay-set-up':
      case 'relay-removed':
      case 'own-address-set':
      case 'own-address-removed':
        return t(`settings.audit.acts.${act.kind}`, { name: act.name })
      case 'put-out':
      case 'visits-erased':
        return t(`settings.audit.acts.${act.kind}`, { number: act.count })
      case 'newcomer-refused':
        return t('settings.audit.acts.newcomer-refused', { name: act.name || t('pairedDesk.unnamed') })
      case 'invitation-made':
      case 'block-made':
        return t(`settings.audit.acts.${act.kind}`, { time: until.format(act.untilMs) })
      case 'profile-set':
      case 'rules-set':
      case 'call-outs-set':
      case 'visits-exported':
      case 'copy-asked':
      case 'invitation-revoked':
      case 'block-lifted':
        return t(`settings.audit.acts.${act.kind}`)
      default:
        return assertNever(act)
    }
  }
}
