import { expect, test, vi } from 'vitest'
import { createPageSelfTest, type PageSelfTestDeps } from '../../../src-renderer/page/page-self-test.ts'
import type { AlertStatus, RingStatus, SelfTestCheck } from '../../../src-shared/desk-state.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'

type Given = {
  readonly ring?: RingStatus
  readonly alert?: AlertStatus
  readonly kinds?: readonly string[]
  readonly permission?: PermissionState
}

async function outcomes(given: Given): Promise<Record<string, SelfTestCheck['outcome']>> {
  const clock = createFakeClock()
  const devices = (given.kinds ?? ['videoinput', 'audioinput']).map((kind) => ({ kind }))
  const selfTest = createPageSelfTest({
    alerts: { show: () => Promise.resolve(given.alert ?? { kind: 'shown' }), clear: vi.fn() },
    ringStatus: () => given.ring ?? { kind: 'ringing' },
    // Of a browser's devices only their kinds are looked at.
    access: {
      devices: { enumerateDevices: () => Promise.resolve(devices) },
      queryPermission: () => Promise.resolve(given.permission ?? 'granted'),
    } as unknown as PageSelfTestDeps['access'],
    language: () => 'ja',
    clock,
  })
  const running = selfTest.run()
  clock.advance(3_000)
  return Object.fromEntries((await running).map(({ part, outcome }) => [part, outcome]))
}

const good = { kind: 'good' }

test('all is good where all works', async () => {
  expect(await outcomes({})).toEqual({ ring: good, alert: good, camera: good, microphone: good })
})

test.each([
  { given: { ring: { kind: 'needs-gesture' } }, part: 'ring', cause: 'needs-gesture' },
  { given: { ring: { kind: 'failed', cause: 'no audio' } }, part: 'ring', cause: 'no audio' },
  { given: { ring: { kind: 'other-output' } }, part: 'ring', cause: 'the chosen loudspeaker is not there' },
  { given: { alert: { kind: 'suppressed', reason: 'permission-denied' } }, part: 'alert', cause: 'permission-denied' },
  { given: { kinds: ['audioinput'] }, part: 'camera', cause: 'there is none' },
  { given: { permission: 'denied' }, part: 'microphone', cause: 'the browser does not allow it' },
] as const)('$part is bad with $cause', async ({ given, part, cause }) => {
  expect((await outcomes(given))[part]).toEqual({ kind: 'bad', cause })
})

test('a browser without notices is not at fault', async () => {
  expect((await outcomes({ alert: { kind: 'suppressed', reason: 'unsupported' } }))['alert']).toEqual({
    kind: 'not-here',
  })
})
