import { expect } from '@playwright/test'
import {
  connectionsMade,
  expectColouredQuarters,
  expectGrowth,
  expectToSeeAndHear,
  launchOptions,
  linkState,
  offersMade,
  received,
  test,
} from './support/call-pair.ts'

test.use({ launchOptions })

test('both see and hear each other, with VP8 for faces', async ({ pair }) => {
  await pair.startCall()
  for (const page of [pair.desk, pair.visitor]) {
    await expectToSeeAndHear(page)
    expect(await linkState(page)).toEqual({
      link: { kind: 'connected' },
      remote: { isMicrophoneOn: true, isCameraOn: true, isSharingScreen: false, isShowingPart: false },
    })
    await expect.poll(async () => (await received(page)).cameraCodec).toBe('video/VP8')
  }
})

test('the whole call needs one negotiation, screens of both sides included', async ({ pair }) => {
  await pair.startCall()
  await expectToSeeAndHear(pair.visitor)

  for (const [from, to] of [
    [pair.desk, pair.visitor],
    [pair.visitor, pair.desk],
  ] as const) {
    expect(await from.evaluate(() => window.rtcHarness.media.shareScreen())).toEqual({ kind: 'sharing' })
    await expectColouredQuarters(to)
    await expect.poll(async () => (await linkState(to)).remote?.isSharingScreen).toBe(true)
    // Statistics come a moment after the picture.
    await expect.poll(async () => (await received(to)).screenCodec).toBe('video/AV1')
    // The face stays beside the screen.
    await expectGrowth(to, 'cameraFrames')
  }
  await pair.desk.evaluate(() => window.rtcHarness.media.stopSharing())
  await expect.poll(async () => (await linkState(pair.visitor)).remote?.isSharingScreen).toBe(false)

  expect([await offersMade(pair.desk), await offersMade(pair.visitor)]).toEqual([1, 0])
  expect(pair.sent.filter(({ signal }) => signal.body.kind === 'description')).toHaveLength(2)
  expect([await connectionsMade(pair.desk), await connectionsMade(pair.visitor)]).toEqual([1, 1])
})

test('text of 12 px on a shared screen arrives in its own pixels, and legible', async ({ pair }) => {
  await pair.startCall()
  await pair.visitor.evaluate(shareSmallPrint)
  await pair.visitor.evaluate(() => window.rtcHarness.media.shareScreen())
  const sizeAtDesk = () =>
    pair.desk.evaluate(() => {
      const video = document.querySelector<HTMLVideoElement>('video#screen')
      return [video?.videoWidth, video?.videoHeight]
    })
  await expect.poll(sizeAtDesk, { timeout: 20_000 }).toEqual([1920, 1080])
  const printed = await pair.visitor.evaluate(lumaOf, 'canvas')
  await expect
    .poll(async () => likeness(printed, await pair.desk.evaluate(lumaOf, 'video#screen')), { timeout: 20_000 })
    .toBeGreaterThan(0.95)
})

test('a part is sent instead of the face, larger, and without another negotiation', async ({ pair }) => {
  await pair.startCall()
  await expectToSeeAndHear(pair.desk)
  const widthAtDesk = () =>
    pair.desk.evaluate(() => document.querySelector<HTMLVideoElement>('video#camera')?.videoWidth ?? 0)
  // The last of the fake cameras is at the back, for which none of them says that it is.
  await pair.visitor.evaluate(async () => {
    const { mediaDevices } = navigator
    const { cameras } = await window.rtcHarness.media.listDevices()
    const deviceId = cameras.at(-1)?.deviceId ?? ''
    const open = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = (asked) => {
      const { facingMode, ...rest } = typeof asked?.video === 'object' ? asked.video : {}
      return open(facingMode ? { ...asked, video: { ...rest, deviceId: { exact: deviceId } } } : asked)
    }
  })
  expect(await pair.visitor.evaluate(() => window.rtcHarness.media.showPart(true))).toBe('switched')
  await expect.poll(async () => (await linkState(pair.desk)).remote?.isShowingPart).toBe(true)
  // Full HD at once, however slow the way still seems to be.
  await expect.poll(widthAtDesk, { timeout: 15_000 }).toBe(1920)
  await pair.visitor.evaluate(() => window.rtcHarness.media.showPart(false))
  await expect.poll(async () => (await linkState(pair.desk)).remote?.isShowingPart).toBe(false)
  await expect.poll(widthAtDesk, { timeout: 15_000 }).toBeLessThanOrEqual(1280)
  expect([await offersMade(pair.desk), await offersMade(pair.visitor)]).toEqual([1, 0])
})

test('a share ends when its window closes', async ({ pair }) => {
  await pair.startCall()
  await pair.visitor.evaluate(() => window.rtcHarness.media.shareScreen())
  await expectColouredQuarters(pair.desk)
  await pair.visitor.evaluate(() => window.closeSharedWindow())
  await expect.poll(async () => (await linkState(pair.desk)).remote?.isSharingScreen).toBe(false)
  expect(await pair.visitor.evaluate(() => window.rtcHarness.media.getState().screen)).toEqual({ kind: 'off' })
  expect(await pair.visitor.evaluate(() => window.rtcHarness.media.screenPreview.getTracks().length)).toBe(0)
})

