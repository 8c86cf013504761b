import { EventEmitter } from 'node:events'
import type { PowerMonitor, PowerSaveBlocker } from 'electron'
import { expect, test } from 'vitest'
import { createPower } from '../../src-main/power.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'
import { createFakeLog } from '../fakes/fake-log.ts'

function setUp() {
  const clock = createFakeClock()
  const blockers = new Map<number, string>()
  const powerMonitor = new EventEmitter()
  let sleptMs = 0
  const counts = { woken: 0 }
  const locks: boolean[] = []
  const powerSaveBlocker: PowerSaveBlocker = {
    start: (type) => {
      blockers.set(blockers.size + 1, type)
      return blockers.size
    },
    stop: (id) => blockers.delete(id),
    isStarted: (id) => blockers.has(id),
  }
  const power = createPower({
    powerMonitor: powerMonitor as unknown as PowerMonitor,
    powerSaveBlocker,
    // Timers stand still while a computer sleeps, but its clock does not.
    clock: { now: () => clock.now() + sleptMs, setTimer: clock.setTimer },
    log: createFakeLog(),
    onWoken: () => (counts.woken += 1),
    onLocked: (isLocked) => locks.push(isLocked),
  })
  const sleep = (forMs: number): void => {
    sleptMs += forMs
  }
  return { power, powerMonitor, clock, blockers, counts, locks, sleep }
}

test('stays awake on duty, with the screen on during a call', () => {
  const { power, blockers } = setUp()
  expect([...blockers.values()]).toEqual(['prevent-app-suspension'])
  power.setInCall(true)
  power.setInCall(true)
  expect([...blockers.values()]).toEqual(['prevent-app-suspension', 'prevent-display-sleep'])
  power.setInCall(false)
  expect([...blockers.values()]).toEqual(['prevent-app-suspension'])
  power.dispose()
  power.dispose()
  expect(blockers.size).toBe(0)
})

test('says when the computer woke or was locked', () => {
  const { power, powerMonitor, counts, locks } = setUp()
  powerMonitor.emit('resume')
  powerMonitor.emit('lock-screen')
  powerMonitor.emit('unlock-screen')
  expect(counts.woken).toBe(2)
  expect(locks).toEqual([true, false])
  power.dispose()
  powerMonitor.emit('resume')
  expect(counts.woken).toBe(2)
})

test('notices a sleep that the system did not report, and only such', () => {
  const { clock, counts, sleep } = setUp()
  clock.advance(60_000)
  expect(counts.woken).toBe(0)
  sleep(120_000)
  clock.advance(5000)
  expect(counts.woken).toBe(1)
  clock.advance(60_000)
  expect(counts.woken).toBe(1)
})
