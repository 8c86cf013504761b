/** The kinds of call-outs: a new one of each, and its fields. */
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { callOutEvents, type CallOut } from '../../src-shared/call-out.ts'
import { TextField } from '../parts/TextField.tsx'
import { ChoiceField } from '../settings/ChoiceField.tsx'
import { NumberField } from '../settings/NumberField.tsx'
import { AddressField, EventFields, LoginFields, SecretField, type SecretState } from './call-out-fields.tsx'

type CallOutOf = { readonly [One in CallOut as One['kind']]: One }
export type CallOutKind = keyof CallOutOf

type CommonParts = Pick<CallOut, 'id' | 'name' | 'isOn'>

type FieldsOf<Kind extends CallOutKind> = {
  readonly callOut: CallOutOf[Kind]
  readonly change: (callOut: CallOut) => void
  /** What is wrong with a field, by its path; undefined when nothing is. */
  readonly errorOf: (field: string) => string | undefined
  /** What became of what the server keeps for it and does not show. */
  readonly secret: SecretState
}

/** In the order in which they are offered. A kind that is missing here does not compile. */
const kinds: {
  readonly [Kind in CallOutKind]: {
    readonly blank: (common: CommonParts) => CallOutOf[Kind]
    readonly Fields: (props: FieldsOf<Kind>) => ReactNode
  }
} = {
  'signal-tower': {
    blank: (common) => ({
      ...common,
      kind: 'signal-tower',
      urls: { knock: '', escalate: '', answered: '', missed: '' },
    }),
    Fields: SignalTowerFields,
  },
  webhook: {
    blank: (common) => ({ ...common, kind: 'webhook', url: '', secret: '', events: [...callOutEvents] }),
    Fields: WebhookFields,
  },
  mqtt: {
    blank: (common) => ({
      ...common,
      kind: 'mqtt',
      url: '',
      username: '',
      password: '',
      topic: 'konkon',
      events: [...callOutEvents],
    }),
    Fields: MqttFields,
  },
  mail: {
    blank: (common) => ({
      ...common,
      kind: 'mail',
      host: '',
      port: 587,
      security: 'starttls',
      username: '',
      password: '',
      from: '',
      to: [],
    }),
    Fields: MailFields,
  },
}

export const callOutKinds = Object.keys(kinds).filter(isKind)

function isKind(name: string): name is CallOutKind {
  return name in kinds
}

export function blankCallOut(kind: CallOutKind, common: CommonParts): CallOut {
  return kinds[kind].blank(common)
}

/** The fields that only this kind has. `kind` is that of `callOut`. */
export function CallOutFields<Kind extends CallOutKind>(props: FieldsOf<Kind> & { readonly kind: Kind }): ReactNode {
  const { kind, ...rest } = props
  const { Fields } = kinds[kind]
  return <Fields {...rest} />
}

function SignalTowerFields({ callOut, change, errorOf, secret }: FieldsOf<'signal-tower'>): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <p className="soft">{t('settings.callOuts.towerDetail')}</p>
      {callOutEvents.map((event) => (
        <AddressField
          key={event}
          label={t('settings.callOuts.urlFor', { event: t(`settings.callOuts.events.${event}`) })}
          value={callOut.urls[event]}
          error={errorOf(`urls.${event}`)}
          secret={secret}
          onChange={(url) => change({ ...callOut, urls: { ...callOut.urls, [event]: url } })}
        />
      ))}
    </>
  )
}

function WebhookFields({ callOut, change, errorOf, secret }: FieldsOf<'webhook'>): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <AddressField
        label={t('settings.callOuts.url')}
        value={callOut.url}
        error={errorOf('url')}
        secret={secret}
        onChange={(url) => change({ ...callOut, url })}
      />
      <SecretField
        label={t('settings.callOuts.secret')}
        value={callOut.secret}
        secret={secret}
        onChange={(typed) => change({ ...callOut, secret: typed })}
      />
      <EventFields events={callOut.events} onChange={(events) => change({ ...callOut, events })} />
    </>
  )
}

function MqttFields({ callOut, change, errorOf, secret }: FieldsOf<'mqtt'>): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <AddressField
        label={t('settings.callOuts.broker')}
        detail={t('settings.callOuts.brokerDetail')}
        value={callOut.url}
        error={errorOf('url')}
        secret={secret}
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
      <LoginFields {...callOut} secret={secret} change={(login) => change({ ...callOut, ...login })} />
      <EventFields events={callOut.events} onChange={(events) => change({ ...callOut, events })} />
    </>
  )
}

function MailFields({ callOut, change, errorOf, secret }: FieldsOf<'mail'>): ReactNode {
  const { t } = useTranslation()
  const [to, setTo] = useState(callOut.to.join(', '))
  return (
    <>
      <p className="soft">{t('settings.callOuts.mailDetail')}</p>
      <TextField
        label={t('settings.callOuts.to')}
        detail={t('settings.callOuts.toDetail')}
        value={to}
        maxLength={2_000}
        error={errorOf('to')}
        onChange={(text) => {
          setTo(text)
          change({ ...callOut, to: text.split(/[\s,;、]+/).filter((address) => address !== '') })
        }}
      />
      <TextField
        label={t('settings.callOuts.sender')}
        value={callOut.from}
        maxLength={320}
        error={errorOf('from')}
        onChange={(from) => change({ ...callOut, from })}
      />
      <TextField
        label={t('settings.callOuts.host')}
        value={callOut.host}
        maxLength={253}
        error={errorOf('host')}
        onChange={(host) => change({ ...callOut, host })}
      />
      <NumberField
        label={t('settings.callOuts.port')}
        unit=""
        value={callOut.port}
        min={1}
        max={65_535}
        onChange={(port) => change({ ...callOut, port })}
      />
      <ChoiceField
        label={t('settings.callOuts.security')}
        value={callOut.security}
        onChoose={(security) => change({ ...callOut, security })}
        choices={(['starttls', 'tls', 'none'] as const).map((security) => ({
          value: security,
          label: t(`settings.callOuts.securities.${security}`),
        }))}
      />
      <LoginFields {...callOut} secret={secret} change={(login) => change({ ...callOut, ...login })} />
    </>
  )
}
