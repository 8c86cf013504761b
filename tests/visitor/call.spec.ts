import { doOverlap } from '../e2e/support/overlap.ts'
import type { Page } from '@playwright/test'
import { layoutFaults, visitorRules } from '../pictures/layout-faults.ts'
import { expect, failDevices, knock, openDoor, test, type DeskPeer } from './support/page-test.ts'
import type { StubRoom } from './support/stub-room.ts'

const company = 'Tanaka Precision Machining'

test('an admitted visitor is in the call without another click', async ({ page, room, openDesk }) => {
  const desk = await openDesk()
  await enterCall({ page, room, desk })
  await expect.poll(() => framesOf(page, company)).toBeGreaterThan(5)
  await expect
    .poll(() => page.evaluate(() => document.querySelector('title')?.textContent))
    .toBe(`In a call – ${company}`)
  expect(room.commands.map(({ name }) => name)).toEqual(['knock'])
})

test('the page plays the voice of the desk in the element that the knock has unlocked', async ({
  page,
  room,
  openDesk,
}) => {
  await page.addInitScript(() => {
    const createElement = document.createElement.bind(document)
    document.createElement = (...given: Parameters<typeof createElement>) => {
      const element = createElement(...given)
      if (element instanceof HTMLAudioElement) Object.assign(window, { voices: [...(window.voices ?? []), element] })
      return element
    }
  })
  const desk = await openDesk()
  await enterCall({ page, room, desk })
  await expect
    .poll(() =>
      page.evaluate(() =>
        (window.voices ?? []).map(({ currentTime, srcObject }) => ({
          isRemote:
            srcObject instanceof MediaStream &&
            srcObject.getAudioTracks()[0]?.label !== 'MediaStreamAudioDestinationNode',
          isPlaying: currentTime > 0.5,
        })),
      ),
    )
    .toEqual([{ isRemote: true, isPlaying: true }])
})

