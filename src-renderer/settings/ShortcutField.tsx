import { X } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../parts/IconButton.tsx'
import { shortcutOf } from './shortcut-of.ts'

/** A key combination, taken as it is pressed. */
export function ShortcutField(props: {
  readonly label: string
  readonly detail: string
  readonly value: string | null
  readonly onChange: (shortcut: string | null) => void
}): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <div className="row">
        <input
          id={id}
          className="shortcut"
          readOnly
          value={props.value?.replaceAll('+', ' + ') ?? ''}
          placeholder={t('settings.desk.noShortcut')}
          aria-describedby={`${id}-note`}
          onKeyDown={(event) => {
            const shortcut = shortcutOf(event)
            if (shortcut === null) return
            event.preventDefault()
            props.onChange(shortcut)
          }}
        />
        <IconButton
          icon={X}
          label={t('settings.desk.clearShortcut')}
          onPress={props.value === null ? undefined : () => props.onChange(null)}
        />
      </div>
      <p id={`${id}-note`} className="soft">
        {props.detail}
      </p>
    </div>
  )
}
