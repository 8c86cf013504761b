/** Fields that several kinds of call-outs share. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { callOutEvents, type CallOutEvent } from '../../src-shared/call-out.ts'
import { TextField } from '../parts/TextField.tsx'
import { CheckField } from '../settings/CheckField.tsx'

type Login = { readonly username: string; readonly password: string }

/** The login at a mail server or a broker; both blank if it needs none. */
export function LoginFields(props: Login & { readonly change: (changed: Partial<Login>) => void }): ReactNode {
  const { t } = useTranslation()
  return (
    <>
      <TextField
        label={t('settings.callOuts.username')}
        value={props.username}
        maxLength={200}
        onChange={(username) => props.change({ username })}
      />
      <TextField
        type="password"
        label={t('settings.callOuts.password')}
        detail={t('settings.callOuts.secretDetail')}
        value={props.password}
        maxLength={500}
        onChange={(password) => props.change({ password })}
      />
    </>
  )
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