test('the switches follow the devices, and the other side is told', async ({ page, room, openDesk }) => {
  const desk = await openDesk()
  await enterCall({ page, room, desk })
  const microphone = page.getByRole('button', { name: 'Microphone' })
  await expect(microphone).toHaveAttribute('aria-pressed', 'true')
  await microphone.click()
  await expect(microphone).toHaveAttribute('aria-pressed', 'false')
  await expect.poll(() => desk.page.evaluate(() => window.deskPeer.getState().remote?.isMicrophoneOn)).toBe(false)
  await expect(page.getByText('You are muted', { exact: false }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Press to speak' }).click()
  await expect(microphone).toHaveAttribute('aria-pressed', 'true')
  await expect.poll(() => desk.page.evaluate(() => window.deskPeer.getState().remote?.isMicrophoneOn)).toBe(true)
  await desk.page.evaluate(() => window.deskPeer.media.setMicrophoneOn(false))
  await desk.page.evaluate(() => window.deskPeer.media.setCameraOn(false))
  await expect(page.getByText('Their microphone is off')).toBeVisible()
  await expect(page.getByText('Their camera is off')).toBeVisible()
})

test('a visitor without devices listens first and speaks after one press', async ({ page, room, openDesk }) => {
  const desk = await openDesk()
  await page.bringToFront()
  await knock(page, room)
  await desk.admit()
  await page.bringToFront()
  await expect(page.getByText('You cannot be heard yet.')).toBeVisible()
  await page.getByRole('button', { name: 'Microphone' }).click()
  await expect(page.getByText('You cannot be heard yet.')).toBeHidden()
  await expect.poll(() => desk.page.evaluate(() => window.deskPeer.getState().remote?.isMicrophoneOn)).toBe(true)
})

test('the visitor shares a screen and stops again', async ({ page, room, openDesk }) => {
  const desk = await openDesk()
  await enterCall({ page, room, desk })
  await page.getByRole('button', { name: 'Share screen' }).click()
  await expect(page.getByText('You are sharing your screen')).toBeVisible()
  await expect.poll(() => desk.page.evaluate(() => window.deskPeer.getState().remote?.isSharingScreen)).toBe(true)
  await page.getByRole('button', { name: 'Stop sharing' }).click()
  await expect(page.getByRole('button', { name: 'Share screen' })).toBeVisible()
  await expect.poll(() => desk.page.evaluate(() => window.deskPeer.getState().remote?.isSharingScreen)).toBe(false)
})

test('a browser that cannot share a screen offers no button for it', async ({ page, room, openDesk }) => {
  await page.addInitScript(() => {
    Object.defineProperty(MediaDevices.prototype, 'getDisplayMedia', { value: undefined })
  })
  const desk = await openDesk()
  await enterCall({ page, room, desk })
  await expect(page.getByRole('button', { name: 'Share screen' })).toHaveCount(0)
})

test('the screen of the desk takes the stage, and the faces stay', async ({ page, room, openDesk }) => {
  const desk = await openDesk()
  await enterCall({ page, room, desk })
  await desk.page.evaluate(() => window.deskPeer.media.shareScreen())
  const screen = page.getByLabel('Shared screen', { exact: true })
  await expect(screen).toBeVisible()
  await expect.poll(() => framesOf(page, 'Shared screen')).toBeGreaterThan(0)
  const boxes = await Promise.all(
    [screen, page.getByLabel(company, { exact: true })].map((video) => video.boundingBox()),
  )
  expect(boxes[0]?.width).toBeGreaterThan(2 * (boxes[1]?.width ?? 0))
  await expect(page.getByLabel('You', { exact: true })).toBeVisible()
  await page.setViewportSize({ width: 390, height: 844 })
  await desk.page.evaluate(() => window.deskPeer.media.setMicrophoneOn(false))
  await desk.page.evaluate(() => window.deskPeer.media.setCameraOn(false))
  // A tile without a picture says only what cannot be seen: that nothing is to be heard from there.
  await expect(page.getByText('Their microphone is off')).toBeVisible()
  await expect(page.getByText('Their camera is off')).toBeHidden()
  await desk.page.evaluate(() => window.deskPeer.media.stopSharing())
  await expect(screen).toHaveCount(0)
})

test('the screen of the desk is as large as the page can show it, and comes back into its place', async ({
  page,
  room,
  openDesk,
}) => {
  await page.setViewportSize({ width: 1366, height: 768 })
  const desk = await openDesk()
  await enterCall({ page, room, desk })
  await shareFromDesk(page, desk)
  const faces = [page.getByLabel(company, { exact: true }), page.getByLabel('You', { exact: true })]
  // The fake screen is 16:9; the part of the window is that of the picture, without strips.
  await expect.poll(() => shareOfWindow(page)).toBeGreaterThanOrEqual(0.75)
  for (const face of faces) await expect(face).toBeVisible()
  await page.getByRole('button', { name: 'Full screen' }).click()
  await expect.poll(() => shareOfWindow(page)).toBeGreaterThanOrEqual(0.95)
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await expect(page.getByRole('button', { name: 'Show all' })).toBeEnabled()
  // First the whole picture, then the window.
  await page.getByRole('button', { name: 'Show all' }).click()
  await page.getByRole('button', { name: 'Leave full screen' }).click()
  await expect.poll(() => shareOfWindow(page)).toBeLessThan(0.95)

  // A phone, upright: its whole width. On its side: its whole height.
  await page.setViewportSize({ width: 390, height: 844 })
  await expect.poll(() => pictureOf(page)).toMatchObject({ left: 0, width: 390 })
  for (const face of faces) await expect(face).toBeVisible()
  await expectLargeTargets(page)
  await page.setViewportSize({ width: 844, height: 390 })
  await expect.poll(() => pictureOf(page)).toMatchObject({ top: 0, height: 390 })
  await expect(page.locator('.controls')).toHaveCSS('opacity', '0', { timeout: 8_000 })
  await page.mouse.move(200, 200)
  await expect(page.locator('.controls')).toHaveCSS('opacity', '1')

  await page.setViewportSize({ width: 1366, height: 768 })
  await desk.page.evaluate(() => window.deskPeer.media.stopSharing())
  await expect(page.getByLabel('Shared screen', { exact: true })).toHaveCount(0)
  await expect(page.getByRole('button', { name: '日本語' })).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } })

  test('nothing covers what the desk is called, nor that its microphone is off, on a phone held upright', async ({
    page,
    room,
    openDesk,
  }) => {
    const desk = await openDesk()
    await enterCall({ page, room, desk })
    await desk.page.evaluate(() => window.deskPeer.media.setMicrophoneOn(false))
    const label = page.locator('.tile-remote .tile-name')
    const you = page.locator('.tile-you')
    await expect(label).toContainText('Their microphone is off')
    expect(await doOverlap(label, you)).toBe(false)
    await desk.page.evaluate(() => window.deskPeer.media.setCameraOn(false))
    await expect(page.getByText('Their camera is off')).toBeVisible()
    expect(await doOverlap(label, you)).toBe(false)
  })

  test('what is off is said with what turns it on, and stays in sight over a screen that fills the phone', async ({
    page,
    room,
    openDesk,
  }) => {
    const desk = await openDesk()
    await enterCall({ page, room, desk })
    for (const name of ['Microphone', 'Camera']) await page.getByRole('button', { name, exact: true }).tap()
    await page.getByRole('button', { name: 'Press to show yourself' }).tap()
    await expect(page.getByText('Your camera is off')).toBeHidden()
    await page.getByRole('button', { name: 'Camera', exact: true }).tap()
    await shareFromDesk(page, desk)
    for (const size of [
      { width: 844, height: 390 },
      { width: 390, height: 844 },
    ]) {
      await page.setViewportSize(size)
      if (size.width < size.height) await page.getByRole('button', { name: 'Full screen' }).tap()
      await expect.poll(() => pictureOf(page)).toMatchObject({ width: size.width < size.height ? 390 : 693 })
      expect(await page.evaluate(layoutFaults, visitorRules)).toEqual([])
      const leave = await page.getByRole('button', { name: 'Leave', exact: true }).boundingBox()
      expect(leave!.x + leave!.width).toBeLessThanOrEqual(size.width)
      for (const bar of ['You are muted', 'Your camera is off']) {
        const box = page.locator('.muted-bar').filter({ hasText: bar })
        await expect(box).toBeInViewport({ ratio: 0.9 })
        for (const other of ['.large-tools', '.controls', '.tile-remote']) {
          expect(await doOverlap(box, page.locator(other)), `${bar} and ${other}`).toBe(false)
        }
      }
      // A hand that moves brings the controls back.
      await page.mouse.move(300, size.height / 2)
      await page.getByRole('button', { name: /^Messages/ }).tap()
      await expect(page.getByRole('textbox', { name: 'Message' })).toBeInViewport({ ratio: 1 })
      expect(await page.evaluate(layoutFaults, visitorRules)).toEqual([])
      await page.getByRole('button', { name: 'Close' }).tap()
    }
  })

  test('a part is shown by one press, with light and a held focus where the camera has them, and the face by another', async ({
    page,
    room,
    openDesk,
  }) => {
    // What a phone's camera can do, which the fake one cannot; it remembers what it was asked for.
    await page.addInitScript(() => {
      const lit: unknown[] = []
      Object.assign(window, { askedOfCamera: lit })
      MediaStreamTrack.prototype.getCapabilities = () => Object({ torch: true, focusMode: ['continuous', 'manual'] })
      MediaStreamTrack.prototype.applyConstraints = (asked) => {
        lit.push(asked?.advanced)
        return Promise.resolve()
      }
    })
    const desk = await openDesk()
    await enterCall({ page, room, desk })
    const isPartAtDesk = () => desk.page.evaluate(() => window.deskPeer.getState().remote?.isShowingPart)
    await expect(page.getByRole('button', { name: 'Light' })).toHaveCount(0)
    await page.getByRole('button', { name: 'Show a part' }).click()
    await expect.poll(isPartAtDesk).toBe(true)
    // Oneself becomes the finder: large, and no mirror.
    const finder = page.getByLabel('You', { exact: true })
    await expect.poll(async () => (await finder.boundingBox())?.width ?? 0).toBeGreaterThan(350)
    await expect(finder).toHaveCSS('transform', 'none')
    await expectLargeTargets(page)
    for (const name of ['Light', 'Hold focus']) {
      const button = page.getByRole('button', { name })
      await button.click()
      await expect(button).toHaveAttribute('aria-pressed', 'true')
    }
    expect(await page.evaluate(() => Reflect.get(window, 'askedOfCamera'))).toMatchObject([
      [{ torch: true }],
      [{ focusMode: 'manual' }],
    ])
    await page.getByRole('button', { name: 'Back to my face' }).click()
    await expect.poll(isPartAtDesk).toBe(false)
    await expect(page.getByRole('button', { name: 'Show a part' })).toBeVisible()
  })
})

