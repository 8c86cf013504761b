/**
 * A knock from its beginning to the end of its call, as pure transitions. One value holds both, so that no call can
 * exist without an admission, and no knock can have two outcomes.
 */
import type { CallBackRequest } from '../../src-shared/call-back.ts'
import type { CallSide, LineId } from '../../src-shared/call-line.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { CallId, DeskId } from '../../src-shared/ids.ts'
import type { KnockEnd, PendingDenial } from '../../src-shared/knock.ts'
import type { LocalText } from '../../src-shared/language.ts'
import { assertNever, failed, ok, type Result } from '../../src-shared/result.ts'
import { isSameData } from '../../src-shared/same-data.ts'
import type { FollowUp } from '../../src-shared/visit.ts'
import { say } from '../calls/call-lines.ts'
import { beginDenial, deny, undoDenial, type Denial } from './denials.ts'
import { reopened, requested, settled } from './follow-up.ts'
import { endCall, endInVain, lateDecision } from './knock-ends.ts'
import { isOpen, type KnockPhase, type KnockRecord, type OverPhase } from './knock-record.ts'

export type KnockCommand =
  | { readonly kind: 'admit'; readonly by: DeskRef; readonly callId: CallId; readonly isDeskInCall: boolean }
  | { readonly kind: 'hold'; readonly by: DeskRef; readonly message: LocalText | null; readonly untilMs: number }
  | ({ readonly kind: 'deny' } & Denial)
  /** Denied at `untilMs`, and until then undone by whoever wants to. */
  | ({ readonly kind: 'begin-denial' } & PendingDenial)
  | { readonly kind: 'undo-denial' }
  | { readonly kind: 'withdraw' }
  | { readonly kind: 'leave' }
  | { readonly kind: 'hang-up'; readonly by: DeskId }
  | { readonly kind: 'say'; readonly from: CallSide; readonly lineId: LineId; readonly text: string }
  /** One side of the call hears the other: whoever has lost the server has not left the call. */
  | { readonly kind: 'hear'; readonly from: CallSide }
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
        denial: null,
        phase: { kind: 'held', by: command.by, message: command.message, untilMs: command.untilMs },
      })
    case 'deny':
      return deny(record, denialOf(command), nowMs)
    case 'begin-denial':
      return beginDenial(record, { ...denialOf(command), untilMs: command.untilMs })
    case 'undo-denial':
      return undoDenial(record)
    case 'withdraw':
      if (isOpen(record.phase)) return ok(endInVain(record, { kind: 'withdrawn' }, nowMs))
      return isWithdrawn(record.phase) ? ok(record) : lateDecision(record.phase)
    case 'leave':
      if (record.phase.kind === 'in-call') return ok(endCall(record, 'visitor-left', nowMs))
      return isCallOver(record.phase) ? ok(record) : failed('wrong-state', 'This visitor is in no call.')
    case 'hang-up':
      return hangUp(record, command.by, nowMs)
    case 'say':
      return say(record, { id: command.lineId, from: command.from, text: command.text, atMs: nowMs })
    case 'hear':
      return ok(withGraceAnew(record, command.from === 'desk' ? 'visitor' : 'desk', nowMs))
    case 'page-left':
      return ok(withPageLeft(record, nowMs))
    case 'call-back':
      return ok(withRequest(record, command.request))
    case 'follow-up-done':
      return followUp(record, settled(record.followUp, { by: command.by, atMs: nowMs, note: command.note }))
    case 'follow-up-reopen':
      return followUp(record, reopened(record.followUp))
    case 'visitor-connected':
      return ok(
        record.visitorLostAtMs === null ? record : { ...withGraceAnew(record, 'desk', nowMs), visitorLostAtMs: null },
      )
    case 'visitor-lost':
      return ok(record.visitorLostAtMs === null ? { ...record, visitorLostAtMs: nowMs } : record)
    case 'desk-connected':
      return ok(isDeskLost(record) ? withDeskLostAt(withGraceAnew(record, 'visitor', nowMs), null) : record)
    case 'desk-lost':
      return ok(withDeskLostAt(record, nowMs))
    default:
      return assertNever(command)
  }
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
    denial: null,
    phase: {
      kind: 'in-call',
      by: command.by,
      callId: command.callId,
      admittedAtMs: nowMs,
      deskLostAtMs: null,
      lines: [],
    },
  })
}

function denialOf({ by, message, promisesCall }: Denial): Denial {
  return { by, message, promisesCall }
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

function isWithdrawn(phase: KnockPhase): boolean {
  return phase.kind === 'over' && phase.end.kind === 'withdrawn'
}

type CallOver = OverPhase & { readonly end: Extract<KnockEnd, { readonly kind: 'admitted' }> }

function isCallOver(phase: KnockPhase): phase is CallOver {
  return phase.kind === 'over' && phase.end.kind === 'admitted'
}

/** In a call, that side is waited for from now on, if it has lost the server. */
function withGraceAnew(record: KnockRecord, side: CallSide, nowMs: number): KnockRecord {
  const { phase, visitorLostAtMs } = record
  if (phase.kind !== 'in-call') return record
  if (side === 'visitor') return visitorLostAtMs === null ? record : { ...record, visitorLostAtMs: nowMs }
  return phase.deskLostAtMs === null ? record : { ...record, phase: { ...phase, deskLostAtMs: nowMs } }
}

function isDeskLost({ phase }: KnockRecord): boolean {
  return phase.kind === 'in-call' && phase.deskLostAtMs !== null
}

function withDeskLostAt(record: KnockRecord, lostAtMs: number | null): KnockRecord {
  const { phase } = record
  if (phase.kind !== 'in-call' || (phase.deskLostAtMs === null) === (lostAtMs === null)) return record
  return { ...record, phase: { ...phase, deskLostAtMs: lostAtMs } }
}
