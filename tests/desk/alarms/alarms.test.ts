import { describe, expect, it, test } from 'vitest'
import type { Alarm, AlertStatus, RingStatus } from '../../../src-shared/desk-state.ts'
import { defaultDeskSettings } from '../../../src-shared/desk-settings.ts'
import type { BareFact } from '../../../src-desk/core/desk-fact.ts'
import {
  coreAfterTimes,
  knocked,
  makeKnock,
  nowMs,
  online,
  roomThatIs,
  self,
  target,
  timePassed,
  withdrawn,
} from '../desk-data.ts'
import { startDesk, tell } from '../running-desk.ts'

const disconnected: BareFact = { kind: 'disconnected' }
const connecting: BareFact = { kind: 'connecting' }
type Timed = readonly (readonly [atMs: number, fact: BareFact])[]
const unreachable: Alarm = { kind: 'server-unreachable', sinceMs: nowMs + 1_000 }

describe('an unreachable server', () => {
  const lost: Timed = [
    [0, online()],
    [1_000, disconnected],
  ]
  const cases: readonly (readonly [string, Timed, readonly Alarm[]])[] = [
    ['is none at first', lost, []],
    ['is none for a short while', [...lost, [20_999, timePassed]], []],
    ['is one after 20 s', [...lost, [21_000, timePassed]], [unreachable]],
    ['is one whatever tells the time', [...lost, [21_000, disconnected]], [unreachable]],
    [
      'stays one while a person tries again',
      [...lost, [21_000, timePassed], [22_000, connecting], [22_500, disconnected]],
      [unreachable],
    ],
    ['is over with the next snapshot', [...lost, [21_000, timePassed], [22_000, online()]], []],
    [
      'is over when another room is chosen',
      [
        ...lost,
        [21_000, timePassed],
        [22_000, { kind: 'room-chosen', visitorUrl: '', deskId: self.id }],
        [22_000, connecting],
      ],
      [],
    ],
    [
      'is another thing than a refusal',
      [...lost, [21_000, timePassed], [22_000, { kind: 'refused', code: 'unauthorised' }]],
      [],
    ],
    [
      'counts from the start of the desk too',
      [
        [1_000, disconnected],
        [21_000, timePassed],
      ],
      [unreachable],
    ],
  ]
  test.each(cases)('%s', (_name, facts, alarms) => {
    expect(coreAfterTimes(facts).desk.alarms).toEqual(alarms)
  })

  it('is shown and chimes once after 20 s, by the desk’s own timer', () => {
    const { desk, ports } = startDesk()
    tell(ports, online(), disconnected)
    ports.clock.advance(19_999)
    expect([desk.getState().alarms, ports.ringer.order.kind]).toEqual([[], 'silence'])
    ports.clock.advance(1)
    expect(desk.getState().alarms).toMatchObject([{ kind: 'server-unreachable' }])
    expect(ports.ringer.order.kind).toBe('chime')
    ports.clock.advance(600_000)
    tell(ports, disconnected)
    expect(ports.ringer.orders.filter((order) => order.kind === 'chime')).toHaveLength(1)
    expect(ports.ringer.order.kind).toBe('silence')
    tell(ports, online())
    expect(desk.getState().alarms).toEqual([])
    expect(ports.clock.pending).toBe(0)
  })

  it('chimes again when it happens again', () => {
    const { ports } = startDesk()
    for (let round = 0; round < 2; round += 1) {
      tell(ports, online(), disconnected)
      ports.clock.advance(30_000)
    }
    expect(ports.ringer.orders.filter((order) => order.kind === 'chime')).toHaveLength(2)
  })

  it('makes no sound while the room is closed', () => {
    const { desk, ports } = startDesk()
    tell(ports, online({ room: roomThatIs('closed') }), disconnected)
    ports.clock.advance(60_000)
    expect(desk.getState().alarms).toHaveLength(1)
    expect(ports.ringer.orders.map((order) => order.kind)).toEqual(['silence'])
  })

  it('wakes nobody while the desk tries the same again and again', () => {
    const { desk, ports } = startDesk()
    tell(ports, disconnected)
    ports.clock.advance(30_000)
    let changes = 0
    desk.subscribe(() => (changes += 1))
    tell(ports, disconnected, disconnected)
    expect(changes).toBe(0)
  })
})

