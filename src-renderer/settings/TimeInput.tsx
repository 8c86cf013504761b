import { useState, type ReactNode } from 'react'

/** A time of day, in minutes after midnight. While it is being typed, the last complete one holds. */
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

/** `08:30` for 510. 1440, the next midnight, is `00:00`. */
export function timeOfMinute(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`
}

/** 510 for `08:30`; null for what is no time. As the end of a day, `00:00` is 1440. */
export function minuteOfTime(time: string, isEnd = false): number | null {
  const parts = /^(\d{2}):(\d{2})$/.exec(time)
  if (!parts) return null
  const minute = Number(parts[1]) * 60 + Number(parts[2])
  return isEnd && minute === 0 ? 1440 : minute
}
