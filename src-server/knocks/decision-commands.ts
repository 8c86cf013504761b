import type { Call } from '../../src-shared/call.ts'
import type { CallId, KnockId } from '../../src-shared/ids.ts'
import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import { done, failed, ok, type Done, type Result } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import type { LiveRoom } from '../room/live-room.ts'
import type { DeskConnection } from '../room/room-desks.ts'
import type { KnockCommand } from './knock-machine.ts'
import type { KnockRecord } from './knock-record.ts'
import { toCall } from './knock-views.ts'
import type { Policy } from '../policy.ts'
import { makeCallId } from '../room/secrets.ts'

export type DecisionCommandsDeps = {
  readonly room: LiveRoom
  readonly desk: DeskConnection
  readonly policy: Pick<Policy, 'holdMs' | 'undoDenialMs'>
  /** Epoch ms. */
  readonly now: () => number
}

type DecisionCommandName = 'admit' | 'hold' | 'deny' | 'undo-deny' | 'hang-up' | 'say' | 'call:hear' | 'signal'

/** What a desk can do about knocks and calls. */
export function createDecisionCommands(
  deps: DecisionCommandsDeps,
): Pick<CommandHandlers<DeskCommands>, DecisionCommandName> {
  const { room, desk, policy, now } = deps

  /** Practice has a book of its own, which this desk alone can reach. */
  function bookOf(knockId: KnockId): Pick<LiveRoom['book'], 'decide'> {
    return room.practices.bookWith(desk.id, { knockId }) ?? room.book
  }

  function decide(knockId: KnockId, decision: KnockCommand): Done {
    const result = bookOf(knockId).decide(knockId, decision)
    return result.kind === 'ok' ? done : result
  }

  function admit(knockId: KnockId): Result<Call> {
    const isDeskInCall = room.book.isDeskInCall(desk.id) || room.practices.isInCall(desk.id)
    const result = bookOf(knockId).decide(knockId, {
      kind: 'admit',
      by: desk.getRef(),
      callId: makeCallId(),
      isDeskInCall,
    })
    if (result.kind === 'failed') return result
    const call = toCall(result.value)
    return call ? ok(call) : failed('already-decided', 'This call is over.')
  }

  return {
    admit: ({ knockId }) => admit(knockId),
    hold: ({ knockId, message, forMs = policy.holdMs }) =>
      decide(knockId, { kind: 'hold', by: desk.getRef(), message, untilMs: now() + forMs }),
    deny: ({ knockId, message, promisesCall, isUndoable }) => {
      const denial = { by: desk.getRef(), message, promisesCall }
      return isUndoable
        ? decide(knockId, { kind: 'begin-denial', ...denial, untilMs: now() + policy.undoDenialMs })
        : decide(knockId, { kind: 'deny', ...denial })
    },
    'undo-deny': ({ knockId }) => decide(knockId, { kind: 'undo-denial' }),
    'hang-up': ({ callId }) => {
      const book = room.practices.bookWith(desk.id, { callId }) ?? room.book
      const record = book.findByCall(callId)
      return record
        ? decide(record.id, { kind: 'hang-up', by: desk.id })
        : failed('not-found', 'There is no such call.')
    },
    say({ callId, lineId, text }) {
      const record = findOwnCall(callId)
      return record.kind === 'ok' ? decide(record.value.id, { kind: 'say', from: 'desk', lineId, text }) : record
    },
    'call:hear'({ callId }) {
      const record = findOwnCall(callId)
      return record.kind === 'ok' ? decide(record.value.id, { kind: 'hear', from: 'desk' }) : record
    },
    signal(signal) {
      const record = findOwnCall(signal.callId)
      return record.kind === 'ok' ? room.calls.relay('visitor', record.value, signal) : record
    },
  }

  function findOwnCall(callId: CallId): Result<KnockRecord> {
    const record = room.book.findByCall(callId)
    if (!record) return failed('not-found', 'There is no such call.')
    const isOwn = record.phase.kind !== 'in-call' || record.phase.by.id === desk.id
    return isOwn ? ok(record) : failed('unauthorised', 'This is the call of another desk.')
  }
}
