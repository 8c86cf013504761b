import { describe, expect, it } from 'vitest'
import { elapse, nextDeadlineMs } from '../../../src-server/knocks/knock-deadlines.ts'
import { decide, type KnockCommand } from '../../../src-server/knocks/knock-machine.ts'
import type { KnockRecord } from '../../../src-server/knocks/knock-record.ts'
import { toCall, toDeskKnock, toVisit, toVisitorKnock } from '../../../src-server/knocks/knock-views.ts'
import { defaultPolicy as policy } from '../../../src-server/policy.ts'
import { parseCallId, parseDeskId } from '../../support/room-client.ts'
import { waitingKnock } from '../../support/sample-knock.ts'

const startMs = 1_000_000
const nowMs = startMs + 10_000
const mine = { id: parseDeskId('mine'), name: 'Milling' }
const other = { id: parseDeskId('other'), name: 'Office' }
const callId = parseCallId('c_1')

const waiting = waitingKnock(startMs)
const states = {
  waiting,
  denying: { ...waiting, denial: { by: mine, message: null, promisesCall: false, untilMs: nowMs + 5_000 } },
  held: { ...waiting, phase: { kind: 'held', by: other, message: null, untilMs: nowMs + 5_000 } },
  inCall: {
    ...waiting,
    phase: { kind: 'in-call', by: mine, callId, admittedAtMs: startMs, deskLostAtMs: null, lines: [] },
  },
  callOver: over({ kind: 'admitted', by: mine, callId }, { endedAtMs: startMs + 5_000, reason: 'visitor-left' }),
  denied: over({ kind: 'denied', by: mine, message: null }),
  withdrawn: over({ kind: 'withdrawn' }),
  expired: over({ kind: 'expired', cause: 'unanswered' }),
} as const satisfies Record<string, KnockRecord>

function over(end: Extract<KnockRecord['phase'], { kind: 'over' }>['end'], call: Over['call'] = null): KnockRecord {
  return { ...waiting, phase: { kind: 'over', end, endedAtMs: startMs, call } }
}
type Over = Extract<KnockRecord['phase'], { kind: 'over' }>

const commands = {
  admit: { kind: 'admit', by: mine, callId: parseCallId('c_2'), isDeskInCall: false },
  admitByOther: { kind: 'admit', by: other, callId: parseCallId('c_2'), isDeskInCall: false },
  admitWhileBusy: { kind: 'admit', by: mine, callId: parseCallId('c_2'), isDeskInCall: true },
  hold: { kind: 'hold', by: mine, message: null, untilMs: nowMs + 120_000 },
  deny: { kind: 'deny', by: mine, message: { ja: 'のちほど', en: '' }, promisesCall: false },
  denyByOther: { kind: 'deny', by: other, message: null, promisesCall: false },
  beginDenial: { kind: 'begin-denial', by: mine, message: null, promisesCall: false, untilMs: nowMs + 5_000 },
  beginDenialByOther: { kind: 'begin-denial', by: other, message: null, promisesCall: false, untilMs: nowMs + 9_000 },
  undoDenial: { kind: 'undo-denial' },
  withdraw: { kind: 'withdraw' },
  leave: { kind: 'leave' },
  hangUp: { kind: 'hang-up', by: mine.id },
  hangUpByOther: { kind: 'hang-up', by: other.id },
} as const satisfies Record<string, KnockCommand>

