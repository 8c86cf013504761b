import { afterEach, describe, expect, it, test } from 'vitest'
import type { CallOut, CallOutResult } from '../../../src-shared/call-out.ts'
import { CallOutIdSchema } from '../../../src-shared/call-out.ts'
import type { AlertStatus, RingStatus, SelfTestCheck } from '../../../src-shared/desk-state.ts'
import { done, failed, ok, type Result } from '../../../src-shared/result.ts'
import type { IceServerTest } from '../../../src-shared/ice-server-test.ts'
import * as v from 'valibot'
import type { SelfTestFinding } from '../../../src-desk/ports.ts'
import { judgeAlert, judgeFinding, judgeRing } from '../../../src-desk/self-test/judge.ts'
import { nextTimeOfDay } from '../../../src-desk/self-test/self-test.ts'
import type { FakeDeskPorts } from '../../fakes/fake-desk-ports.ts'
import { callStarted, callEnded, knocked, makeCall, makeKnock, online, withdrawn } from '../desk-data.ts'
import { settled, startDesk, tell } from '../running-desk.ts'

const { TZ: zoneOfThisComputer } = process.env
function useTimeZone(zone: string): void {
  process.env['TZ'] = zone
}
afterEach(() => {
  if (zoneOfThisComputer === undefined) delete process.env['TZ']
  else process.env['TZ'] = zoneOfThisComputer
})

const at = (iso: string): number => Date.parse(iso)

function callOut(id: string, isOn: boolean): CallOut {
  const callOutId = v.parse(CallOutIdSchema, id)
  return { id: callOutId, name: `Lamp ${id}`, isOn, kind: 'webhook', url: 'http://lamp', secret: '', events: [] }
}

function result(id: string, outcome: CallOutResult['outcome']): CallOutResult {
  return { callOutId: v.parse(CallOutIdSchema, id), event: 'test', atMs: 0, outcome }
}

const findings: readonly SelfTestFinding[] = [
  { part: 'camera', found: 'none' },
  { part: 'microphone', found: 'present' },
  { part: 'secrets', found: 'only-a-file' },
]

/** A server with these call-outs and servers for calls, which answers at once. */
function answerCallOuts(
  ports: FakeDeskPorts,
  outcomes: Record<string, CallOutResult['outcome']>,
  iceServers: Result<{ readonly tests: readonly IceServerTest[] }> = ok({ tests: [] }),
): void {
  const answered = new Set<unknown>()
  const answerAll = (): void => {
    for (const request of ports.room.requests) {
      if (answered.has(request)) continue
      answered.add(request)
      if (request.name === 'call-outs:list') {
        request.answer(
          ok({
            callOuts: [...Object.keys(outcomes).map((id) => callOut(id, true)), callOut('off', false)],
            results: [],
            secrets: [],
          }),
        )
      } else if (request.name === 'ice-servers:test') {
        request.answer(iceServers)
      } else {
        const { callOutId } = v.parse(v.object({ callOutId: v.string() }), request.payload)
        const outcome = outcomes[callOutId]
        request.answer(outcome ? ok(result(callOutId, outcome)) : failed('not-found', 'No such call-out.'))
      }
    }
  }
  const { request } = ports.room
  ports.room.request = (name, payload) => {
    const answer = request(name, payload)
    answerAll()
    return answer
  }
}

async function letRing(ports: FakeDeskPorts): Promise<void> {
  ports.ringer.report({ kind: 'ringing' })
  await settled()
  ports.clock.advance(3_000)
  await settled()
}

