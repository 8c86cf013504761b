/** A knock as its visitor, the desks and the visit log see it. */
import type { Call, IceServer } from '../../src-shared/call.ts'
import type { DeskKnock, KnockEnd, VisitorKnock, VisitorPhase } from '../../src-shared/knock.ts'
import type { CallId } from '../../src-shared/ids.ts'
import type { VisitorLink } from '../../src-shared/visitor-link.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { FollowUp, Visit, VisitEnd } from '../../src-shared/visit.ts'
import { isOpen, type InCallPhase, type KnockPhase, type KnockRecord } from './knock-record.ts'

/** Null unless the knock is open. */
export function toDeskKnock(record: KnockRecord): DeskKnock | null {
  const { id, name, language, knockedAtMs, invitedBy, source, followUp, denial, phase } = record
  if (!isOpen(phase)) return null
  const callBack = followUp.kind === 'open' ? followUp.request : null
  const common = { id, name, language, knockedAtMs, invitedBy, ...kindOf(record) }
  return { ...common, visitorLink: visitorLink(record), source: source?.address ?? null, denial, callBack, phase }
}

/** Null unless the knock is in a call now. */
export function toCall(record: KnockRecord): Call | null {
  const { phase } = record
  if (phase.kind !== 'in-call') return null
  return {
    id: phase.callId,
    ...kindOf(record),
    knockId: record.id,
    visitorName: record.name,
    desk: phase.by,
    startedAtMs: phase.admittedAtMs,
    visitorLink: visitorLink(record),
  }
}

export type VisitorContext = {
  readonly iceServersOf: (callId: CallId) => readonly IceServer[]
  /** Counts from 1 over all open knocks; unused unless the knock is open. */
  readonly place: number
}

export function toVisitorKnock(record: KnockRecord, context: VisitorContext): VisitorKnock {
  const { id, name, knockedAtMs } = record
  return { id, name, knockedAtMs, isInvited: record.invitedBy !== null, phase: toVisitorPhase(record, context) }
}

/** Null while the knock is open. */
export function toVisit(record: KnockRecord): Visit | null {
  const { id, name, company, knockedAtMs: startedAtMs, invitedBy, followUp, phase } = record
  if (isOpen(phase)) return null
  const visit = { id, name, company, startedAtMs, invitedBy, followUp }
  return phase.kind === 'in-call'
    ? { ...visit, endedAtMs: phase.admittedAtMs, end: admittedBy(phase), call: null }
    : { ...visit, endedAtMs: phase.endedAtMs, end: phase.end, call: phase.call }
}

/** The knock's outcome; null while it has none, and for a page that was left without a knock. */
export function toKnockEnd(phase: KnockPhase): KnockEnd | null {
  if (phase.kind === 'in-call') return admittedBy(phase)
  return phase.kind === 'over' && phase.end.kind !== 'not-knocked' ? phase.end : null
}

/** Only practice is marked. */
function kindOf({ kind }: KnockRecord): Pick<DeskKnock, 'kind'> {
  return kind ? { kind } : {}
}

function admittedBy({ by, callId }: InCallPhase): KnockEnd {
  return { kind: 'admitted', by, callId }
}

function visitorLink(record: KnockRecord): VisitorLink {
  return record.visitorLostAtMs === null ? 'connected' : 'lost'
}

function toVisitorPhase({ phase, followUp }: KnockRecord, { iceServersOf, place }: VisitorContext): VisitorPhase {
  switch (phase.kind) {
    case 'waiting':
      return { kind: 'waiting', place }
    case 'held':
      return { kind: 'held', place, message: phase.message, untilMs: phase.untilMs }
    case 'in-call':
      return { kind: 'admitted', callId: phase.callId, iceServers: iceServersOf(phase.callId), lines: phase.lines }
    case 'over':
      if (phase.call) return { kind: 'ended', reason: phase.call.reason }
      return toEndedPhase(phase.end, followUp)
    default:
      return assertNever(phase)
  }
}

function toEndedPhase(end: VisitEnd, followUp: FollowUp): VisitorPhase {
  switch (end.kind) {
    case 'denied':
      // Who decided is the company's own business.
      return { kind: 'denied', message: end.message, asksForNumber: asksForNumber(followUp) }
    case 'withdrawn':
      return { kind: 'withdrawn' }
    case 'expired':
      return { kind: 'expired', cause: end.cause }
    case 'admitted':
      throw new Error('An admitted knock is over only when its call is.')
    case 'not-knocked':
      throw new Error('Nobody sees this knock, because there is none.')
    default:
      return assertNever(end)
  }
}

/** Somebody has promised to phone, and the visitor has not said where. */
function asksForNumber(followUp: FollowUp): boolean {
  return followUp.kind === 'open' && followUp.reason === 'call-promised' && followUp.request === null
}
