import { useLanguage } from './language.ts'
import { useTimeZone } from './time-zone.ts'

const made = new Map<string, Intl.DateTimeFormat>()

/**
 * A format for dates and times in the window's language and, unless the options name another, the computer's time zone;
 * painted again when either changes.
 */
export function useDateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const timeZone = useTimeZone()
  return dateFormat(useLanguage(), { timeZone, ...options })
}

/**
 * Made once for each language and options, because making one takes longer than painting a row. A format keeps the time
 * zone that it was made in, so the options name one.
 */
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options])
  const known = made.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(language, options)
  made.set(key, format)
  return format
}