test('leaving ends the call at once, and the camera goes out', async ({ page, room, openDesk }) => {
  const desk = await openDesk()
  await enterCall({ page, room, desk })
  const track = await page.evaluateHandle(() => {
    const video = document.querySelector<HTMLVideoElement>('.tile-you video')
    return video?.srcObject instanceof MediaStream ? video.srcObject.getVideoTracks()[0] : undefined
  })
  await page.getByRole('button', { name: 'Leave', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'The call is over' })).toBeFocused()
  expect(await track.evaluate((camera) => camera?.readyState)).toBe('ended')
  await expect.poll(() => room.commands.at(-1)).toEqual({ name: 'leave' })
  await page.getByRole('button', { name: 'Leave room' }).click()
  await expect(page.getByText('You can close this tab.')).toBeVisible()
})

test('the desk hangs up: the page says that the call is over', async ({ page, room, openDesk }) => {
  const desk = await openDesk()
  await enterCall({ page, room, desk })
  room.setPhase({ kind: 'ended', reason: 'desk-hung-up' })
  await expect(page.getByRole('heading', { name: 'The call is over' })).toBeVisible()
  await expect(page.getByText('You can close this tab.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Knock again' })).toHaveCount(0)
})

test('a reload comes back into the call', async ({ page, room, openDesk }) => {
  const desk = await openDesk()
  await enterCall({ page, room, desk })
  await page.reload()
  await expect(page.getByLabel(company, { exact: true })).toBeVisible()
  await expect.poll(() => framesOf(page, company), { timeout: 20_000 }).toBeGreaterThan(5)
  await expect(page.getByLabel('You', { exact: true })).toBeVisible()
  expect(room.commands.filter(({ name }) => name === 'knock')).toHaveLength(1)
})

