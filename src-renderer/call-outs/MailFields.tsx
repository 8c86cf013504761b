import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TextField } from '../parts/TextField.tsx'
import type { CallOutFields } from './CallOutForm.tsx'
import { ChoiceField } from '../settings/ChoiceField.tsx'
import { LoginFields } from './LoginFields.tsx'
import { NumberField } from '../settings/NumberField.tsx'

/** A mail for a missed knock. */
export function MailFields({ callOut, change, errorOf }: CallOutFields<'mail'>): ReactNode {
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
      <LoginFields {...callOut} change={(login) => change({ ...callOut, ...login })} />
    </>
  )
}
