import { useId, type ReactNode } from 'react'

/** Something that is on or off. */
export function CheckField(props: {
  readonly label: string
  readonly detail?: string
  readonly isOn: boolean
  readonly isDisabled?: boolean
  readonly onChange: (isOn: boolean) => void
}): ReactNode {
  const id = useId()
  return (
    <div className="check-field">
      <label className="check">
        <input
          type="checkbox"
          checked={props.isOn}
          disabled={props.isDisabled}
          aria-describedby={props.detail ? id : undefined}
          onChange={(event) => props.onChange(event.target.checked)}
        />
        <span>{props.label}</span>
      </label>
      {props.detail && (
        <p id={id} className="soft">
          {props.detail}
        </p>
      )}
    </div>
  )
}