/** One line per command, one column per state: the phase or outcome after it, `=` for unchanged, else the failure. */
const table = `
                    waiting      denying          held          inCall           callOver         denied           withdrawn    expired
admit               in-call      in-call          in-call       =                already-decided  already-decided  wrong-state  wrong-state
admitByOther        in-call      in-call          in-call       already-decided  already-decided  already-decided  wrong-state  wrong-state
admitWhileBusy      busy         busy             busy          =                already-decided  already-decided  wrong-state  wrong-state
hold                held         held             held          already-decided  already-decided  already-decided  wrong-state  wrong-state
deny                denied       denied           denied        already-decided  already-decided  =                wrong-state  wrong-state
denyByOther         denied       denied           denied        already-decided  already-decided  already-decided  wrong-state  wrong-state
beginDenial         denying      =                held-denying  already-decided  already-decided  =                wrong-state  wrong-state
beginDenialByOther  denying      already-decided  held-denying  already-decided  already-decided  already-decided  wrong-state  wrong-state
undoDenial          =            waiting          =             already-decided  already-decided  already-decided  wrong-state  wrong-state
withdraw            withdrawn    withdrawn        withdrawn     already-decided  already-decided  already-decided  =            wrong-state
leave               wrong-state  wrong-state      wrong-state   visitor-left     =                wrong-state      wrong-state  wrong-state
hangUp              not-found    not-found        not-found     desk-hung-up     =                not-found        not-found    not-found
hangUpByOther       not-found    not-found        not-found     unauthorised     unauthorised     not-found        not-found    not-found
`

const [header = '', ...lines] = table.trim().split('\n')
const columns = header.trim().split(/\s+/)
const cases = lines.flatMap((line) => {
  const [command = '', ...expected] = line.trim().split(/\s+/)
  return columns.map((state, index) => ({ command, state, expected: expected[index] ?? 'missing' }))
})

function describeOutcome(before: KnockRecord, command: KnockCommand): string {
  const result = decide(before, command, nowMs)
  if (result.kind === 'failed') return result.code
  if (result.value === before) return '='
  const { denial, phase } = result.value
  if (phase.kind !== 'over') return denial === null ? phase.kind : phase.kind === 'held' ? 'held-denying' : 'denying'
  expect(denial, 'what is over has nothing to undo').toBeNull()
  return phase.call?.reason ?? phase.end.kind
}

describe('a decision', () => {
  it.each(cases)('$command of a knock that is $state: $expected', ({ command, state, expected }) => {
    const before = Object.entries(states).find(([name]) => name === state)?.[1]
    const given = Object.entries(commands).find(([name]) => name === command)?.[1]
    if (!before || !given) throw new Error('The table names what does not exist.')
    expect(describeOutcome(before, given)).toBe(expected)
  })

  it('to admit starts the grace period of the call anew for a visitor who is lost', () => {
    const lost = { ...waiting, visitorLostAtMs: startMs }
    expect(decide(lost, commands.admit, nowMs)).toMatchObject({ value: { visitorLostAtMs: nowMs } })
  })

  it('to hold again replaces who holds, the words and the time', () => {
    const message = { ja: 'もう少し', en: '' }
    expect(decide(states.held, { ...commands.hold, message }, nowMs)).toMatchObject({
      value: { phase: { kind: 'held', by: mine, message, untilMs: nowMs + 120_000 } },
    })
  })
})

describe('a denial said again', () => {
  const promising = { ...commands.deny, promisesCall: true }
  it('keeps the promise of a call that only the second one makes', () => {
    const followUp = { kind: 'open', reason: 'call-promised', request: null }
    expect(value(decide(states.denied, promising, nowMs))).toEqual({ ...states.denied, followUp })
  })

  it('does not bring back a call that was made since', () => {
    const phoned = { kind: 'done', reason: 'call-promised', request: null, by: other, atMs: nowMs, note: '' } as const
    const done = { ...states.denied, followUp: phoned }
    expect(value(decide(done, promising, nowMs))).toBe(done)
  })
})