describe('blocked alerts', () => {
  const cases: readonly (readonly [AlertStatus, boolean])[] = [
    [{ kind: 'none' }, false],
    [{ kind: 'shown' }, false],
    [{ kind: 'suppressed', reason: 'permission-denied' }, true],
    [{ kind: 'suppressed', reason: 'turned-off-by-system' }, true],
    [{ kind: 'suppressed', reason: 'permission-not-asked' }, false],
    [{ kind: 'suppressed', reason: 'unsupported' }, false],
    [{ kind: 'failed', cause: 'no bus' }, true],
  ]
  test.each(cases)('are an alarm after %o: %s', (status, isAlarm) => {
    const { desk } = coreAfterTimes([[0, { kind: 'alert-reported', knockId: null, status }]])
    expect(desk.alarms).toEqual(isAlarm ? [{ kind: 'alerts-blocked' }] : [])
  })

  it('are none any more when one was shown', () => {
    const { desk } = coreAfterTimes([
      [0, { kind: 'alert-reported', knockId: null, status: { kind: 'failed', cause: 'no bus' } }],
      [1, { kind: 'alert-reported', knockId: null, status: { kind: 'shown' } }],
    ])
    expect(desk.alarms).toEqual([])
  })

  it('are none any more when the self-test showed one', () => {
    const after = (kind: 'good' | 'not-here'): unknown =>
      coreAfterTimes([
        [0, { kind: 'alert-reported', knockId: null, status: { kind: 'suppressed', reason: 'permission-denied' } }],
        [1, { kind: 'self-test-ended', checks: [{ part: 'alert', outcome: { kind } }] }],
      ]).desk.alarms
    expect(after('good')).toEqual([])
    expect(after('not-here')).toEqual([{ kind: 'alerts-blocked' }])
  })

  it('do not chime into a ring, nor after it', () => {
    const { ports } = startDesk()
    ports.alerts.answerWith(() => Promise.resolve({ kind: 'failed', cause: 'no bus' }))
    tell(ports, online(), knocked('a'))
    tell(ports, withdrawn('a'))
    expect(ports.ringer.orders.map((order) => order.kind)).toEqual(['silence', 'ring', 'silence'])
  })
})

describe('a lost sound', () => {
  const said = (status: RingStatus): BareFact => ({ kind: 'ringer-reported', status })
  const failed = said({ kind: 'failed', cause: 'no device' })
  const horn = { ...defaultDeskSettings, ring: { volume: 0.8, outputDeviceId: 'horn' } }
  const cases: readonly (readonly [string, readonly BareFact[], boolean])[] = [
    ['a ringer that fails', [failed], true],
    ['another output than the chosen one', [said({ kind: 'other-output' })], true],
    ['a page that wants a click, which has its own notice', [said({ kind: 'needs-gesture' })], false],
    ['a silent ringer', [said({ kind: 'silent' })], false],
    ['a ringer that fell silent after it failed', [failed, said({ kind: 'silent' })], true],
    ['a ringer that rings again', [failed, said({ kind: 'ringing' })], false],
    [
      'another output that was chosen',
      [failed, said({ kind: 'silent' }), { kind: 'settings-changed', settings: horn, name: '' }],
      false,
    ],
  ]
  test.each(cases)('%s', (_name, facts, isAlarm) => {
    const { desk } = coreAfterTimes(facts.map((fact) => [0, fact]))
    expect(desk.alarms).toEqual(isAlarm ? [{ kind: 'sound-lost' }] : [])
  })

  it('makes no chime, which nobody would hear', () => {
    const { ports } = startDesk()
    ports.ringer.report({ kind: 'failed', cause: 'no device' })
    expect(ports.ringer.orders.map((order) => order.kind)).toEqual(['silence'])
  })
})

