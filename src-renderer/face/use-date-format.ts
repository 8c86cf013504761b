import { dateFormat } from '../../src-shared/date-format.ts'
import { useLanguage } from './language.ts'
import { useTimeZone } from './time-zone.ts'

/**
 * A format for dates and times in the window's language and, unless the options name another, the computer's time zone;
 * painted again when either changes.
 */
export function useDateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // Named in any case: a format that is made once would keep the zone of its making.
  const timeZone = useTimeZone()
  return dateFormat(useLanguage(), { timeZone, ...options })
}