describe('a denial that can be undone', () => {
  const request = { name: '', company: '', phone: '0312345678', about: '', when: '' }
  const promising = { ...commands.beginDenial, promisesCall: true }
  const message = { ja: 'のちほど', en: '' }

  it('keeps its time and its first words when the same desk denies again', () => {
    const again = { ...promising, message, untilMs: nowMs + 9_000 }
    expect(value(decide(states.denying, again, nowMs))).toEqual({
      ...states.denying,
      denial: { ...states.denying.denial, promisesCall: true },
    })
  })

  it('is carried out at its time, with its words and what it promises', () => {
    const asked = { ...states.held, followUp: { kind: 'open', reason: 'call-back-requested', request } } as const
    const denying = value(decide(asked, { ...promising, message }, nowMs))
    expect(denying.denial).toMatchObject({ by: mine, message, promisesCall: true })
    const after = elapse(denying, nowMs + 5_000, { ...policy, unansweredMs: 10_000_000 })
    expect(after).toMatchObject({
      denial: null,
      phase: { kind: 'over', end: { kind: 'denied', by: mine, message }, endedAtMs: nowMs + 5_000 },
      followUp: { kind: 'open', reason: 'call-promised', request },
    })
  })

  it('outlives the end of a hold, because nobody has undone it', () => {
    const denying = value(decide(states.held, { ...commands.beginDenial, untilMs: nowMs + 9_000 }, nowMs))
    const waitsAgain = elapse(denying, nowMs + 5_000, policy)
    expect(waitsAgain).toMatchObject({ phase: { kind: 'waiting' }, denial: denying.denial })
    expect(elapse(waitsAgain, nowMs + 9_000, policy).phase).toMatchObject({ end: { kind: 'denied' } })
  })

  it('is nothing that the visitor could see', () => {
    const context = { iceServersOf: () => [], place: 1 }
    expect(toVisitorKnock(states.denying, context)).toEqual(toVisitorKnock(waiting, context))
    expect(toDeskKnock(states.denying)?.denial).toEqual(states.denying.denial)
  })
})

describe('links', () => {
  it('remember since when they are lost, the first time', () => {
    const lost = value(decide(states.inCall, { kind: 'visitor-lost' }, nowMs))
    expect(value(decide(lost, { kind: 'visitor-lost' }, nowMs + 5))).toBe(lost)
    const deskLost = value(decide(lost, { kind: 'desk-lost' }, nowMs))
    expect(value(decide(deskLost, { kind: 'desk-lost' }, nowMs + 5))).toBe(deskLost)
    expect(deskLost).toMatchObject({ visitorLostAtMs: nowMs, phase: { deskLostAtMs: nowMs } })
    const back = value(decide(deskLost, { kind: 'desk-connected' }, nowMs))
    expect(value(decide(back, { kind: 'visitor-connected' }, nowMs))).toEqual(states.inCall)
  })

  it('are waited for anew when the other side comes back, or hears the one who is lost', () => {
    const lost = value(decide(states.inCall, { kind: 'visitor-lost' }, nowMs))
    const both = value(decide(lost, { kind: 'desk-lost' }, nowMs + 5))
    expect(value(decide(both, { kind: 'desk-connected' }, nowMs + 9_000))).toEqual({
      ...states.inCall,
      visitorLostAtMs: nowMs + 9_000,
    })
    expect(value(decide(both, { kind: 'visitor-connected' }, nowMs + 9_000))).toEqual({
      ...states.inCall,
      phase: { ...states.inCall.phase, deskLostAtMs: nowMs + 9_000 },
    })
    const heard = value(decide(lost, { kind: 'hear', from: 'desk' }, nowMs + 9_000))
    expect(heard).toEqual({ ...lost, visitorLostAtMs: nowMs + 9_000 })
    // Whoever is lost themselves says nothing of the other one.
    expect(value(decide(lost, { kind: 'hear', from: 'visitor' }, nowMs + 9_000))).toBe(lost)
    expect(value(decide(states.inCall, { kind: 'hear', from: 'desk' }, nowMs))).toBe(states.inCall)
    expect(value(decide(states.callOver, { kind: 'hear', from: 'desk' }, nowMs))).toBe(states.callOver)
  })

  it('of a desk mean nothing outside a call', () => {
    expect(value(decide(waiting, { kind: 'desk-lost' }, nowMs))).toBe(waiting)
  })
})