describe('the self-test', () => {
  it('checks every part, and says what is wrong', async () => {
    const { desk, ports } = startDesk()
    ports.selfTest.answerWith(() => Promise.resolve(findings))
    answerCallOuts(ports, {
      good: { kind: 'delivered' },
      bad: { kind: 'failed', cause: 'refused', attempts: 3 },
    })
    tell(ports, online())
    const running = desk.command({ kind: 'self-test' })
    expect(desk.getState().selfTest).toEqual({ kind: 'running' })
    expect(ports.ringer.order.kind).toBe('ring')
    await letRing(ports)
    expect(await running).toEqual(done)
    expect(ports.ringer.order.kind).toBe('silence')
    expect(desk.getState().selfTest).toEqual({
      kind: 'done',
      atMs: ports.clock.now(),
      checks: [
        { part: 'server', outcome: { kind: 'good' } },
        { part: 'ring', outcome: { kind: 'good' } },
        { part: 'alert', outcome: { kind: 'good' } },
        { part: 'card', outcome: { kind: 'not-here' } },
        { part: 'camera', outcome: { kind: 'bad', cause: 'none is connected' } },
        { part: 'microphone', outcome: { kind: 'good' } },
        { part: 'relay', outcome: { kind: 'not-here' } },
        { part: 'call-outs', outcome: { kind: 'bad', cause: 'Lamp bad: refused' } },
        { part: 'secrets', outcome: { kind: 'weak' } },
      ],
    })
  })

  const outcomeOf = (desk: ReturnType<typeof startDesk>['desk'], part: SelfTestCheck['part']): unknown => {
    const { selfTest } = desk.getState()
    return selfTest.kind === 'done' ? selfTest.checks.find((check) => check.part === part)?.outcome : selfTest.kind
  }

  const [stun, turn] = ['stun:203.0.113.1', 'turn:203.0.113.1:3478'] as const
  const works = { kind: 'works' } as const
  it.each<[what: string, answer: Result<{ readonly tests: readonly IceServerTest[] }>, expected: unknown]>([
    ['a relay that works', ok({ tests: [{ url: turn, outcome: works }] }), { kind: 'good' }],
    ['no relay at all', ok({ tests: [{ url: stun, outcome: works }] }), { kind: 'not-here' }],
    [
      'a relay whose ports are shut',
      ok({ tests: [{ url: turn, outcome: { kind: 'ports-closed' } }] }),
      { kind: 'weak' },
    ],
    [
      'a relay that one of two ways does not lead to',
      ok({
        tests: [
          { url: turn, outcome: works },
          { url: `${turn}?transport=tcp`, outcome: { kind: 'failed', why: 'it does not answer' } },
        ],
      }),
      { kind: 'bad', cause: `${turn}?transport=tcp: it does not answer` },
    ],
    ['a server of before', failed('bad-request', 'There is no such command.'), { kind: 'not-here' }],
  ])('tells of calls with other networks: %s', async (_what, answer, expected) => {
    const { desk, ports } = startDesk()
    answerCallOuts(ports, {}, answer)
    tell(ports, online())
    const running = desk.command({ kind: 'self-test' })
    await letRing(ports)
    await running
    expect(outcomeOf(desk, 'relay')).toEqual(expected)
  })

  it('calls out what is on only, and nothing where there is none', async () => {
    const { desk, ports } = startDesk()
    answerCallOuts(ports, {})
    tell(ports, online())
    void desk.command({ kind: 'self-test' })
    await letRing(ports)
    expect(outcomeOf(desk, 'call-outs')).toEqual({ kind: 'not-here' })
    expect(ports.room.requests.map(({ name }) => name)).not.toContain('call-outs:test')
  })

  it('says that the server does not answer', async () => {
    const { desk, ports } = startDesk()
    void desk.command({ kind: 'self-test' })
    for (const request of ports.room.requests) request.answer(failed('offline', 'No connection.'))
    await letRing(ports)
    expect(outcomeOf(desk, 'server')).toEqual({ kind: 'bad', cause: 'No connection.' })
    expect(outcomeOf(desk, 'call-outs')).toMatchObject({ kind: 'bad' })
  })

  it('believes the ringer, whatever the adapter hopes', async () => {
    const { desk, ports } = startDesk()
    ports.selfTest.answerWith(() => Promise.resolve([{ part: 'ring', found: 'audible' }]))
    answerCallOuts(ports, {})
    void desk.command({ kind: 'self-test' })
    await settled()
    ports.ringer.report({ kind: 'failed', cause: 'no device' })
    ports.clock.advance(3_000)
    await settled()
    expect(outcomeOf(desk, 'ring')).toEqual({ kind: 'bad', cause: 'no device' })
  })

  it('believes the adapter that heard nothing, whatever the ringer hopes', async () => {
    const { desk, ports } = startDesk()
    ports.selfTest.answerWith(() => Promise.resolve([{ part: 'ring', found: 'inaudible' }]))
    answerCallOuts(ports, {})
    void desk.command({ kind: 'self-test' })
    await letRing(ports)
    expect(outcomeOf(desk, 'ring')).toEqual({ kind: 'bad', cause: 'no sound came out of the ringing window' })
  })

  it('shows a sample of a notice, and takes it away again', async () => {
    const { desk, ports } = startDesk()
    answerCallOuts(ports, {})
    void desk.command({ kind: 'self-test' })
    await settled()
    expect(ports.alerts.shown).toMatchObject([{ knockId: 'sample', name: 'Sample' }])
    expect(ports.alerts.cleared).toEqual([])
    await letRing(ports)
    expect(ports.alerts.cleared).toEqual(['sample'])
    expect(outcomeOf(desk, 'alert')).toEqual({ kind: 'good' })
  })

  it('ends also when the adapter hangs or throws', async () => {
    for (const run of [() => new Promise<never>(() => undefined), () => Promise.reject(new Error('driver'))]) {
      const { desk, ports } = startDesk()
      ports.selfTest.answerWith(run)
      ports.alerts.answerWith(run)
      answerCallOuts(ports, {})
      void desk.command({ kind: 'self-test' })
      await letRing(ports)
      ports.clock.advance(20_000)
      await settled()
      expect(outcomeOf(desk, 'camera')).toMatchObject({ kind: 'bad' })
      expect(outcomeOf(desk, 'alert')).toMatchObject({ kind: 'bad' })
      expect(ports.clock.pending).toBe(0)
    }
  })

  it('runs once when asked for twice, and again later', async () => {
    const { desk, ports } = startDesk()
    answerCallOuts(ports, {})
    const both = [desk.command({ kind: 'self-test' }), desk.command({ kind: 'self-test' })]
    await letRing(ports)
    expect(await Promise.all(both)).toEqual([done, done])
    expect(ports.selfTest.runs).toBe(1)
    void desk.command({ kind: 'self-test' })
    expect(ports.selfTest.runs).toBe(2)
  })

  it('does not disturb a visitor', async () => {
    for (const snapshot of [online({ knocks: [makeKnock('a')] }), online({ calls: [makeCall('c')] })]) {
      const { desk, ports } = startDesk()
      tell(ports, snapshot)
      expect(await desk.command({ kind: 'self-test' })).toMatchObject({ kind: 'failed', code: 'busy' })
      expect(ports.selfTest.runs).toBe(0)
    }
  })

  it('leaves no timer behind', async () => {
    const { desk, ports } = startDesk()
    void desk.command({ kind: 'self-test' })
    desk.dispose()
    await settled()
    expect(ports.clock.pending).toBe(0)
  })
})

