import { expect, test } from 'vitest'
import { createSelfTest, type SelfTestOptions } from '../../src-main/self-test.ts'
import type { AlertStatus, SelfTestCheck } from '../../src-shared/desk-state.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'

function setUp(changes: Partial<SelfTestOptions> & { readonly status?: AlertStatus } = {}) {
  const clock = createFakeClock()
  const desk = { isAudible: true }
  const cleared: string[] = []
  const selfTest = createSelfTest({
    isAudible: () => desk.isAudible,
    isCardReady: () => true,
    alerts: {
      show: () => Promise.resolve(changes.status ?? { kind: 'shown' }),
      clear: (knockId) => cleared.push(knockId),
    },
    listDeviceKinds: () => Promise.resolve(['audioinput', 'videoinput', 'audiooutput']),
    getAccess: () => null,
    getLanguage: () => 'en',
    clock,
    ...changes,
  })
  return { selfTest, clock, desk, cleared }
}

function badParts(checks: readonly SelfTestCheck[]): readonly string[] {
  return checks.filter(({ outcome }) => outcome.kind === 'bad').map(({ part }) => part)
}

test('a sound desk is good in every part, and takes its sample notice away again', async () => {
  const { selfTest, clock, cleared } = setUp()
  const checks = await selfTest.run()
  expect(checks).toEqual(
    ['ring', 'alert', 'card', 'camera', 'microphone'].map((part) => ({ part, outcome: { kind: 'good' } })),
  )
  expect(cleared).toEqual([])
  clock.advance(4000)
  expect(cleared).toEqual(['sample'])
})

test('a ring that is not heard within five seconds is bad, one that comes late is good', async () => {
  for (const [heardAfterMs, expected] of [
    [3000, 'good'],
    [5400, 'bad'],
  ] as const) {
    const { selfTest, clock, desk } = setUp()
    desk.isAudible = false
    clock.setTimer(heardAfterMs, () => {
      desk.isAudible = true
    })
    const running = selfTest.run()
    clock.advance(6000)
    expect((await running).find(({ part }) => part === 'ring')).toMatchObject({ outcome: { kind: expected } })
  }
})

test.each([
  ['a notice that is turned off', { status: { kind: 'suppressed', reason: 'turned-off-by-system' } }, ['alert']],
  ['a notice that failed', { status: { kind: 'failed', cause: 'no daemon' } }, ['alert']],
  ['a card without its page', { isCardReady: () => false }, ['card']],
  ['a camera that was unplugged', { listDeviceKinds: () => Promise.resolve(['audioinput']) }, ['camera']],
  [
    'a microphone that the system withholds',
    { getAccess: (device) => (device === 'camera' ? 'granted' : 'denied') },
    ['microphone'],
  ],
  ['a page that fails', { listDeviceKinds: () => Promise.reject(new Error('gone')) }, ['camera', 'microphone']],
  ['a page that answers nonsense', { listDeviceKinds: () => Promise.resolve({}) }, ['camera', 'microphone']],
] satisfies readonly (readonly [string, Parameters<typeof setUp>[0], readonly string[]])[])(
  '%s is bad',
  async (_what, changes, expected) => {
    const { selfTest } = setUp(changes)
    expect(badParts(await selfTest.run())).toEqual(expected)
  },
)

test('a page that hangs does not hold the test up', async () => {
  const { selfTest, clock } = setUp({ listDeviceKinds: () => new Promise(() => {}) })
  const running = selfTest.run()
  clock.advance(5000)
  expect(badParts(await running)).toEqual(['camera', 'microphone'])
})
