/**
 * A desk says no, and has a few seconds to undo it: until then it stands in the knock, which stays open, and no visitor
 * hears of it. Whatever else ends or changes the knock meanwhile wins.
 */
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { DeskId } from '../../src-shared/ids.ts'
import type { PendingDenial } from '../../src-shared/knock.ts'
import { failed, ok, type Result } from '../../src-shared/result.ts'
import { promised } from './follow-up.ts'
import { end, lateDecision } from './knock-ends.ts'
import { isOpen, type KnockPhase, type KnockRecord } from './knock-record.ts'

export type Denial = Omit<PendingDenial, 'untilMs'>

/** At once. A call that an earlier denial had been about to promise is promised all the same. */
export function deny(record: KnockRecord, denial: Denial, nowMs: number): Result<KnockRecord> {
  if (!isOpen(record.phase)) return denyAgain(record, denial)
  const promisesCall = denial.promisesCall || (record.denial?.promisesCall ?? false)
  return ok(carryOut(record, { ...denial, promisesCall }, nowMs))
}

/** At `untilMs`, unless somebody undoes it. Begun twice by one desk it keeps its time and its words. */
export function beginDenial(record: KnockRecord, denial: PendingDenial): Result<KnockRecord> {
  if (!isOpen(record.phase)) return denyAgain(record, denial)
  const pending = record.denial
  if (pending === null) return ok({ ...record, denial })
  if (pending.by.id !== denial.by.id) return failed('already-decided', 'Another desk is denying this visitor.')
  if (!denial.promisesCall || pending.promisesCall) return ok(record)
  return ok({ ...record, denial: { ...pending, promisesCall: true } })
}

export function undoDenial(record: KnockRecord): Result<KnockRecord> {
  if (!isOpen(record.phase)) return lateDecision(record.phase)
  return ok(record.denial === null ? record : { ...record, denial: null })
}

/** The visitor hears of it now. */
export function carryOut(record: KnockRecord, denial: Denial, atMs: number): KnockRecord {
  const denied = end(record, { kind: 'denied', by: denial.by, message: denial.message }, atMs)
  return denial.promisesCall ? { ...denied, followUp: promised(denied.followUp) } : denied
}

/** The first message stays. A call that is promised only now is remembered all the same; one phoned already is not again. */
function denyAgain(record: KnockRecord, { by, promisesCall }: DenialAgain): Result<KnockRecord> {
  if (!isDeniedBy(record.phase, by.id)) return lateDecision(record.phase)
  const isNew = promisesCall && record.followUp.kind === 'none'
  return ok(isNew ? { ...record, followUp: promised(record.followUp) } : record)
}

type DenialAgain = { readonly by: DeskRef; readonly promisesCall: boolean }

function isDeniedBy(phase: KnockPhase, desk: DeskId): boolean {
  return phase.kind === 'over' && phase.end.kind === 'denied' && phase.end.by.id === desk
}
