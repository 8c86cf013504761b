import type { CallSide } from '../../src-shared/call-line.ts'
import type { Signal } from '../../src-shared/call.ts'
import { done, failed, type Done } from '../../src-shared/result.ts'
import { createCallMailbox } from './call-mailbox.ts'
import type { ConnectedDesks } from '../wire/connected-desks.ts'
import type { ConnectedVisitors } from '../wire/connected-visitors.ts'
import type { KnockRecord } from '../knocks/knock-record.ts'

/** Carries signals between the two sides of a call. */
export type CallRelay = {
  /** Delivers to the other side of the knock's call, or keeps it while that side is away. */
  readonly relay: (to: CallSide, record: KnockRecord, signal: Signal) => Done
  /** Sends what was kept for a side that is back. */
  readonly flush: (to: CallSide, record: KnockRecord) => void
  /** Forgets what was kept for a call that is over now. */
  readonly forget: (before: KnockRecord | null, after: KnockRecord) => void
}

export function createCallRelay(desks: ConnectedDesks, visitors: ConnectedVisitors): CallRelay {
  const mailbox = createCallMailbox()
  return {
    relay(to, record, signal) {
      if (record.phase.kind !== 'in-call') return failed('wrong-state', 'This call is over.')
      if (send(to, record, [signal]) || mailbox.put(to, signal)) return done
      return failed('busy', 'Too many signals are kept for the other side.')
    },
    flush(to, record) {
      if (record.phase.kind === 'in-call') send(to, record, mailbox.take(to, record.phase.callId))
    },
    forget(before, after) {
      if (after.phase.kind !== 'in-call' && before?.phase.kind === 'in-call') mailbox.forget(before.phase.callId)
    },
  }

  /** False when that side is away. */
  function send(to: CallSide, record: KnockRecord, signals: readonly Signal[]): boolean {
    const desk = to === 'desk' && record.phase.kind === 'in-call' ? desks.find(record.phase.by.id) : null
    const visitor = to === 'visitor' ? visitors.find(record.id) : null
    for (const signal of signals) {
      desk?.emit('signal', signal)
      visitor?.emit('signal', signal)
    }
    return (desk ?? visitor) !== null
  }
}