test('mute and camera off reach the other side, and so do their ends', async ({ pair }) => {
  await pair.startCall()
  await expectToSeeAndHear(pair.desk)
  const remote = async () => (await linkState(pair.desk)).remote
  await pair.visitor.evaluate(() => window.rtcHarness.media.setMicrophoneOn(false))
  await expect
    .poll(remote)
    .toEqual({ isMicrophoneOn: false, isCameraOn: true, isSharingScreen: false, isShowingPart: false })
  await pair.visitor.evaluate(() => window.rtcHarness.media.setCameraOn(false))
  await expect
    .poll(remote)
    .toEqual({ isMicrophoneOn: false, isCameraOn: false, isSharingScreen: false, isShowingPart: false })
  // Silence is silence: no more energy arrives than before.
  await expect
    .poll(async () => {
      const before = (await received(pair.desk)).voiceEnergy
      await pair.desk.waitForFunction(
        (count) => window.rtcHarness.received().then(({ cameraFrames }) => cameraFrames > count),
        (await received(pair.desk)).cameraFrames,
        { polling: 50 },
      )
      return (await received(pair.desk)).voiceEnergy - before
    })
    .toBeLessThan(1e-6)

  // After five seconds the device itself is released, and opened again when it is wanted.
  await expect
    .poll(() => pair.visitor.evaluate(() => window.rtcHarness.media.getTrack('camera')), { timeout: 10_000 })
    .toBeNull()
  await pair.visitor.evaluate(() => {
    window.rtcHarness.media.setCameraOn(true)
    window.rtcHarness.media.setMicrophoneOn(true)
  })
  await expect
    .poll(remote)
    .toEqual({ isMicrophoneOn: true, isCameraOn: true, isSharingScreen: false, isShowingPart: false })
  await expectToSeeAndHear(pair.desk)
  expect(await offersMade(pair.desk)).toBe(1)
})

test('another camera and microphone go on sending', async ({ pair }) => {
  await pair.startCall()
  await expectToSeeAndHear(pair.desk)
  const outcomes = await pair.visitor.evaluate(async () => {
    const { media } = window.rtcHarness
    const { cameras, microphones } = await media.listDevices()
    const { camera, microphone } = media.getState()
    const idOf = (device: typeof camera): string => (device.kind === 'open' ? device.deviceId : '')
    const otherCamera = cameras.findLast(({ deviceId }) => deviceId !== idOf(camera))
    const otherMicrophone = microphones.find(({ deviceId }) => deviceId !== idOf(microphone))
    const outcome = [
      await media.switchCamera(otherCamera?.deviceId ?? 'none'),
      await media.switchMicrophone(otherMicrophone?.deviceId ?? 'none'),
      await media.switchCamera('no-such-camera'),
    ]
    return { outcome, isOther: idOf(media.getState().camera) === otherCamera?.deviceId }
  })
  expect(outcomes).toEqual({ outcome: ['switched', 'switched', 'kept'], isOther: true })
  await expectToSeeAndHear(pair.desk)
  expect(await offersMade(pair.desk)).toBe(1)
})

/** Evaluated in the page that shares: a screen of 1920×1080 with lines of 12 px, as on a drawing. */
function shareSmallPrint(): void {
  navigator.mediaDevices.getDisplayMedia = () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1920, height: 1080 })
    document.body.append(canvas)
    const context = canvas.getContext('2d')
    if (!context) return Promise.reject(new DOMException('no canvas', 'NotReadableError'))
    context.fillStyle = 'white'
    context.fillRect(0, 0, 1920, 1080)
    context.fillStyle = 'black'
    context.font = '12px sans-serif'
    for (let y = 14; y < 1060; y += 16) {
      context.fillText('φ12.5 H7 (+0.018 / 0)  Ra 1.6  M8×1.25  C0.5  R3  SUS304  公差 ±0.05  '.repeat(4), 8, y)
    }
    // A corner that changes makes the capture deliver pictures.
    setInterval(() => context.fillRect(1_900 + (performance.now() % 16), 1_064, 4, 8), 100)
    return Promise.resolve(canvas.captureStream(10))
  }
}

/** Evaluated in a page: how light each pixel is in the middle of some small print. */
function lumaOf(selector: string): number[] {
  const source = document.querySelector<HTMLCanvasElement | HTMLVideoElement>(selector)
  const context = new OffscreenCanvas(480, 160).getContext('2d')
  if (!source || !context) return []
  context.drawImage(source, 480, 400, 480, 160, 0, 0, 480, 160)
  const { data } = context.getImageData(0, 0, 480, 160)
  return Array.from({ length: 480 * 160 }, (_, index) => data[index * 4 + 1] ?? 0)
}

/** 1 where two pictures are the same, 0 where they have nothing to do with each other. */
function likeness(one: readonly number[], other: readonly number[]): number {
  const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length
  const [a, b] = [mean(one), mean(other)]
  const sum = (of: (index: number) => number): number => one.reduce((total, _, index) => total + of(index), 0)
  const [x, y] = [(index: number) => (one[index] ?? 0) - a, (index: number) => (other[index] ?? 0) - b]
  return sum((index) => x(index) * y(index)) / Math.sqrt(sum((index) => x(index) ** 2) * sum((index) => y(index) ** 2))
}