describe('a screen that is locked', () => {
  const asked = (ports: ReturnType<typeof startDesk>['ports']): readonly unknown[] =>
    ports.room.requests.filter(({ name }) => name === 'desk:locked').map(({ payload }) => payload)

  it('is told where that is wanted, and again to each connection', () => {
    const { desk, ports } = startDesk({ isAwayWhenLocked: true })
    tell(ports, online())
    expect(asked(ports)).toEqual([])
    desk.screenLocked(true)
    desk.screenLocked(true)
    expect(asked(ports)).toEqual([true])
    tell(ports, disconnected, online())
    expect(asked(ports)).toEqual([true, true])
    desk.screenLocked(false)
    expect(asked(ports)).toEqual([true, true, false])
    tell(ports, disconnected, online())
    expect(asked(ports)).toEqual([true, true, false])
  })

  it('is nobody’s business elsewhere', async () => {
    const { desk, ports } = startDesk()
    tell(ports, online())
    desk.screenLocked(true)
    expect(asked(ports)).toEqual([])
    await desk.command({ kind: 'change-settings', settings: { isAwayWhenLocked: true } })
    expect(asked(ports)).toEqual([true])
    await desk.command({ kind: 'change-settings', settings: { isAwayWhenLocked: false } })
    expect(asked(ports)).toEqual([true, false])
  })
})

describe('the admit shortcut', () => {
  it('follows the settings, and is given back', async () => {
    const { desk, ports } = startDesk({ admitShortcut: 'Alt+A' })
    expect(ports.shortcut.combination).toBe('Alt+A')
    await desk.command({ kind: 'change-settings', settings: { admitShortcut: 'Alt+B' } })
    expect(ports.shortcut.combination).toBe('Alt+B')
    await desk.command({ kind: 'change-settings', settings: { admitShortcut: null } })
    expect(ports.shortcut.combination).toBeNull()
    await desk.command({ kind: 'change-settings', settings: { admitShortcut: 'Alt+C' } })
    desk.dispose()
    expect(ports.shortcut.combination).toBeNull()
  })

  it('is refused when another program has it, and the one before stays', async () => {
    const { desk, ports } = startDesk({ admitShortcut: 'Alt+A' })
    ports.shortcut.take('Alt+B')
    const result = await desk.command({ kind: 'change-settings', settings: { admitShortcut: 'Alt+B', theme: 'dark' } })
    expect(result).toMatchObject({ kind: 'failed', code: 'busy' })
    expect(ports.shortcut.combination).toBe('Alt+A')
    expect(desk.getState().settings).toMatchObject({ admitShortcut: 'Alt+A', theme: 'system' })
  })

  it('admits whoever came first and was not asked to wait', () => {
    const { ports } = startDesk({ admitShortcut: 'Alt+A' })
    const phase = { kind: 'held', by: { id: 'x', name: '' }, message: null, untilMs: 0 } as never
    tell(ports, online({ knocks: [makeKnock('a', { phase, knockedAtMs: 1 }), makeKnock('b', { knockedAtMs: 2 })] }))
    ports.shortcut.press()
    expect(ports.room.lastRequest()).toMatchObject({ name: 'admit', payload: { knockId: 'b' } })
    tell(ports, withdrawn('b'))
    ports.shortcut.press()
    expect(ports.room.requests).toHaveLength(1)
    expect(ports.face.broughtForward).toBe(1)
  })

  it('shows the window when nobody waits', () => {
    const { ports } = startDesk({ admitShortcut: 'Alt+A' })
    tell(ports, online())
    ports.shortcut.press()
    expect(ports.face.broughtForward).toBe(1)
    expect(ports.room.requests).toEqual([])
    expect(ports.room.connects[0]?.target).toEqual(target)
  })
})
