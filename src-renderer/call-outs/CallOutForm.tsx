import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { callOutEvents, type CallOut, type CallOutEvent } from '../../src-shared/call-out.ts'
import { assertNever } from '../../src-shared/result.ts'
import { TextField } from '../parts/TextField.tsx'
import { CheckField } from '../settings/CheckField.tsx'
import { LoginFields } from './LoginFields.tsx'
import { MailFields } from './MailFields.tsx'

type Of<Kind extends CallOut['kind']> = Extract<CallOut, { readonly kind: Kind }>

export type CallOutFields<Kind extends CallOut['kind']> = {
  readonly callOut: Of<Kind>
  readonly change: (callOut: CallOut) => void
  /** What is wrong with a field, by its path; undefined when nothing is. */
  readonly errorOf: (field: string) => string | undefined
}

/** The parts of one call-out. */
export function CallOutForm(props: {
  readonly callOut: CallOut
  readonly change: (callOut: CallOut) => void
  readonly wrongField: string | null
}): ReactNode {
  const { t } = useTranslation()
  const { callOut, change } = props
  const errorOf = (field: string): string | undefined =>
    props.wrongField === field ? t('settings.callOuts.wrong') : undefined
  return (
    <>
      <CheckField
        label={t('settings.callOuts.isOn')}
        isOn={callOut.isOn}
        onChange={(isOn) => change({ ...callOut, isOn })}
      />
      <TextField
        label={t('settings.callOuts.name')}
        value={callOut.name}
        maxLength={200}
        onChange={(name) => change({ ...callOut, name })}
      />
      {fields()}
    </>
  )

  function fields(): ReactNode {
    const common = { change, errorOf }
    switch (callOut.kind) {
      case 'signal-tower':
        return <SignalTowerFields callOut={callOut} {...common} />
      case 'webhook':
        return <WebhookFields callOut={callOut} {...common} />
      case 'mqtt':
        return <MqttFields callOut={callOut} {...common} />
      case 'mail':
        return <MailFields callOut={callOut} {...common} />
      default:
        return assertNever(callOut)
    }
  }
}

function SignalTowerFields({ callOut, change, errorOf }: CallOutFields<'signal-tower'>): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <p className="soft">{t('settings.callOuts.towerDetail')}</p>
      {callOutEvents.map((event) => (
        <TextField
          key={event}
          type="url"
          label={t('settings.callOuts.urlFor', { event: t(`settings.callOuts.events.${event}`) })}
          value={callOut.urls[event]}
          maxLength={1_000}
          error={errorOf(`urls.${event}`)}
          onChange={(url) => change({ ...callOut, urls: { ...callOut.urls, [event]: url } })}
        />
      ))}
    </>
  )
}

function WebhookFields({ callOut, change, errorOf }: CallOutFields<'webhook'>): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <TextField
        type="url"
        label={t('settings.callOuts.url')}
        value={callOut.url}
        maxLength={1_000}
        error={errorOf('url')}
        onChange={(url) => change({ ...callOut, url })}
      />
      <TextField
        type="password"
        label={t('settings.callOuts.secret')}
        detail={t('settings.callOuts.secretDetail')}
        value={callOut.secret}
        maxLength={500}
        onChange={(secret) => change({ ...callOut, secret })}
      />
      <Events events={callOut.events} onChange={(events) => change({ ...callOut, events })} />
    </>
  )
}

function MqttFields({ callOut, change, errorOf }: CallOutFields<'mqtt'>): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <TextField
        label={t('settings.callOuts.broker')}
        detail={t('settings.callOuts.brokerDetail')}
        value={callOut.url}
        maxLength={1_000}
        error={errorOf('url')}
        onChange={(url) => change({ ...callOut, url })}
      />
      <TextField
        label={t('settings.callOuts.topic')}
        detail={t('settings.callOuts.topicDetail')}
        value={callOut.topic}
        maxLength={200}
        error={errorOf('topic')}
        onChange={(topic) => change({ ...callOut, topic })}
      />
      <LoginFields {...callOut} change={(login) => change({ ...callOut, ...login })} />
      <Events events={callOut.events} onChange={(events) => change({ ...callOut, events })} />
    </>
  )
}

function Events(props: {
  readonly events: readonly CallOutEvent[]
  readonly onChange: (events: CallOutEvent[]) => void
}): ReactNode {
  const { t } = useTranslation()
  return (
    <fieldset className="choices">
      <legend>{t('settings.callOuts.when')}</legend>
      <div className="choices-row">
        {callOutEvents.map((event) => (
          <CheckField
            key={event}
            label={t(`settings.callOuts.events.${event}`)}
            isOn={props.events.includes(event)}
            onChange={(isOn) =>
              props.onChange(callOutEvents.filter((other) => (other === event ? isOn : props.events.includes(other))))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