describe('what is found is', () => {
  const good = 'good'
  test.each<[part: SelfTestFinding['part'], found: SelfTestFinding['found'], expected: string]>([
    ['ring', 'audible', good],
    ['ring', 'inaudible', 'no sound came out of the ringing window'],
    ['card', 'ready', good],
    ['card', 'gone', 'the card’s window is gone'],
    ['camera', 'present', good],
    ['camera', 'none', 'none is connected'],
    ['camera', 'denied-by-system', 'the system does not allow it'],
    ['microphone', 'denied-by-browser', 'the browser does not allow it'],
    ['microphone', 'no-secure-page', 'the page has no HTTPS address'],
    ['microphone', 'no-answer', 'the devices cannot be listed'],
  ])('of a %s that is %s: %s', (...[part, found, expected]) => {
    const { outcome } = judgeFinding({ part, found } as SelfTestFinding)
    expect(outcome.kind === 'bad' ? outcome.cause : outcome.kind).toBe(expected)
  })

  test.each<[status: AlertStatus, outcome: SelfTestCheck['outcome']]>([
    [{ kind: 'shown' }, { kind: 'good' }],
    [{ kind: 'suppressed', reason: 'unsupported' }, { kind: 'not-here' }],
    [
      { kind: 'suppressed', reason: 'permission-denied' },
      { kind: 'bad', cause: 'permission-denied' },
    ],
    [
      { kind: 'failed', cause: 'no daemon' },
      { kind: 'bad', cause: 'no daemon' },
    ],
  ])('of a notice with %o', (status, outcome) => {
    expect(judgeAlert(status)).toEqual({ part: 'alert', outcome })
  })

  test.each<[status: RingStatus, outcome: SelfTestCheck['outcome']]>([
    [{ kind: 'ringing' }, { kind: 'good' }],
    [{ kind: 'needs-gesture' }, { kind: 'bad', cause: 'needs-gesture' }],
    [{ kind: 'other-output' }, { kind: 'bad', cause: 'other-output' }],
    [
      { kind: 'failed', cause: 'no audio' },
      { kind: 'bad', cause: 'no audio' },
    ],
  ])('of a ringer with %o', (status, outcome) => {
    expect(judgeRing(status)).toEqual({ part: 'ring', outcome })
  })
})

