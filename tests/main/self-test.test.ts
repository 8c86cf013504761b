import { expect, test } from 'vitest'
import { createSelfTest, type SelfTestOptions } from '../../src-main/self-test.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'

function setUp(changes: Partial<SelfTestOptions> = {}) {
  const clock = createFakeClock()
  const desk = { isAudible: true }
  const selfTest = createSelfTest({
    isAudible: () => desk.isAudible,
    isCardReady: () => true,
    listDeviceKinds: () => Promise.resolve(['audioinput', 'videoinput', 'audiooutput']),
    getAccess: () => null,
    isVaultSafe: true,
    clock,
    ...changes,
  })
  /** What is found of each part. */
  const find = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await selfTest.run()).map(({ part, found }) => [part, found]))
  return { find, clock, desk }
}

const sound = { ring: 'audible', card: 'ready', camera: 'present', microphone: 'present', secrets: 'safe' }

test('a sound desk has everything', async () => {
  expect(await setUp().find()).toEqual(sound)
})

test('a ring that is not heard within five seconds is inaudible, one that comes late is not', async () => {
  for (const [heardAfterMs, expected] of [
    [3000, 'audible'],
    [5400, 'inaudible'],
  ] as const) {
    const { find, clock, desk } = setUp()
    desk.isAudible = false
    clock.setTimer(heardAfterMs, () => {
      desk.isAudible = true
    })
    const finding = find()
    clock.advance(6000)
    expect((await finding)['ring']).toBe(expected)
  }
})

test.each<[what: string, changes: Partial<SelfTestOptions>, found: Record<string, string>]>([
  ['a computer without a password store', { isVaultSafe: false }, { secrets: 'only-a-file' }],
  ['a card without its page', { isCardReady: () => false }, { card: 'gone' }],
  ['a camera that was unplugged', { listDeviceKinds: () => Promise.resolve(['audioinput']) }, { camera: 'none' }],
  [
    'a microphone that the system withholds',
    { getAccess: (device) => (device === 'camera' ? 'granted' : 'denied') },
    { microphone: 'denied-by-system' },
  ],
  [
    'a page that fails',
    { listDeviceKinds: () => Promise.reject(new Error('gone')) },
    { camera: 'no-answer', microphone: 'no-answer' },
  ],
  [
    'a page that answers nonsense',
    { listDeviceKinds: () => Promise.resolve({}) },
    { camera: 'no-answer', microphone: 'no-answer' },
  ],
])('%s is found', async (_what, changes, found) => {
  expect(await setUp(changes).find()).toEqual({ ...sound, ...found })
})

test('a page that hangs does not hold the test up', async () => {
  const { find, clock } = setUp({ listDeviceKinds: () => new Promise(() => {}) })
  const finding = find()
  clock.advance(5000)
  expect(await finding).toEqual({ ...sound, camera: 'no-answer', microphone: 'no-answer' })
})
