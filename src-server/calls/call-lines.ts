import type { CallLine } from '../../src-shared/call-line.ts'
import { limits } from '../../src-shared/limits.ts'
import type { KnockRecord } from '../knocks/knock-record.ts'
import { failed, ok, type Result } from '../../src-shared/result.ts'

/** More than anybody types; each is written to the disk and told to both sides. */
const linesAtOnce = 10
const atOnceMs = 10_000

/** The knock with one more line of its call; the same object when the line is known already. */
export function say(record: KnockRecord, line: CallLine): Result<KnockRecord> {
  const { phase } = record
  if (phase.kind !== 'in-call') return failed('wrong-state', 'This visitor is in no call.')
  const lines = withLine(phase.lines, line)
  if (lines.kind === 'failed') return lines
  return ok(lines.value === phase.lines ? record : { ...record, phase: { ...phase, lines: lines.value } })
}

/** The lines of a call with one more. Sending a line again changes nothing: the same array. */
export function withLine(lines: readonly CallLine[], line: CallLine): Result<readonly CallLine[]> {
  const fromHere = lines.filter(({ from }) => from === line.from)
  if (fromHere.some(({ id }) => id === line.id)) return ok(lines)

  // A clock that was set must not silence anybody: only what is near in time counts.
  const justNow = fromHere.filter(({ atMs }) => Math.abs(line.atMs - atMs) < atOnceMs)
  if (justNow.length >= linesAtOnce) return failed('rate-limited', 'Too many lines in a short time.')
  return ok([...lines, line].slice(-limits.linesKept))
}
