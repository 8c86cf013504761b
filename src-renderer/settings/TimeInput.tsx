import { useState, type ReactNode } from 'react'
import { minuteOfTime, timeOfMinute } from './minute-of-day.ts'

/** A time of day, in minutes after midnight. While it is half typed, the last whole one holds. */
export function TimeInput(props: {
  readonly label: string
  readonly minute: number
  readonly isEnd?: boolean
  readonly isDisabled?: boolean
  readonly onChange: (minute: number) => void
}): ReactNode {
  const [text, setText] = useState<string | null>(null)
  return (
    <input
      type="time"
      className="time-input"
      aria-label={props.label}
      value={text ?? timeOfMinute(props.minute)}
      disabled={props.isDisabled}
      onChange={(event) => {
        setText(event.target.value)
        const minute = minuteOfTime(event.target.value, props.isEnd)
        if (minute !== null) props.onChange(minute)
      }}
      onBlur={() => setText(null)}
    />
  )
}
