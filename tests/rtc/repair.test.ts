import { describe, expect, test } from 'vitest'
import { createRepair, repairStep, type Repair } from '../../src-rtc/repair.ts'
import { createFakeClock, type FakeClock } from '../fakes/fake-clock.ts'

type Act = { readonly kind: string; readonly atMs: number }

function setUp(): { readonly repair: Repair; readonly clock: FakeClock; readonly acts: Act[] } {
  const clock = createFakeClock(0)
  const acts: Act[] = []
  const repair = createRepair(clock, (kind) => acts.push({ kind, atMs: clock.now() }))
  return { repair, clock, acts }
}

describe('repair', () => {
  test('waits ever longer, and makes a new connection after two restarts', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 99].map((attempt) => repairStep(attempt))).toEqual([
      { kind: 'restart-ice', waitMs: 0, allowMs: 2_000 },
      { kind: 'restart-ice', waitMs: 300, allowMs: 2_000 },
      { kind: 'new-connection', waitMs: 1_200, allowMs: 8_000 },
      { kind: 'new-connection', waitMs: 2_700, allowMs: 8_000 },
      { kind: 'new-connection', waitMs: 4_800, allowMs: 8_000 },
      { kind: 'new-connection', waitMs: 7_000, allowMs: 8_000 },
      { kind: 'new-connection', waitMs: 7_000, allowMs: 8_000 },
      { kind: 'new-connection', waitMs: 7_000, allowMs: 8_000 },
    ])
  })

  test('goes on until the link is well, whatever it is told meanwhile', () => {
    const { repair, clock, acts } = setUp()
    repair.stalled()
    for (let looks = 0; looks < 60; looks++) {
      clock.advance(250)
      repair.stalled()
    }
    expect(acts).toEqual([
      { kind: 'restart-ice', atMs: 0 },
      { kind: 'restart-ice', atMs: 2_300 },
      { kind: 'new-connection', atMs: 5_500 },
    ])
    repair.well()
    clock.advance(60_000)
    expect(acts).toHaveLength(3)
    expect(clock.pending).toBe(0)
    repair.stalled()
    expect(acts.at(-1)).toMatchObject({ kind: 'restart-ice' })
  })

  test('a broken connection is replaced at once, but only once', () => {
    const { repair, acts } = setUp()
    repair.stalled()
    repair.broken()
    repair.broken()
    expect(acts.map(({ kind }) => kind)).toEqual(['restart-ice', 'new-connection'])
  })

  test('a connection that does not come about is replaced', () => {
    const { repair, clock, acts } = setUp()
    repair.connecting(8_000)
    clock.advance(9_199)
    expect(acts).toEqual([])
    clock.advance(1)
    expect(acts).toEqual([{ kind: 'new-connection', atMs: 9_200 }])
  })

  test('a new connection says how long it may take', () => {
    const clock = createFakeClock(0)
    const acts: number[] = []
    const repair: Repair = createRepair(clock, () => {
      acts.push(clock.now())
      repair.connecting(1_000)
    })
    repair.broken()
    clock.advance(10_000)
    // 0, then 1 s and 2.7 s of back-off, then 1 s and 4.8 s.
    expect(acts).toEqual([0, 3_700, 9_500])
    repair.dispose()
    repair.hurry()
    expect(acts).toHaveLength(3)
    expect(clock.pending).toBe(0)
  })

  test('does not wait for its turn when signals come through again', () => {
    const { repair, clock, acts } = setUp()
    repair.hurry()
    expect(acts).toEqual([])
    repair.stalled()
    clock.advance(20_000)
    const before = acts.length
    repair.hurry()
    expect(acts.slice(before)).toEqual([{ kind: 'new-connection', atMs: 20_000 }])
  })
})