describe('time', () => {
  const lost = { ...waiting, visitorLostAtMs: nowMs }
  const deskLost: KnockRecord = { ...states.inCall, phase: { ...states.inCall.phase, deskLostAtMs: nowMs } }
  const bothLost: KnockRecord = { ...deskLost, visitorLostAtMs: nowMs + 9_000 }
  it.for([
    ['a waiting knock expires', waiting, startMs + policy.unansweredMs, 'unanswered'],
    ['a lost visitor expires', lost, nowMs + policy.knockGraceMs, 'visitor-gone'],
    ['a denial that nobody undid is told', states.denying, nowMs + 5_000, 'denied'],
    ['a held knock returns to waiting', states.held, nowMs + 5_000, 'waiting'],
    ['a visitor is lost in a call', { ...states.inCall, visitorLostAtMs: nowMs }, nowMs + 60_000, 'visitor-lost'],
    ['a desk is lost in a call', deskLost, nowMs + 60_000, 'desk-lost'],
    ['both are lost in a call', bothLost, nowMs + 9_000 + policy.bothInCallGraceMs, 'desk-lost'],
  ] as const)('%s, not a moment earlier', ([, before, dueMs, expected]) => {
    expect(nextDeadlineMs(before, policy)).toBe(dueMs)
    expect(elapse(before, dueMs - 1, policy)).toBe(before)
    expect(JSON.stringify(elapse(before, dueMs, policy).phase)).toContain(`"${expected}"`)
  })

  it('ends a call that nobody came back to when the second one was lost', () => {
    const { phase } = elapse(bothLost, nowMs + 10 * policy.bothInCallGraceMs, policy)
    expect(phase).toMatchObject({ call: { endedAtMs: nowMs + 9_000 } })
  })

  it('makes of a knock what was due first, however late it is asked', () => {
    const held: KnockRecord = { ...states.held, visitorLostAtMs: nowMs }
    expect(elapse(held, nowMs + 10 * policy.unansweredMs, policy).phase).toEqual({
      kind: 'over',
      end: { kind: 'expired', cause: 'visitor-gone', wasHeld: true },
      endedAtMs: nowMs + policy.knockGraceMs,
      call: null,
    })
  })

  it('says of whoever goes in vain whether a desk had asked them to wait, also when that is over', () => {
    const endOf = (record: KnockRecord): unknown => {
      const result = decide(record, commands.withdraw, nowMs + 9_000)
      return result.kind === 'ok' && result.value.phase.kind === 'over' ? result.value.phase.end : null
    }
    expect(endOf(states.waiting)).toEqual({ kind: 'withdrawn' })
    expect(endOf(states.held)).toEqual({ kind: 'withdrawn', wasHeld: true })
    expect(endOf(elapse(states.held, nowMs + 8_000, policy))).toEqual({ kind: 'withdrawn', wasHeld: true })
    const denial = { by: mine, message: null, promisesCall: false, untilMs: nowMs + 10_000 }
    expect(endOf({ ...states.waiting, denial })).toEqual({ kind: 'withdrawn', wasHeld: true })
  })

  it.each(['callOver', 'denied', 'withdrawn', 'expired'] as const)('does nothing to a knock that is %s', (state) => {
    expect(nextDeadlineMs({ ...states[state], visitorLostAtMs: startMs }, policy)).toBeNull()
  })
})

describe('views', () => {
  it('show a knock to desks while it is open, a call while it goes on, a visit afterwards', () => {
    const shown = Object.entries(states).map(([name, record]) => [
      name,
      toDeskKnock(record) !== null,
      toCall(record) !== null,
      toVisit(record) !== null,
    ])
    expect(shown).toEqual([
      ['waiting', true, false, false],
      ['denying', true, false, false],
      ['held', true, false, false],
      ['inCall', false, true, true],
      ['callOver', false, false, true],
      ['denied', false, false, true],
      ['withdrawn', false, false, true],
      ['expired', false, false, true],
    ])
  })

  it('tell the visitor the phase and never the desk', () => {
    const phases = Object.values(states).map(
      (record) => toVisitorKnock(record, { iceServersOf: () => [], place: 2 }).phase,
    )
    expect(phases).toEqual([
      { kind: 'waiting', place: 2 },
      { kind: 'waiting', place: 2 },
      { kind: 'held', place: 2, message: null, untilMs: nowMs + 5_000 },
      { kind: 'admitted', callId, iceServers: [], lines: [] },
      { kind: 'ended', reason: 'visitor-left' },
      { kind: 'denied', message: null, asksForNumber: false },
      { kind: 'withdrawn' },
      { kind: 'expired', cause: 'unanswered' },
    ])
  })
})

function value(result: ReturnType<typeof decide>): KnockRecord {
  if (result.kind === 'failed') throw new Error(result.message)
  return result.value
}