test('a tap lets the voice play where the browser has blocked it', async ({ page, room, openDesk }) => {
  await page.addInitScript(() => {
    const play: () => Promise<void> = Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'play')?.value
    HTMLMediaElement.prototype.play = function playAfterTap(this: HTMLMediaElement): Promise<void> {
      const isBlocked = this instanceof HTMLAudioElement && window.isSoundAllowed !== true
      return isBlocked
        ? Promise.reject(new DOMException('Tap first', 'NotAllowedError'))
        : Reflect.apply(play, this, [])
    }
  })
  const desk = await openDesk()
  await enterCall({ page, room, desk })
  const hear = page.getByRole('button', { name: 'Tap to hear' })
  await expect(hear).toBeVisible()
  await page.evaluate(() => Object.assign(window, { isSoundAllowed: true }))
  await hear.click()
  await expect(hear).toHaveCount(0)
})

test('a call whose code cannot be fetched says so, and a reload gets into it', async ({ page, room, openDesk }) => {
  await page.route('**/call-chunk-*', (route) => route.abort())
  const desk = await openDesk()
  await page.bringToFront()
  await knock(page, room)
  await desk.admit()
  await page.bringToFront()
  await expect(page.getByRole('heading', { name: 'The call could not start' })).toBeVisible()
  await page.unroute('**/call-chunk-*')
  await page.getByRole('button', { name: 'Load again' }).click()
  await expect.poll(() => framesOf(page, company), { timeout: 20_000 }).toBeGreaterThan(5)
})

