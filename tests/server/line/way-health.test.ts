import { expect, test } from 'vitest'
import { createWayHealth, lineDownAfterMs } from '../../../src-server/line/way-health.ts'
import { dayMs } from '../../../src-shared/duration.ts'
import type { LineState } from '../../../src-shared/line-state.ts'
import type { CertificateState } from '../../../src-shared/relay-set-up.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'

const up: LineState = { kind: 'up', sinceMs: 0 }
const down: LineState = { kind: 'down', sinceMs: 0, fault: 'silent' }
const dialing: LineState = { kind: 'dialing', after: 'silent' }

function start(...first: readonly LineState[]) {
  const clock = createFakeClock()
  let lines = first
  let lostSinceMs: number | null = null
  let certificate: CertificateState | null = { kind: 'good', untilMs: clock.now() + 60 * dayMs }
  const health = createWayHealth({
    clock,
    listLines: () => lines.map((line) => ({ line })),
    getCertificate: () => certificate,
    getLostSinceMs: () => lostSinceMs,
  })
  const told: unknown[] = []
  health.subscribe(() => told.push(health.get()?.kind ?? null))
  health.look()
  return {
    clock,
    health,
    told,
    set: (...next: readonly LineState[]) => {
      lines = next
      health.look()
    },
    lose: (sinceMs: number | null) => {
      lostSinceMs = sinceMs
      health.look()
    },
    give: (next: CertificateState | null) => {
      certificate = next
      health.look()
    },
  }
}

test('a line that is down is trouble after a minute, from when it went, until one is up', () => {
  const { clock, health, told, set } = start(up)
  const sinceMs = clock.now()
  set(down)
  clock.advance(lineDownAfterMs / 2)
  // Dialing in vain is no new beginning.
  set(dialing)
  set(down)
  expect(health.get()).toBeNull()
  clock.advance(lineDownAfterMs / 2)
  expect(health.get()).toEqual({ kind: 'line-down', sinceMs })
  set(dialing)
  expect(health.get()).toEqual({ kind: 'line-down', sinceMs })
  set(up)
  expect(told).toEqual(['line-down', null])
})

test('an own address that leads here no more is trouble until it does', () => {
  const { health, told, lose } = start()
  lose(7)
  expect(health.get()).toEqual({ kind: 'leads-elsewhere', sinceMs: 7 })
  lose(null)
  expect(told).toEqual(['leads-elsewhere', null])
})

test('a line that comes back within the minute was no trouble', () => {
  const { clock, told, set } = start(up)
  set(down)
  clock.advance(lineDownAfterMs - 1)
  set(up)
  clock.advance(lineDownAfterMs)
  expect(told).toEqual([])
})

test('of two relays one is enough, and without any there is nothing to be wrong', () => {
  const { clock, told, set, health } = start(down, up)
  clock.advance(2 * lineDownAfterMs)
  expect(told).toEqual([])
  set(down, down)
  clock.advance(lineDownAfterMs)
  expect(health.get()?.kind).toBe('line-down')
  set()
  expect(health.get()).toBeNull()
})

test('a certificate is trouble where browsers warn, or will before long', () => {
  const { clock, health, give, set } = start(up)
  give({ kind: 'none', why: null })
  expect(health.get()).toBeNull()
  give({ kind: 'none', why: 'DNS problem' })
  expect(health.get()).toEqual({ kind: 'certificate', untilMs: null })
  const untilMs = clock.now() + 60 * dayMs
  give({ kind: 'failing', untilMs, urgentFromMs: clock.now() + 1, why: 'DNS problem' })
  expect(health.get()).toBeNull()
  give({ kind: 'failing', untilMs, urgentFromMs: clock.now(), why: 'DNS problem' })
  expect(health.get()).toEqual({ kind: 'certificate', untilMs })
  // Nobody comes in at all: that is to be mended first.
  set(down)
  clock.advance(lineDownAfterMs)
  expect(health.get()?.kind).toBe('line-down')
  set(up)
  give(null)
  expect(health.get()).toBeNull()
})
