import { CircleCheck, CircleX, Send, Trash2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallOut, CallOutResult } from '../../src-shared/call-out.ts'
import { useDateFormat } from '../face/use-date-format.ts'
import { IconButton } from '../parts/IconButton.tsx'
import { TextField } from '../parts/TextField.tsx'
import { CheckField } from '../settings/CheckField.tsx'
import type { SecretState } from './call-out-fields.tsx'
import { CallOutFields } from './call-out-kinds.tsx'

/** One call-out: its name and what became of the last try, its parts once it is opened. */
export function CallOutEntry(props: {
  readonly callOut: CallOut
  readonly isNew: boolean
  readonly wrongField: string | null
  readonly secret: SecretState
  readonly result: CallOutResult | null
  readonly isTesting: boolean
  readonly change: (callOut: CallOut) => void
  readonly remove: () => void
  /** Omitted while it cannot be tested, such as before it is saved. */
  readonly test?: () => void
}): ReactNode {
  const { t } = useTranslation()
  const { callOut, result } = props
  return (
    <div className="entry-frame">
      <details className="entry" open={props.isNew}>
        <summary>
          <span>{callOut.name || t(`settings.callOuts.kinds.${callOut.kind}`)}</span>
          <span className="entry-mark">
            {callOut.isOn ? t(`settings.callOuts.kinds.${callOut.kind}`) : t('settings.callOuts.off')}
          </span>
        </summary>
        <div className="form entry-form">
          <CheckField
            label={t('settings.callOuts.isOn')}
            isOn={callOut.isOn}
            onChange={(isOn) => props.change({ ...callOut, isOn })}
          />
          <TextField
            label={t('settings.callOuts.name')}
            value={callOut.name}
            maxLength={200}
            onChange={(name) => props.change({ ...callOut, name })}
          />
          <CallOutFields
            kind={callOut.kind}
            callOut={callOut}
            change={props.change}
            secret={props.secret}
            errorOf={(field) => (props.wrongField === field ? t('settings.callOuts.wrong') : undefined)}
          />
          <div className="row">
            <IconButton icon={Trash2} label={t('settings.callOuts.remove')} onPress={props.remove} tone="deny" />
          </div>
        </div>
      </details>
      <div className="row entry-foot">
        <IconButton icon={Send} label={t('settings.callOuts.test')} onPress={props.test} />
        <output className="entry-result">{words()}</output>
      </div>
    </div>
  )

  function words(): ReactNode {
    if (props.isTesting) return t('settings.callOuts.testing')
    if (props.isNew) return t('settings.callOuts.saveFirst')
    if (props.secret === 'lost') return <Lost />
    return result ? <LastResult result={result} /> : t('settings.callOuts.noResult')
  }
}

/** Before anything fails for want of it. */
function Lost(): ReactNode {
  const { t } = useTranslation()
  return (
    <span className="result-bad">
      <CircleX aria-hidden className="button-icon" />
      <span>{t('settings.callOuts.causes.secret-lost')}</span>
    </span>
  )
}

function LastResult({ result }: { readonly result: CallOutResult }): ReactNode {
  const { t } = useTranslation()
  const time = useDateFormat({ dateStyle: 'short', timeStyle: 'medium' }).format(result.atMs)
  const event = result.event === 'test' ? t('settings.callOuts.test') : t(`settings.callOuts.events.${result.event}`)
  const { outcome } = result
  return outcome.kind === 'delivered' ? (
    <span className="result-good">
      <CircleCheck aria-hidden className="button-icon" />
      <span>{t('settings.callOuts.delivered', { time, event })}</span>
    </span>
  ) : (
    <span className="result-bad">
      <CircleX aria-hidden className="button-icon" />
      <span>
        {t('settings.callOuts.failed', { time, event, attempts: outcome.attempts })}{' '}
        <span className="soft">{t(`settings.callOuts.causes.${outcome.cause}`)}</span>
      </span>
    </span>
  )
}
