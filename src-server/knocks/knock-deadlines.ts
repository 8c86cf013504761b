import { carryOut } from './denials.ts'
import { endCall, endInVain, type EndInVain } from './knock-ends.ts'
import { isOpen, type KnockRecord } from './knock-record.ts'
import type { Policy } from '../policy.ts'

/** Applies every change that is due by time alone; the same object when none is. */
export function elapse(record: KnockRecord, nowMs: number, policy: Policy): KnockRecord {
  const [next] = dueChanges(record, policy)
  if (!next || next.atMs > nowMs) return record
  return elapse(next.change(record), nowMs, policy)
}

/** When `elapse` will change this knock next; null if never. */
export function nextDeadlineMs(record: KnockRecord, policy: Policy): number | null {
  return dueChanges(record, policy)[0]?.atMs ?? null
}

type DueChange = { readonly atMs: number; readonly change: (record: KnockRecord) => KnockRecord }

/** Soonest first. */
function dueChanges(record: KnockRecord, policy: Policy): readonly DueChange[] {
  const { phase, visitorLostAtMs } = record
  const due: DueChange[] = []
  const add = (afterMs: number | null, delayMs: number, change: (record: KnockRecord, atMs: number) => KnockRecord) => {
    if (afterMs === null) return
    const atMs = afterMs + delayMs
    due.push({ atMs, change: (before) => change(before, atMs) })
  }
  if (phase.kind === 'in-call') {
    const { deskLostAtMs } = phase
    if (visitorLostAtMs === null || deskLostAtMs === null) {
      add(visitorLostAtMs, policy.visitorInCallGraceMs, (before, atMs) => endCall(before, 'visitor-lost', atMs))
      add(deskLostAtMs, policy.deskInCallGraceMs, (before, atMs) => endCall(before, 'desk-lost', atMs))
    } else {
      // Nobody came back: it ended when the second one was lost, as far as anybody here knows.
      const lostAtMs = Math.max(visitorLostAtMs, deskLostAtMs)
      const reason = visitorLostAtMs <= deskLostAtMs ? 'visitor-lost' : 'desk-lost'
      add(lostAtMs, policy.bothInCallGraceMs, (before) => endCall(before, reason, lostAtMs))
    }
  }
  if (isOpen(phase)) {
    add(record.knockedAtMs, policy.unansweredMs, (before, atMs) => endInVain(before, expired('unanswered'), atMs))
    add(visitorLostAtMs, policy.knockGraceMs, (before, atMs) => endInVain(before, expired('visitor-gone'), atMs))
  }
  if (record.denial !== null) {
    const { denial } = record
    add(denial.untilMs, 0, (before, atMs) => carryOut(before, denial, atMs))
  }
  if (phase.kind === 'held') {
    add(phase.untilMs, 0, (before, sinceMs) => ({ ...before, phase: { kind: 'waiting', sinceMs } }))
  }
  return due.sort((a, b) => a.atMs - b.atMs)
}

function expired(cause: 'visitor-gone' | 'unanswered'): EndInVain {
  return { kind: 'expired', cause }
}
