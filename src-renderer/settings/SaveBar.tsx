import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The button that saves a form, and what became of the changes, in words: none while nothing was changed. */
export function SaveBar(props: {
  readonly isOnline: boolean
  readonly isChanged: boolean
  readonly isValid: boolean
  readonly isSaving: boolean
  /** Whether this form has been saved since it was opened. */
  readonly isSaved: boolean
}): ReactNode {
  const { t } = useTranslation()
  const { isOnline, isChanged, isValid, isSaving, isSaved } = props
  return (
    <div className="row save-bar">
      <button
        type="submit"
        className="button button-accent button-normal"
        disabled={!isOnline || !isChanged || !isValid || isSaving}
      >
        {t('settings.save')}
      </button>
      <output className="soft">{words()}</output>
    </div>
  )

  function words(): string {
    if (!isOnline) return t('settings.profile.offline')
    if (!isChanged) return isSaved ? t('settings.saved') : ''
    return isValid ? t('settings.unsaved') : t('settings.invalid')
  }
}
