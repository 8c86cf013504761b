/** Rows of the table of knocks as records, and records as rows. */
import * as v from 'valibot'
import { CallEndSchema } from '../../src-shared/call.ts'
import { CallLineSchema } from '../../src-shared/call-line.ts'
import { DeskRefSchema } from '../../src-shared/desk-ref.ts'
import { CallIdSchema, KnockIdSchema, SourceIdSchema, type CallId, type SourceId } from '../../src-shared/ids.ts'
import { OpenPhaseSchema, PendingDenialSchema } from '../../src-shared/knock.ts'
import { LanguageSchema } from '../../src-shared/language.ts'
import { FollowUpSchema, VisitEndSchema } from '../../src-shared/visit.ts'
import { rowId, type Row } from '../database/set-aside.ts'
import type { Source } from '../sources/sources.ts'
import type { KnockPhase, KnockRecord } from './knock-record.ts'

const time = v.number()

const KnockPhaseSchema: v.GenericSchema<unknown, KnockPhase> = v.variant('kind', [
  OpenPhaseSchema,
  v.object({
    kind: v.literal('in-call'),
    by: DeskRefSchema,
    callId: CallIdSchema,
    admittedAtMs: time,
    deskLostAtMs: v.nullable(time),
    // Calls of before had none.
    lines: v.nullish(v.array(CallLineSchema), []),
  }),
  v.object({
    kind: v.literal('over'),
    end: VisitEndSchema,
    endedAtMs: time,
    call: v.nullable(v.object({ endedAtMs: time, reason: CallEndSchema })),
  }),
])

/** The columns that are read. */
const KnockRowSchema = v.object({
  id: KnockIdSchema,
  token_hash: v.string(),
  name: v.string(),
  company: v.string(),
  language: LanguageSchema,
  knocked_at_ms: time,
  invitation_hash: v.nullable(v.string()),
  invited_by: v.nullable(v.pipe(v.string(), v.parseJson(), DeskRefSchema)),
  source_address: v.nullable(SourceIdSchema),
  source_network: v.nullable(SourceIdSchema),
  follow_up: v.pipe(v.string(), v.parseJson(), FollowUpSchema),
  denial: v.nullable(v.pipe(v.string(), v.parseJson(), PendingDenialSchema)),
  phase: v.pipe(v.string(), v.parseJson(), KnockPhaseSchema),
})

/** Written from the phase, for the queries that look for it. */
const phaseColumns = ['is_over', 'phase_kind', 'call_id'] as const

/** Written when the knock is added, never again. */
const lastingColumns = new Set([
  'id',
  'token_hash',
  'language',
  'knocked_at_ms',
  'invitation_hash',
  'invited_by',
  'source_address',
  'source_network',
])

type KnockColumn = keyof typeof KnockRowSchema.entries | (typeof phaseColumns)[number]

export const knockColumns = [rowId, ...Object.keys(KnockRowSchema.entries)].join(', ')

/** Saves the row of `toKnockRow`, with the `room`. */
export const saveKnockSql = saveSql([...Object.keys(KnockRowSchema.entries), ...phaseColumns])

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
    invitedBy: parsed.invited_by,
    source: toSource(parsed.source_address, parsed.source_network),
    followUp: parsed.follow_up,
    denial: parsed.denial,
    phase: parsed.phase,
  }
}

function toSource(address: SourceId | null, network: SourceId | null): Source | null {
  return address === null || network === null ? null : { address, network }
}

export function toKnockRow(record: KnockRecord): Record<KnockColumn, string | number | null> {
  const { phase } = withoutLinks(record)
  return {
    id: record.id,
    token_hash: record.tokenHash,
    name: record.name,
    company: record.company,
    language: record.language,
    knocked_at_ms: record.knockedAtMs,
    invitation_hash: record.invitationHash,
    invited_by: record.invitedBy && JSON.stringify(record.invitedBy),
    source_address: record.source?.address ?? null,
    source_network: record.source?.network ?? null,
    follow_up: JSON.stringify(record.followUp),
    denial: record.denial && JSON.stringify(record.denial),
    phase: JSON.stringify(phase),
    is_over: phase.kind === 'over' ? 1 : 0,
    phase_kind: phase.kind,
    call_id: callIdOf(phase),
  }
}

/** The part of a record that is saved: who is connected is not. */
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

function saveSql(columns: readonly string[]): string {
  const changing = columns.filter((column) => !lastingColumns.has(column))
  return `INSERT INTO knocks (room, ${columns.join(', ')})
    VALUES (:room, ${columns.map((column) => `:${column}`).join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${changing.map((column) => `${column} = excluded.${column}`).join(', ')}`
}
