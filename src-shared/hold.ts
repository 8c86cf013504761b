import * as v from 'valibot'
import { hourMs, minuteMs } from './duration.ts'
import type { Reply } from './replies.ts'

const shortestMs = 10_000
const longestMs = hourMs

/** For how long a visitor may be asked to wait, in ms from now. */
export const HoldTimeSchema = v.pipe(v.number(), v.integer(), v.minValue(shortestMs), v.maxValue(longestMs))

/** What a desk has buttons for, in minutes. */
export const holdMinutes = [2, 5, 10] as const
export type HoldMinutes = (typeof holdMinutes)[number]
/** What one more tap adds, in minutes. */
export const furtherHoldMinutes = 5

/** A hold of so many minutes, within what is allowed. */
export function holdFor(minutes: number): number {
  return Math.min(minutes * minuteMs, longestMs)
}

/** What is left of a hold, and the further minutes. */
export function holdFurther(leftMs: number): number {
  return Math.min(Math.max(Math.round(leftMs), 0) + holdFor(furtherHoldMinutes), longestMs)
}

/** A reply that names a time holds until then; undefined leaves it to the server. */
export function holdOf(reply: Reply | null): number | undefined {
  return reply?.minutes ? holdFor(reply.minutes) : undefined
}
