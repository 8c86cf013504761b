import { expect, test } from 'vitest'
import { createHeartbeat } from '../../src-main/windows/heartbeat.ts'
import { createNightlyRefresh } from '../../src-main/windows/nightly-refresh.ts'
import { aliveEveryMs } from '../../src-shared/bridge.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'
import { createFakeLog } from '../fakes/fake-log.ts'

function setUpHeartbeat() {
  const clock = createFakeClock()
  const page = { mayReload: true, reloads: 0 }
  const heartbeat = createHeartbeat({
    mayReload: () => page.mayReload,
    reload: () => (page.reloads += 1),
    clock,
    log: createFakeLog(),
  })
  return { heartbeat, clock, page }
}

test('a page that tells of itself is left alone', () => {
  const { heartbeat, clock, page } = setUpHeartbeat()
  for (let round = 0; round < 20; round += 1) {
    heartbeat.beat()
    clock.advance(aliveEveryMs)
  }
  expect(page.reloads).toBe(0)
})

test('a page that misses two beats is loaded anew, and again if that did not help', () => {
  const { heartbeat, clock, page } = setUpHeartbeat()
  heartbeat.beat()
  clock.advance(aliveEveryMs)
  clock.advance(aliveEveryMs)
  expect(page.reloads).toBe(0)
  clock.advance(aliveEveryMs)
  expect(page.reloads).toBe(1)
  clock.advance(2 * aliveEveryMs)
  expect(page.reloads).toBe(2)
})

test('silence of a hidden page or during a call does not count, also not afterwards', () => {
  const { clock, page } = setUpHeartbeat()
  page.mayReload = false
  clock.advance(20 * aliveEveryMs)
  page.mayReload = true
  clock.advance(aliveEveryMs)
  expect(page.reloads).toBe(0)
})

test('nothing is looked at after the end', () => {
  const { heartbeat, clock } = setUpHeartbeat()
  heartbeat.dispose()
  expect(clock.pending).toBe(0)
})

const evening = new Date(2026, 10, 22, 22, 0, 0).getTime()
const hourMs = 60 * 60_000

function setUpNight() {
  const clock = createFakeClock(evening)
  const desk = { isIdle: true }
  const refreshedAt: string[] = []
  const stop = createNightlyRefresh({
    isIdle: () => desk.isIdle,
    refresh: () => refreshedAt.push(new Date(clock.now()).toTimeString().slice(0, 5)),
    clock,
    log: createFakeLog(),
  })
  return { clock, desk, refreshedAt, stop }
}

test('pages are loaded anew once a night', () => {
  const { clock, refreshedAt, stop } = setUpNight()
  clock.advance(48 * hourMs)
  expect(refreshedAt).toEqual(['03:00', '03:00'])
  stop()
  expect(clock.pending).toBe(0)
})

test('a night shift’s call or knock is waited for, and a busy night is left out', () => {
  const { clock, desk, refreshedAt } = setUpNight()
  desk.isIdle = false
  clock.advance(5.5 * hourMs)
  desk.isIdle = true
  clock.advance(hourMs)
  expect(refreshedAt).toEqual(['03:40'])
  desk.isIdle = false
  clock.advance(24 * hourMs)
  desk.isIdle = true
  clock.advance(12 * hourMs)
  expect(refreshedAt).toEqual(['03:40'])
})
