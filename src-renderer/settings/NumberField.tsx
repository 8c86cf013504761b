import { useId, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A whole number with its unit. Anything else reaches the owner as `NaN`, which no schema accepts. */
export function NumberField(props: {
  readonly label: string
  readonly unit: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly onChange: (value: number) => void
}): ReactNode {
  const { t } = useTranslation()
  const id = useId()
  const { value, min, max } = props
  const [text, setText] = useState<string | null>(null)
  const isWrong = Number.isNaN(value)
  const change = (typed: string): void => {
    setText(typed)
    const number = typed.trim() === '' ? Number.NaN : Number(typed)
    props.onChange(Number.isInteger(number) && number >= min && number <= max ? number : Number.NaN)
  }
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      <div className="number-row">
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={min}
          max={max}
          value={text ?? (isWrong ? '' : value)}
          aria-invalid={isWrong}
          aria-describedby={isWrong ? `${id}-note` : undefined}
          onChange={(event) => change(event.target.value)}
          onBlur={() => {
            if (!isWrong) setText(null)
          }}
        />
        <span>{props.unit}</span>
      </div>
      {isWrong && (
        <p id={`${id}-note`} className="field-error">
          {t('settings.range', { min, max })}
        </p>
      )}
    </div>
  )
}
