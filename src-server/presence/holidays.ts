import holidayJp from '@holiday-jp/holiday_jp'
import type { IsHoliday } from './presence-by-hours.ts'

const days: ReadonlySet<string> = new Set(Object.keys(holidayJp.holidays))

/** Public holidays of Japan, substitute ones included, as far ahead as they are known. */
export const isJapaneseHoliday: IsHoliday = (day) => days.has(day)
