import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../parts/TextField.tsx'

type Login = { readonly username: string; readonly password: string }

/** Who one is to a mail server or a broker; both blank where it asks nobody. */
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