declare global {
  interface Window {
    voices?: readonly HTMLAudioElement[]
    isSoundAllowed?: boolean
  }
}

async function enterCall(given: {
  readonly page: Page
  readonly room: StubRoom
  readonly desk: DeskPeer
}): Promise<void> {
  const { page, room, desk } = given
  await page.bringToFront()
  await openDoor(page, room)
  await page.getByRole('button', { name: 'Allow camera and microphone' }).click()
  await expect(page.getByLabel('You', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Knock', exact: true }).click()
  await expect(page.getByRole('timer')).toBeVisible()
  await desk.admit()
  await page.bringToFront()
  await expect(page.getByLabel(company, { exact: true })).toBeVisible()
  await expect(page.getByText('Connecting…')).toHaveCount(0)
}

/** A screen of 16:9: the browser's fake one has the shape of its window. */
async function shareFromDesk(page: Page, desk: DeskPeer): Promise<void> {
  await desk.page.evaluate(() => {
    navigator.mediaDevices.getDisplayMedia = () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 })
      setInterval(() => canvas.getContext('2d')?.fillRect(performance.now() % 1_000, 0, 9, 9), 100)
      return Promise.resolve(canvas.captureStream(10))
    }
  })
  await desk.page.evaluate(() => window.deskPeer.media.shareScreen())
  await expect.poll(() => framesOf(page, 'Shared screen')).toBeGreaterThan(0)
}

/** Where the picture itself is in the window, without the strips beside it. */
function pictureOf(page: Page) {
  return page.getByLabel('Shared screen', { exact: true }).evaluate((video: HTMLVideoElement) => {
    const box = video.getBoundingClientRect()
    const ratio = Math.min(box.width / video.videoWidth, box.height / video.videoHeight)
    const [width, height] = [Math.round(video.videoWidth * ratio), Math.round(video.videoHeight * ratio)]
    return {
      left: Math.round(box.left + (box.width - width) / 2),
      top: Math.round(box.top + (box.height - height) / 2),
      width,
      height,
      window: innerWidth * innerHeight,
    }
  })
}

async function shareOfWindow(page: Page): Promise<number> {
  const { width, height, window } = await pictureOf(page)
  return (width * height) / window
}

async function expectLargeTargets(page: Page): Promise<void> {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('.page-call button')]
      .map((button) => ({ name: button.textContent || button.ariaLabel, box: button.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && (Math.min(box.width, box.height) < 48 || box.right > innerWidth))
      .map(({ name }) => name),
  )
  expect(small).toEqual([])
}

async function framesOf(page: Page, label: string): Promise<number> {
  const video = page.getByLabel(label, { exact: true })
  if ((await video.count()) === 0) return 0
  return video.evaluate((element: HTMLVideoElement) => element.getVideoPlaybackQuality().totalVideoFrames)
}

test('a visitor whose microphone is refused is shown where to allow it, whom to phone, and where to write', async ({
  page,
  room,
  openDesk,
}) => {
  await failDevices(page, 'NotAllowedError')
  const desk = await openDesk()
  await page.bringToFront()
  await knock(page, room)
  await desk.admit()
  await page.bringToFront()
  await page.getByRole('button', { name: 'Microphone' }).click()
  const help = page.getByRole('region', { name: 'We cannot hear you' })
  await expect(help.getByRole('listitem')).toHaveText([/address bar/, /Microphone.*Allow/, /Try again/])
  await expect(help.getByRole('link', { name: /03-1234-5678/ })).toHaveAttribute('href', 'tel:0312345678')
  await help.getByRole('button', { name: 'Write instead' }).click()
  await expect(page.getByRole('textbox', { name: 'Message' })).toBeVisible()
})
