/**
 * A knock from its beginning to the end of its call, as pure transitions. One value holds both, so that no call can
 * exist without an admission, and no knock can have two outcomes.
 */
import type { CallBackRequest } from '../../src-shared/call-back.ts'
import type { CallEnd } from '../../src-shared/call.ts'
import type { CallId, DeskId, KnockId } from '../../src-shared/ids.ts'
import type { KnockEnd, OpenPhase } from '../../src-shared/knock.ts'
import type { Language, LocalText } from '../../src-shared/language.ts'
import { assertNever, failed, ok, type Failed, type Result } from '../../src-shared/result.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { FollowUp, VisitEnd } from '../../src-shared/visit.ts'
import { missed, promised, reopened, requested, settled } from './follow-up.ts'
import type { Source } from '../sources/sources.ts'
import { isSameData } from '../../src-shared/same-data.ts'

/** Times are epoch ms. */
export type KnockRecord = {
  readonly id: KnockId
  /** SHA-256 of the visitor's token; the token itself is not kept. */
  readonly tokenHash: string
  readonly name: string
  /** As given in a call-back request; else empty. */
  readonly company: string
  readonly language: Language
  readonly knockedAtMs: number
  /** Since when the visitor's page is away; null while it is connected. */
  readonly visitorLostAtMs: number | null
  /** SHA-256 of the invitation that the visitor came with; null for everybody else. */
  readonly invitationHash: string | null
  /** The desk that had made it. */
  readonly invitedBy: DeskRef | null
  /** Where the visitor came from; null where that cannot be told. */
  readonly source: Source | null
  readonly followUp: FollowUp
  readonly phase: KnockPhase
}

/** What holds for every knock until something happens. */
export const blankKnock = {
  company: '',
  visitorLostAtMs: null,
  invitationHash: null,
  invitedBy: null,
  source: null,
  followUp: { kind: 'none' },
} as const

export type KnockPhase = OpenPhase | InCallPhase | OverPhase

export type InCallPhase = {
  readonly kind: 'in-call'
  readonly by: DeskRef
  readonly callId: CallId
  readonly admittedAtMs: number
  /** Since when the desk is away; null while it is connected. */
  readonly deskLostAtMs: number | null
}

export type OverPhase = {
  readonly kind: 'over'
  readonly end: VisitEnd
  readonly endedAtMs: number
  /** Null unless admitted. */
  readonly call: { readonly endedAtMs: number; readonly reason: CallEnd } | null
}

/** How a knock ends that no desk has admitted or denied. */
export type EndInVain = Extract<KnockEnd, { readonly kind: 'withdrawn' | 'expired' }>

export type KnockCommand =
  | { readonly kind: 'admit'; readonly by: DeskRef; readonly callId: CallId; readonly isDeskInCall: boolean }
  | { readonly kind: 'hold'; readonly by: DeskRef; readonly message: LocalText | null; readonly untilMs: number }
  | {
      readonly kind: 'deny'
      readonly by: DeskRef
      readonly message: LocalText | null
      readonly promisesCall: boolean
    }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'hang-up'; readonly by: DeskId }
  | { readonly kind: 'page-left' }
  | { readonly kind: 'call-back'; readonly request: CallBackRequest }
  | { readonly kind: 'follow-up-done'; readonly by: DeskRef; readonly note: string }
  | { readonly kind: 'follow-up-reopen' }
  | { readonly kind: 'visitor-connected' }
  | { readonly kind: 'visitor-lost' }
  | { readonly kind: 'desk-connected' }
  | { readonly kind: 'desk-lost' }

/** The knock after `command`: the same object when nothing changed, or why it cannot be done. */
export function decide(record: KnockRecord, command: KnockCommand, nowMs: number): Result<KnockRecord> {
  switch (command.kind) {
    case 'admit':
      return admit(record, command, nowMs)
    case 'hold':
      if (!isOpen(record.phase)) return lateDecision(record.phase)
      return ok({
        ...record,
        phase: { kind: 'held', by: command.by, message: command.message, untilMs: command.untilMs },
      })
    case 'deny':
      return deny(record, command, nowMs)
    case 'withdraw':
      if (isOpen(record.phase)) return ok(endInVain(record, { kind: 'withdrawn' }, nowMs))
      return isWithdrawn(record.phase) ? ok(record) : lateDecision(record.phase)
    case 'leave':
      if (record.phase.kind === 'in-call') return ok(endCall(record, 'visitor-left', nowMs))
      return isCallOver(record.phase) ? ok(record) : failed('wrong-state', 'This visitor is in no call.')
    case 'hang-up':
      return hangUp(record, command.by, nowMs)
    case 'page-left':
      return ok(withPageLeft(record, nowMs))
    case 'call-back':
      return ok(withRequest(record, command.request))
    case 'follow-up-done':
      return followUp(record, settled(record.followUp, { by: command.by, atMs: nowMs, note: command.note }))
    case 'follow-up-reopen':
      return followUp(record, reopened(record.followUp))
    case 'visitor-connected':
      return ok(record.visitorLostAtMs === null ? record : { ...record, visitorLostAtMs: null })
    case 'visitor-lost':
      return ok(record.visitorLostAtMs === null ? { ...record, visitorLostAtMs: nowMs } : record)
    case 'desk-connected':
      return ok(withDeskLostAt(record, null))
    case 'desk-lost':
      return ok(withDeskLostAt(record, nowMs))
    default:
      return assertNever(command)
  }
}

export function isOpen(phase: KnockPhase): phase is OpenPhase {
  return phase.kind === 'waiting' || phase.kind === 'held'
}

