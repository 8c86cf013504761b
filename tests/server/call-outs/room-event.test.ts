import { describe, expect, it } from 'vitest'
import { elapse } from '../../../src-server/knocks/knock-deadlines.ts'
import { decide, type KnockCommand } from '../../../src-server/knocks/knock-machine.ts'
import type { KnockRecord } from '../../../src-server/knocks/knock-record.ts'
import { defaultPolicy as policy } from '../../../src-server/policy.ts'
import { toRoomEvent } from '../../../src-server/call-outs/room-event.ts'
import { parseCallId, parseDeskId } from '../../support/room-client.ts'
import { waitingKnock } from '../../support/sample-knock.ts'

const startMs = 1_000_000
const by = { id: parseDeskId('mine'), name: 'Milling' }
const waiting = waitingKnock(startMs)
const admit: KnockCommand = { kind: 'admit', by, callId: parseCallId('c_1'), isDeskInCall: false }
const hold: KnockCommand = { kind: 'hold', by, message: null, untilMs: startMs + 60_000 }

function after(record: KnockRecord, command: KnockCommand): KnockRecord {
  const result = decide(record, command, startMs + 1)
  if (result.kind === 'failed') throw new Error(result.message)
  return result.value
}

const held = after(waiting, hold)
const beginDenial: KnockCommand = {
  kind: 'begin-denial',
  by,
  message: null,
  promisesCall: false,
  untilMs: startMs + 5_000,
}
const denying = after(waiting, beginDenial)
const inCall = after(waiting, admit)

describe('what is told to whoever calls people elsewhere', () => {
  it.for<readonly [string, KnockRecord | null, KnockRecord, object | null]>([
    ['a new knock', null, waiting, { kind: 'knock', knock: { phase: { sinceMs: startMs } } }],
    ['a hold', waiting, held, { kind: 'answered', by }],
    ['a second hold', held, after(held, { ...hold, untilMs: startMs + 90_000 }), null],
    [
      'a hold that ran out',
      held,
      elapse(held, startMs + 60_000, policy),
      { kind: 'knock', knock: { phase: { sinceMs: startMs + 60_000 } } },
    ],
    ['an admission', waiting, inCall, { kind: 'answered', by, knock: { name: 'Sato' } }],
    ['a denial', held, after(held, { kind: 'deny', by, message: null, promisesCall: false }), { kind: 'answered', by }],
    ['a denial that can be undone', waiting, denying, { kind: 'answered', by }],
    ['one that is undone', denying, waiting, { kind: 'knock', knock: { phase: { sinceMs: startMs } } }],
    ['one that is carried out', denying, elapse(denying, startMs + 5_000, policy), null],
    ['a held visitor who is denied undoably', held, after(held, beginDenial), null],
    ['an admission instead of it', denying, after(denying, admit), { kind: 'answered', by }],
    [
      'a withdrawal meanwhile',
      denying,
      after(denying, { kind: 'withdraw' }),
      { kind: 'missed', knock: { name: 'Sato' } },
    ],
    ['a withdrawal', waiting, after(waiting, { kind: 'withdraw' }), { kind: 'missed', knock: { name: 'Sato' } }],
    [
      'an expiry',
      waiting,
      elapse(waiting, startMs + policy.unansweredMs, policy),
      { kind: 'missed', knock: { name: 'Sato' } },
    ],
    ['a visitor who is lost for a moment', waiting, after(waiting, { kind: 'visitor-lost' }), null],
    ['the end of a call', inCall, after(inCall, { kind: 'leave' }), null],
  ])('%s', ([, before, record, expected]) => {
    const event = toRoomEvent(before, record)
    if (expected === null) expect(event).toBeNull()
    else expect(event).toMatchObject(expected)
  })
})
