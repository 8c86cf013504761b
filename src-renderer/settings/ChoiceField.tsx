import { useId, type ReactNode } from 'react'

/** One of a few choices, all visible. */
export function ChoiceField<T extends string>(props: {
  readonly label: string
  readonly choices: readonly { readonly value: T; readonly label: string }[]
  readonly value: T
  readonly onChoose: (value: T) => void
}): ReactNode {
  const name = useId()
  return (
    <fieldset className="choices">
      <legend>{props.label}</legend>
      <div className="choices-row">
        {props.choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input
              type="radio"
              name={name}
              checked={props.value === choice.value}
              onChange={() => props.onChoose(choice.value)}
            />
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