function admit(
  record: KnockRecord,
  command: Extract<KnockCommand, { readonly kind: 'admit' }>,
  nowMs: number,
): Result<KnockRecord> {
  const { phase } = record
  if (phase.kind === 'in-call' && phase.by.id === command.by.id) return ok(record)
  if (!isOpen(phase)) return lateDecision(phase)
  if (command.isDeskInCall) return failed('busy', 'This desk is in another call.')
  return ok({
    ...record,
    // They talk now, which settles a call-back request; it can be reopened.
    followUp: settled(record.followUp, { by: command.by, atMs: nowMs, note: '' }),
    // The call has a grace period of its own: a visitor who is away when admitted gets all of it.
    visitorLostAtMs: record.visitorLostAtMs === null ? null : nowMs,
    phase: { kind: 'in-call', by: command.by, callId: command.callId, admittedAtMs: nowMs, deskLostAtMs: null },
  })
}

function deny(
  record: KnockRecord,
  command: Extract<KnockCommand, { readonly kind: 'deny' }>,
  nowMs: number,
): Result<KnockRecord> {
  if (!isOpen(record.phase)) return denyAgain(record, command)
  const denied = end(record, { kind: 'denied', by: command.by, message: command.message }, nowMs)
  return ok(command.promisesCall ? { ...denied, followUp: promised(denied.followUp) } : denied)
}

/** The first message stays. A call that is promised only now is remembered all the same; one phoned already is not again. */
function denyAgain(
  record: KnockRecord,
  command: Extract<KnockCommand, { readonly kind: 'deny' }>,
): Result<KnockRecord> {
  if (!isDeniedBy(record.phase, command.by.id)) return lateDecision(record.phase)
  const isNew = command.promisesCall && record.followUp.kind === 'none'
  return ok(isNew ? { ...record, followUp: promised(record.followUp) } : record)
}

/** A page without a knock that came back is gone only now. */
function withPageLeft(record: KnockRecord, nowMs: number): KnockRecord {
  const { phase } = record
  if (phase.kind !== 'over' || phase.end.kind !== 'not-knocked' || phase.endedAtMs === nowMs) return record
  return { ...record, phase: { ...phase, endedAtMs: nowMs } }
}

function withRequest(record: KnockRecord, request: CallBackRequest): KnockRecord {
  if (record.followUp.kind === 'open' && isSameData(record.followUp.request, request)) return record
  return {
    ...record,
    name: record.name || request.name,
    company: request.company || record.company,
    followUp: requested(request),
  }
}

/** Only what is in the visit log can be followed up. */
function followUp(record: KnockRecord, after: FollowUp): Result<KnockRecord> {
  if (isOpen(record.phase)) return failed('wrong-state', 'This visitor still waits.')
  if (after.kind === 'none') return failed('wrong-state', 'Nothing is to be done about this visit.')
  return ok(after === record.followUp ? record : { ...record, followUp: after })
}

function hangUp(record: KnockRecord, by: DeskId, nowMs: number): Result<KnockRecord> {
  const { phase } = record
  const owner = phase.kind === 'in-call' ? phase.by : isCallOver(phase) ? phase.end.by : null
  if (owner === null) return failed('not-found', 'This knock has no call.')
  if (owner.id !== by) return failed('unauthorised', 'This is the call of another desk.')
  return ok(phase.kind === 'in-call' ? endCall(record, 'desk-hung-up', nowMs) : record)
}

function lateDecision(phase: KnockPhase): Failed {
  const isDecided = phase.kind === 'in-call' || (phase.kind === 'over' && 'by' in phase.end)
  return isDecided
    ? failed('already-decided', 'A desk had decided before.')
    : failed('wrong-state', 'The visitor had withdrawn, or the knock had expired.')
}

function isDeniedBy(phase: KnockPhase, desk: DeskId): boolean {
  return phase.kind === 'over' && phase.end.kind === 'denied' && phase.end.by.id === desk
}

function isWithdrawn(phase: KnockPhase): boolean {
  return phase.kind === 'over' && phase.end.kind === 'withdrawn'
}

type CallOver = OverPhase & { readonly end: Extract<KnockEnd, { readonly kind: 'admitted' }> }

function isCallOver(phase: KnockPhase): phase is CallOver {
  return phase.kind === 'over' && phase.end.kind === 'admitted'
}

/** The visitor went unanswered. */
export function endInVain(record: KnockRecord, knockEnd: EndInVain, atMs: number): KnockRecord {
  const ended = end(record, wasHeld(record) ? { ...knockEnd, wasHeld: true } : knockEnd, atMs)
  return { ...ended, followUp: missed(ended.followUp) }
}

/** A hold that has run out has left its end as the time since which the visitor waits again. */
function wasHeld({ phase, knockedAtMs }: KnockRecord): boolean {
  return phase.kind === 'held' || (phase.kind === 'waiting' && phase.sinceMs > knockedAtMs)
}

function end(record: KnockRecord, knockEnd: KnockEnd, atMs: number): KnockRecord {
  return { ...record, phase: { kind: 'over', end: knockEnd, endedAtMs: atMs, call: null } }
}

export function endCall(record: KnockRecord, reason: CallEnd, atMs: number): KnockRecord {
  const { phase } = record
  if (phase.kind !== 'in-call') return record
  const knockEnd: KnockEnd = { kind: 'admitted', by: phase.by, callId: phase.callId }
  return {
    ...record,
    phase: { kind: 'over', end: knockEnd, endedAtMs: phase.admittedAtMs, call: { endedAtMs: atMs, reason } },
  }
}

function withDeskLostAt(record: KnockRecord, lostAtMs: number | null): KnockRecord {
  const { phase } = record
  if (phase.kind !== 'in-call' || (phase.deskLostAtMs === null) === (lostAtMs === null)) return record
  return { ...record, phase: { ...phase, deskLostAtMs: lostAtMs } }
}
