import { chromium, expect, test, type Browser } from '@playwright/test'
import {
  createCallPair,
  expectGrowth,
  expectToSeeAndHear,
  launchOptions,
  linkState,
  received,
} from './support/call-pair.ts'
import { startHarnessSite, type HarnessSite } from './support/harness-site.ts'

/** Chromium with other devices than a camera and a microphone that are allowed. */
async function launch(replace: (flag: string) => string | null): Promise<Browser> {
  const args = launchOptions.args.map(replace).filter((flag) => flag !== null)
  return chromium.launch({ ...launchOptions, args, headless: true })
}

let site: HarnessSite
test.beforeAll(async () => {
  site = await startHarnessSite()
})
test.afterAll(() => site.dispose())

test('a person who says no still sees and hears the other side', async () => {
  const browser = await launch((flag) =>
    flag === '--use-fake-ui-for-media-stream' ? '--use-fake-ui-for-media-stream=deny' : flag,
  )
  const pair = await createCallPair(await browser.newContext(), site.url)
  // Only the visitor says no: the desk sends a picture that needs no permission.
  await pair.desk.evaluate(() => {
    const context = new AudioContext()
    const tone = new OscillatorNode(context)
    const sound = new MediaStreamAudioDestinationNode(context)
    tone.connect(sound)
    tone.start()
    const canvas = document.createElement('canvas')
    setInterval(() => canvas.getContext('2d')?.fillRect(Math.random() * 100, 0, 9, 9), 66)
    const tracks = [...canvas.captureStream(15).getTracks(), ...sound.stream.getTracks()]
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(new MediaStream(tracks))
  })
  await pair.startCall()
  expect(await pair.visitor.evaluate(() => window.rtcHarness.media.getState())).toMatchObject({
    camera: { kind: 'unavailable', problem: 'refused' },
    microphone: { kind: 'unavailable', problem: 'refused' },
  })
  await expectToSeeAndHear(pair.visitor)
  await expect
    .poll(async () => (await linkState(pair.desk)).remote)
    .toEqual({ isMicrophoneOn: false, isCameraOn: false, isSharingScreen: false, isShowingPart: false })
  expect((await received(pair.desk)).cameraFrames).toBe(0)
  await browser.close()
})

test('a computer without any device says so', async () => {
  const browser = await launch((flag) => (flag.startsWith('--use-fake-device') ? null : flag))
  const pair = await createCallPair(await browser.newContext(), site.url)
  await pair.startCall()
  expect(await pair.visitor.evaluate(() => window.rtcHarness.media.getState())).toMatchObject({
    camera: { kind: 'unavailable', problem: 'missing' },
    microphone: { kind: 'unavailable', problem: 'missing' },
  })
  await expect.poll(async () => (await linkState(pair.visitor)).link.kind).toBe('connected')
  await browser.close()
})

test('without a camera the voice still arrives', async () => {
  const browser = await launch((flag) => flag)
  const pair = await createCallPair(await browser.newContext(), site.url)
  await pair.visitor.evaluate(() => {
    const { mediaDevices } = navigator
    const original = mediaDevices.getUserMedia.bind(mediaDevices)
    mediaDevices.getUserMedia = (constraints) =>
      constraints?.video ? Promise.reject(new DOMException('none', 'NotFoundError')) : original(constraints)
  })
  await pair.startCall()
  expect(await pair.visitor.evaluate(() => window.rtcHarness.media.getState())).toMatchObject({
    camera: { kind: 'unavailable', problem: 'missing' },
    microphone: { kind: 'open' },
  })
  await expectGrowth(pair.desk, 'voiceEnergy')
  await expectToSeeAndHear(pair.visitor)
  expect((await received(pair.desk)).cameraFrames).toBe(0)
  await browser.close()
})

test("the browser's own screen capture is sharp, switchable and silent", async () => {
  const browser = await launch((flag) => flag)
  const pair = await createCallPair(await browser.newContext(), site.url)
  await pair.startCall()
  await pair.desk.evaluate(() => {
    // Takes the stand-in for the picker away: the prototype's own method comes back.
    Reflect.deleteProperty(navigator.mediaDevices, 'getDisplayMedia')
  })
  expect(await pair.desk.evaluate(() => window.rtcHarness.media.shareScreen())).toEqual({ kind: 'sharing' })
  await expectGrowth(pair.visitor, 'screenFrames')
  expect(
    await pair.desk.evaluate(() =>
      window.rtcHarness.media.screenPreview.getTracks().map(({ kind, contentHint }) => [kind, contentHint]),
    ),
  ).toEqual([['video', 'detail']])
  await browser.close()
})

test('a browser that wants a tap first gets one, and then the voice plays', async () => {
  const browser = await launch((flag) =>
    flag.startsWith('--autoplay-policy') ? '--autoplay-policy=document-user-activation-required' : flag,
  )
  const page = await browser.newPage()
  const told: string[] = []
  // The page plays and tells by itself: whatever a test evaluates in a page counts as a tap.
  await page.exposeFunction('tellPlayback', (what: string) => told.push(what))
  await page.goto(`${site.url}?play`)
  // Silent pictures need no tap.
  await expect.poll(() => told.toSorted()).toEqual(['camera playing', 'voice blocked'])
  await page.mouse.click(5, 5)
  await expect.poll(() => told.slice(2)).toEqual(['voice playing'])
  await browser.close()
})
