import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { holdMinutes } from '../../src-shared/hold.ts'
import type { KnockActions } from './knock-actions.ts'

/** For how long a visitor is asked to wait, one tap each. */
export function HoldMinutes({ holdFor }: { readonly holdFor: KnockActions['holdFor'] | undefined }): ReactNode {
  const { t } = useTranslation()
  return (
    <fieldset className="hold-minutes" aria-label={t('queue.holdFor')}>
      {holdMinutes.map((minutes) => (
        <button
          key={minutes}
          type="button"
          className="button button-hold button-large"
          disabled={!holdFor}
          aria-label={t('queue.holdMinutes', { minutes })}
          onClick={() => holdFor?.(minutes)}
        >
          {t('queue.minutes', { minutes })}
        </button>
      ))}
    </fieldset>
  )
}
