/** Fields that several kinds of call-outs share. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { addressMask, callOutEvents, type CallOutEvent, type CallOutSecret } from '../../src-shared/call-out.ts'
import { TextField } from '../parts/TextField.tsx'
import { CheckField } from '../settings/CheckField.tsx'

/** `none` also before the server has said. */
export type SecretState = 'none' | CallOutSecret['state']

type Login = { readonly username: string; readonly password: string }

/** The login at a mail server or a broker; both blank if it needs none. */
export function LoginFields(
  props: Login & { readonly secret: SecretState; readonly change: (changed: Partial<Login>) => void },
): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <TextField
        label={t('settings.callOuts.username')}
        value={props.username}
        maxLength={200}
        onChange={(username) => props.change({ username })}
      />
      <SecretField
        label={t('settings.callOuts.password')}
        value={props.password}
        secret={props.secret}
        onChange={(password) => props.change({ password })}
      />
    </>
  )
}

/** A password or signing secret, which is never shown again. */
export function SecretField(props: {
  readonly label: string
  readonly value: string
  readonly secret: SecretState
  readonly onChange: (value: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const { secret, ...field } = props
  const detail = { none: 'secretDetail', kept: 'secretKept', lost: 'secretLost' } as const
  return <TextField type="password" {...field} maxLength={500} detail={t(`settings.callOuts.${detail[secret]}`)} />
}

/** An address of which the server may show only a part. */
export function AddressField(props: {
  readonly label: string
  readonly detail?: string
  readonly value: string
  readonly error: string | undefined
  readonly secret: SecretState
  readonly onChange: (value: string) => void
}): ReactNode {
  const { t } = useTranslation()
  const { secret, detail, ...field } = props
  const kept = secret === 'lost' ? t('settings.callOuts.addressLost') : t('settings.callOuts.addressKept')
  const shown = field.value.includes(addressMask) ? kept : detail
  return <TextField {...field} maxLength={1_000} {...(shown !== undefined && { detail: shown })} />
}

/** Which events it is for. */
export function EventFields(props: {
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
