/** One row of the table of knocks, from and to a record. */
import type { SQLOutputValue } from 'node:sqlite'
import * as v from 'valibot'
import { CallBackRequestSchema } from '../../src-shared/call-back.ts'
import { callEnds } from '../../src-shared/call.ts'
import { CallIdSchema, DeskIdSchema, KnockIdSchema, type CallId } from '../../src-shared/ids.ts'
import { LanguageSchema, localTextSchema } from '../../src-shared/language.ts'
import type { FollowUp } from '../../src-shared/visit.ts'
import type { KnockPhase, KnockRecord } from './knock-machine.ts'

export type Row = Record<string, SQLOutputValue>

export const knockColumns = 'id, token_hash, name, company, language, knocked_at_ms, invitation_hash, follow_up, phase'

/** The record with every link connected. */
export function toKnockRecord(row: Row): KnockRecord {
  const parsed = v.parse(KnockRowSchema, row)
  return {
    id: parsed.id,
    tokenHash: parsed.token_hash,
    name: parsed.name,
    company: parsed.company,
    language: parsed.language,
    knockedAtMs: parsed.knocked_at_ms,
    visitorLostAtMs: null,
    invitationHash: parsed.invitation_hash,
    followUp: parsed.follow_up,
    phase: parsed.phase,
  }
}

/** What of a record is worth a write: whether somebody is connected is not. */
export function withoutLinks(record: KnockRecord): KnockRecord {
  const { phase } = record
  const kept: KnockPhase = phase.kind === 'in-call' ? { ...phase, deskLostAtMs: null } : phase
  return { ...record, visitorLostAtMs: null, phase: kept }
}

/** The call that a knock led to, over or not. */
export function callIdOf(phase: KnockPhase): CallId | null {
  if (phase.kind === 'in-call') return phase.callId
  return phase.kind === 'over' && phase.end.kind === 'admitted' ? phase.end.callId : null
}

const time = v.number()
const kept = v.nullable(localTextSchema(Infinity))
const DeskRefSchema = v.object({ id: DeskIdSchema, name: v.string() })

const VisitEndSchema = v.variant('kind', [
  v.object({ kind: v.literal('admitted'), by: DeskRefSchema, callId: CallIdSchema }),
  v.object({ kind: v.literal('denied'), by: DeskRefSchema, message: kept }),
  v.object({ kind: v.literal('withdrawn') }),
  v.object({ kind: v.literal('expired'), cause: v.picklist(['visitor-gone', 'unanswered']) }),
  v.object({ kind: v.literal('not-knocked') }),
])

const KnockPhaseSchema: v.GenericSchema<unknown, KnockPhase> = v.variant('kind', [
  v.object({ kind: v.literal('waiting'), sinceMs: time }),
  v.object({ kind: v.literal('held'), by: DeskRefSchema, message: kept, untilMs: time }),
  v.object({
    kind: v.literal('in-call'),
    by: DeskRefSchema,
    callId: CallIdSchema,
    admittedAtMs: time,
    deskLostAtMs: v.nullable(time),
  }),
  v.object({
    kind: v.literal('over'),
    end: VisitEndSchema,
    endedAtMs: time,
    call: v.nullable(v.object({ endedAtMs: time, reason: v.picklist(callEnds) })),
  }),
])

const asked = {
  reason: v.picklist(['missed', 'call-back-requested', 'call-promised']),
  request: v.nullable(CallBackRequestSchema),
}
const FollowUpSchema: v.GenericSchema<unknown, FollowUp> = v.variant('kind', [
  v.object({ kind: v.literal('none') }),
  v.object({ kind: v.literal('open'), ...asked }),
  v.object({ kind: v.literal('done'), ...asked, by: DeskRefSchema, atMs: time, note: v.string() }),
])

const KnockRowSchema = v.object({
  id: KnockIdSchema,
  token_hash: v.string(),
  name: v.string(),
  company: v.string(),
  language: LanguageSchema,
  knocked_at_ms: time,
  invitation_hash: v.nullable(v.string()),
  follow_up: v.pipe(v.string(), v.parseJson(), FollowUpSchema),
  phase: v.pipe(v.string(), v.parseJson(), KnockPhaseSchema),
})
