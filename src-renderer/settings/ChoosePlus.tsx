import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../parts/IconButton.tsx'

/** Adds one of a few kinds. */
export function ChoosePlus<T extends string>(props: {
  readonly label: string
  readonly choices: readonly { readonly value: T; readonly label: string }[]
  readonly onChoose: (value: T) => void
}): ReactNode {
  return (
    <fieldset className="choices">
      <legend>{props.label}</legend>
      <div className="choices-row">
        {props.choices.map((choice) => (
          <IconButton
            key={choice.value}
            icon={Plus}
            label={choice.label}
            onPress={() => props.onChoose(choice.value)}
          />
        ))}
      </div>
    </fieldset>
  )
}
