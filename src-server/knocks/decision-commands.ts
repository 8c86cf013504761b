import * as v from 'valibot'
import { SignalSchema, type Call } from '../../src-shared/call.ts'
import { CallIdSchema, type KnockId } from '../../src-shared/ids.ts'
import { DenialSchema, KnockMessageSchema, KnockRefSchema } from '../../src-shared/protocol.ts'
import { done, failed, ok, type Done, type Result } from '../../src-shared/result.ts'
import type { DeskRef } from '../../src-shared/room.ts'
import { command, type Command } from '../wire/command-table.ts'
import type { AcceptedDesk } from '../wire/handshake.ts'
import type { KnockCommand } from './knock-machine.ts'
import { toCall } from './knock-views.ts'
import { makeCallId } from '../room/secrets.ts'

export type DecisionCommandsDeps = AcceptedDesk & {
  readonly holdMs: number
  /** Epoch ms. */
  readonly now: () => number
}

/** What a desk can do about knocks and calls. */
export function createDecisionCommands(deps: DecisionCommandsDeps): readonly (readonly [string, Command])[] {
  const { room, desk } = deps
  const by = (): DeskRef => room.desks.refOf(desk)

  function decide(knockId: KnockId, decision: KnockCommand): Done {
    const result = room.book.decide(knockId, decision)
    return result.kind === 'ok' ? done : result
  }

  function admit(knockId: KnockId): Result<Call> {
    const isDeskInCall = room.book.isDeskInCall(desk.id)
    const result = room.book.decide(knockId, { kind: 'admit', by: by(), callId: makeCallId(), isDeskInCall })
    if (result.kind === 'failed') return result
    const call = toCall(result.value)
    return call ? ok(call) : failed('already-decided', 'This call is over.')
  }

  return [
    ['admit', command(KnockRefSchema, ({ knockId }) => admit(knockId))],
    [
      'hold',
      command(KnockMessageSchema, ({ knockId, message }) =>
        decide(knockId, { kind: 'hold', by: by(), message, untilMs: deps.now() + deps.holdMs }),
      ),
    ],
    [
      'deny',
      command(DenialSchema, ({ knockId, message, promisesCall }) =>
        decide(knockId, { kind: 'deny', by: by(), message, promisesCall }),
      ),
    ],
    [
      'hang-up',
      command(v.object({ callId: CallIdSchema }), ({ callId }) => {
        const record = room.book.findByCall(callId)
        return record
          ? decide(record.id, { kind: 'hang-up', by: desk.id })
          : failed('not-found', 'There is no such call.')
      }),
    ],
    [
      'signal',
      command(SignalSchema, (signal) => {
        const record = room.book.findByCall(signal.callId)
        if (!record) return failed('not-found', 'There is no such call.')
        const isOwn = record.phase.kind !== 'in-call' || record.phase.by.id === desk.id
        return isOwn
          ? room.calls.relay('visitor', record, signal)
          : failed('unauthorised', 'This is the call of another desk.')
      }),
    ],
  ]
}
