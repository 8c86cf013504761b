import { bad, good, type Check } from '../finding.ts'

/** This program is younger. */
const earliest = Date.UTC(2026, 0)

/** Whether times, opening hours and passwords of TURN servers can be right. */
export const checkClock: Check = ({ state, nowMs }) => {
  const shown = new Date(nowMs).toISOString()
  if (nowMs < earliest) return [bad('clock', `This machine’s clock says ${shown}. Set it, or let it fetch the time.`)]
  const doubtMs = state?.running?.clockDoubtMs ?? null
  if (doubtMs === null) return [good('clock', `It says ${shown}.`)]
  const minutes = Math.round(doubtMs / 60_000)
  return [
    bad(
      'clock',
      `This machine’s clock has jumped by ${minutes} minutes, which the server does not believe yet. If ${shown} is right, press "The clock is correct" at a desk.`,
    ),
  ]
}