describe('the next time of day', () => {
  const cases: readonly (readonly [zone: string, minute: number, now: string, next: string])[] = [
    ['Asia/Tokyo', 450, '2026-11-20T07:00:00+09:00', '2026-11-20T07:30:00+09:00'],
    ['Asia/Tokyo', 450, '2026-11-20T07:30:00+09:00', '2026-11-21T07:30:00+09:00'],
    ['Asia/Tokyo', 0, '2026-12-31T12:00:00+09:00', '2027-01-01T00:00:00+09:00'],
    ['Asia/Tokyo', 1439, '2026-11-20T23:59:30+09:00', '2026-11-21T23:59:00+09:00'],
    // The clocks are set forward: a day of 23 hours.
    ['America/New_York', 450, '2026-03-07T08:00:00-05:00', '2026-03-08T07:30:00-04:00'],
    // 02:30 does not exist that night.
    ['America/New_York', 150, '2026-03-07T12:00:00-05:00', '2026-03-08T03:30:00-04:00'],
    // And back: a day of 25 hours.
    ['America/New_York', 450, '2026-10-31T08:00:00-04:00', '2026-11-01T07:30:00-05:00'],
  ]
  test.each(cases)('in %s, minute %s, at %s', (...[zone, minute, now, next]) => {
    useTimeZone(zone)
    expect(new Date(nextTimeOfDay(minute, at(now))).toISOString()).toBe(new Date(next).toISOString())
  })
})

describe('every morning', () => {
  /** A desk whose clock shows this time when it starts. */
  function startAt(now: string, settings: Parameters<typeof startDesk>[0] = { selfTestAtMinute: 450 }) {
    const world = startDesk(settings, at(now))
    tell(world.ports, online({ serverTimeMs: world.ports.clock.now() }))
    return world
  }
  const minutes = 60_000
  const hours = 60 * minutes

  it('checks itself at its time, each day', () => {
    useTimeZone('Asia/Tokyo')
    const { ports } = startAt('2026-11-20T07:00:00+09:00')
    ports.clock.advance(30 * minutes - 1)
    expect(ports.selfTest.runs).toBe(0)
    ports.clock.advance(1)
    expect(ports.selfTest.runs).toBe(1)
  })

  it('and on the next day again, also over a night of 23 hours', async () => {
    useTimeZone('America/New_York')
    const { ports } = startAt('2026-03-07T07:29:00-05:00')
    answerCallOuts(ports, {})
    ports.clock.advance(minutes)
    await letRing(ports)
    expect(ports.selfTest.runs).toBe(1)
    ports.clock.advance(23 * hours - 10_000)
    expect(ports.selfTest.runs).toBe(1)
    ports.clock.advance(10_000)
    expect(ports.selfTest.runs).toBe(2)
  })

  it('does so on waking when it slept through its time', () => {
    useTimeZone('Asia/Tokyo')
    const { ports } = startAt('2026-11-19T18:00:00+09:00')
    ports.clock.sleep(14 * hours)
    ports.clock.advance(30_000)
    expect(ports.selfTest.runs).toBe(1)
  })

  it('keeps its time when the clock is set back by days', () => {
    useTimeZone('Asia/Tokyo')
    const { ports } = startAt('2026-11-20T07:00:00+09:00')
    ports.clock.sleep(-72 * hours)
    ports.clock.advance(30_000)
    ports.clock.advance(30 * minutes)
    expect(ports.selfTest.runs).toBe(1)
  })

  it('does not do it twice when the clock is set back a little', async () => {
    useTimeZone('Asia/Tokyo')
    const { ports } = startAt('2026-11-20T07:29:00+09:00')
    answerCallOuts(ports, {})
    ports.clock.advance(minutes)
    await letRing(ports)
    ports.clock.sleep(-5 * minutes)
    ports.clock.advance(10 * minutes)
    expect(ports.selfTest.runs).toBe(1)
  })

  it('not while a visitor waits or is here, and not later that day', () => {
    useTimeZone('Asia/Tokyo')
    const busy = [[knocked('a')], [callStarted('c')]] as const
    const free = [withdrawn('a'), callEnded('c')] as const
    for (const [index, facts] of busy.entries()) {
      const { ports } = startAt('2026-11-20T07:29:00+09:00')
      tell(ports, ...facts)
      ports.clock.advance(minutes)
      const end = free[index]
      if (end) tell(ports, end)
      ports.clock.advance(8 * hours)
      expect(ports.selfTest.runs).toBe(0)
    }
  })

  it('follows its setting, and leaves no timer when it is off', async () => {
    useTimeZone('Asia/Tokyo')
    const { desk, ports } = startAt('2026-11-20T07:00:00+09:00', {})
    expect(ports.clock.pending).toBe(0)
    await desk.command({ kind: 'change-settings', settings: { selfTestAtMinute: 8 * 60 } })
    expect(ports.clock.pending).toBe(1)
    await desk.command({ kind: 'change-settings', settings: { selfTestAtMinute: 7 * 60 + 10 } })
    ports.clock.advance(10 * minutes)
    expect(ports.selfTest.runs).toBe(1)
    await desk.command({ kind: 'change-settings', settings: { selfTestAtMinute: null } })
    ports.room.lastRequest().answer(failed('offline', ''))
    await letRing(ports)
    expect(ports.clock.pending).toBe(0)
  })
})
