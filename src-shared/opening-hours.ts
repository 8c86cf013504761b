import * as v from 'valibot'

/** Minutes after midnight by the clock of the room's time zone; 1440 is the next midnight. */
const MinuteOfDaySchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440))

/** A stretch of a day; the end is not part of it. */
const DaySpanSchema = v.pipe(
  v.object({ fromMinute: MinuteOfDaySchema, toMinute: MinuteOfDaySchema }),
  v.check((span) => span.fromMinute < span.toMinute, 'must end after it starts'),
)
export type DaySpan = v.InferOutput<typeof DaySpanSchema>

/** A day of the calendar, e.g. `2026-12-29`. */
const CalendarDaySchema = v.pipe(v.string(), v.isoDate())

/**
 * When the company receives. `week` starts on Sunday; a day that is null is closed. During `lunch` the presence is
 * *away*. A day off is closed whatever the week says, and so is a Japanese public holiday if `closesOnHolidays`.
 */
export const OpeningHoursSchema = v.object({
  /** Off: presence changes by hand only. */
  isUsed: v.boolean(),
  /** IANA name, e.g. `Asia/Tokyo`. */
  timeZone: v.pipe(v.string(), v.maxLength(64), v.check(isTimeZone, 'must be an IANA time zone')),
  week: v.pipe(v.array(v.nullable(DaySpanSchema)), v.length(7)),
  lunch: v.nullable(DaySpanSchema),
  closesOnHolidays: v.boolean(),
  daysOff: v.pipe(v.array(CalendarDaySchema), v.maxLength(366)),
})
export type OpeningHours = v.InferOutput<typeof OpeningHoursSchema>

const workday: DaySpan = { fromMinute: 8 * 60 + 30, toMinute: 17 * 60 + 30 }

export const defaultOpeningHours: OpeningHours = {
  isUsed: false,
  timeZone: 'Asia/Tokyo',
  week: [null, workday, workday, workday, workday, workday, null],
  lunch: { fromMinute: 12 * 60, toMinute: 13 * 60 },
  closesOnHolidays: true,
  daysOff: [],
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch (cause) {
    if (cause instanceof RangeError) return false
    throw cause
  }
}
