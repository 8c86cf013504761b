import { X } from 'lucide-react'
import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../parts/IconButton.tsx'

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

/** What is known of a key that was pressed. */
export type PressedKey = {
  readonly code: string
  readonly ctrlKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly metaKey: boolean
}

/**
 * The combination as the system registers it, e.g. `Control+Alt+A`. Null for a key alone, which would be taken away
 * from every other program, and for keys that are no letter, digit or function key.
 */
export function shortcutOf(pressed: PressedKey): string | null {
  // By its place on the keyboard: with Alt held, some systems report another letter.
  const key = /^(?:Key([A-Z])|Digit(\d)|(F\d{1,2}))$/.exec(pressed.code)
  const name = key?.[1] ?? key?.[2] ?? key?.[3]
  if (name === undefined || !(pressed.ctrlKey || pressed.altKey || pressed.metaKey)) return null
  const modifiers = [
    pressed.ctrlKey && 'Control',
    pressed.metaKey && 'Super',
    pressed.altKey && 'Alt',
    pressed.shiftKey && 'Shift',
  ].filter((modifier) => modifier !== false)
  return [...modifiers, name].join('+')
}
