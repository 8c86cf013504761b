import { expect, test } from 'vitest'
import type { BareFact } from '../../../src-desk/core/desk-fact.ts'
import { installsAtNight } from '../../../src-desk/updates/updates.ts'
import { outdatedAfterMs, type UpdateStatus } from '../../../src-shared/update-status.ts'
import { makeCall, makeKnock, makeSnapshot } from '../desk-data.ts'
import { startDesk, tell } from '../running-desk.ts'

const version = { version: '2.0.0', releasedAtMs: Date.UTC(2026, 10, 20) }
const ready: UpdateStatus = { kind: 'ready', ...version, installsAlone: true }

function start(...facts: readonly BareFact[]) {
  const running = startDesk({}, version.releasedAtMs)
  tell(running.ports, ...facts)
  running.ports.updates.report(ready)
  return running
}

test('the newer version is begun when a person asks for it', async () => {
  const { desk, ports } = start({ kind: 'snapshot', payload: makeSnapshot({}) })
  expect(desk.getState().update).toEqual(ready)
  expect(await desk.command({ kind: 'install-update' })).toMatchObject({ kind: 'ok' })
  expect(ports.updates.installs).toBe(1)
})

test('never while somebody waits or talks, at whichever desk', async () => {
  for (const busy of [{ knocks: [makeKnock('k1')] }, { calls: [makeCall('c1')] }]) {
    const { desk, ports } = start({ kind: 'snapshot', payload: makeSnapshot(busy) })
    expect(await desk.command({ kind: 'install-update' })).toMatchObject({ kind: 'failed', code: 'busy' })
    expect(ports.updates.installs).toBe(0)
  }
})

test('nothing is begun that is not there', async () => {
  const { desk, ports } = start()
  ports.updates.report({ kind: 'loading', ...version })
  expect(await desk.command({ kind: 'install-update' })).toMatchObject({ kind: 'failed', code: 'not-found' })
  expect(ports.updates.installs).toBe(0)
})

test('a version that waits for a week is an alarm, by time alone, until it is installed', () => {
  const { desk, ports } = start({ kind: 'snapshot', payload: makeSnapshot({}) })
  ports.clock.advance(outdatedAfterMs - 1)
  expect(desk.getState().alarms).toEqual([])
  ports.clock.advance(1)
  const alarm = { kind: 'outdated', version: '2.0.0', sinceMs: version.releasedAtMs }
  expect(desk.getState().alarms).toEqual([alarm])
  ports.updates.report({ kind: 'failed', ...version })
  expect(desk.getState().alarms).toEqual([alarm])
  ports.updates.report({ kind: 'none' })
  expect(desk.getState().alarms).toEqual([])
})

test('the night installs what needs nobody', () => {
  expect(installsAtNight(ready)).toBe(true)
  expect(installsAtNight({ ...ready, installsAlone: false })).toBe(false)
  expect(installsAtNight({ kind: 'loading', ...version })).toBe(false)
  expect(installsAtNight({ kind: 'none' })).toBe(false)
})
