import { useId, type ReactNode } from 'react'

/** A labelled line or paragraph of text, with what is wrong with it in words. */
export function TextField(props: {
  readonly label: string
  readonly value: string
  readonly maxLength: number
  readonly onChange: (value: string) => void
  readonly detail?: string | undefined
  readonly error?: string | undefined
  readonly type?: 'text' | 'tel' | 'url' | 'password'
  readonly isLong?: boolean
  readonly isDisabled?: boolean
  readonly onLeave?: () => void
}): ReactNode {
  const id = useId()
  const note = props.error ?? props.detail
  const common = {
    id,
    value: props.value,
    maxLength: props.maxLength,
    disabled: props.isDisabled,
    onBlur: props.onLeave,
    'aria-invalid': props.error !== undefined,
    'aria-describedby': note ? `${id}-note` : undefined,
  }
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.isLong ? (
        <textarea rows={2} {...common} onChange={(event) => props.onChange(event.target.value)} />
      ) : (
        <input
          type={props.type ?? 'text'}
          autoComplete="off"
          {...common}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
      {note && (
        <p id={`${id}-note`} className={props.error ? 'field-error' : 'soft'}>
          {note}
        </p>
      )}
    </div>
  )
}
