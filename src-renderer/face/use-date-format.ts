import { dateFormat } from '../../src-shared/date-format.ts'
import { useLanguage } from './language.ts'
import { useTimeZone } from './time-zone.ts'

/**
 * A format for dates and times in the window's language and, unless the options name another, the computer's time zone.
 * Renders again when either changes.
 */
export function useDateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // Always named: a cached format keeps the zone that it was created in.
  const timeZone = useTimeZone()
  return dateFormat(useLanguage(), { timeZone, ...options })
}
