import { expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import { layoutFaults, type LayoutRules } from './layout-faults.ts'

/** SVGs in place of what cameras and a shared screen show, which is never the same twice. */
export type StandIns = { readonly you: string; readonly other: string; readonly drawing: string }

/** Compares the screen with its picture in `set/`, and says what its layout makes hard to press or to read. */
export async function takePicture(
  page: Page,
  options: { readonly name: string; readonly standIns: StandIns; readonly rules: LayoutRules },
): Promise<void> {
  const { name, standIns, rules } = options
  await page.evaluate(showStandIns, standIns)
  await page.mouse.move(0, 0)
  await page.evaluate(endOfMovement)
  const picture = await standStill(page)
  expect.soft(await page.evaluate(layoutFaults, rules), name).toEqual([])
  expect.soft(await shrink(picture)).toMatchSnapshot(`${name}.webp`)
}

/**
 * Evaluated in the page: resolves once whatever fades in has done so and is painted. On a busy machine a picture of its first
 * moment would be the same twice in a row.
 */
async function endOfMovement(): Promise<void> {
  const movements = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
  await Promise.allSettled(movements.map(({ finished }) => finished))
  for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve))
}

/** The screen as soon as two pictures in a row are the same. */
async function standStill(page: Page): Promise<Buffer> {
  const shoot = () => page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' })
  let last = await shoot()
  await expect
    .poll(
      async () => {
        const before = last
        last = await shoot()
        return last.equals(before)
      },
      { message: 'The screen never stood still.', intervals: [0] },
    )
    .toBe(true)
  return last
}

/** Small enough to keep hundreds of them in the repo, large enough to read: a PC's at half its size. */
async function shrink(picture: Buffer): Promise<Buffer> {
  const image = sharp(picture)
  const { width } = await image.metadata()
  const share = width > 700 ? 0.5 : 0.75
  return image
    .resize({ width: Math.round(width * share) })
    .webp({ quality: 50, effort: 5 })
    .toBuffer()
}

/** Evaluated in the page: each video shows a still picture of who or what it shows anyway. */
async function showStandIns(standIns: StandIns): Promise<void> {
  const show = async (video: HTMLVideoElement): Promise<void> => {
    const label = video.getAttribute('aria-label') ?? ''
    const isDrawing = ['Shared screen', '共有画面'].includes(label)
    const isYou = ['You', 'あなた'].includes(label)
    const image = new Image()
    const svg = isDrawing ? standIns.drawing : isYou ? standIns.you : standIns.other
    image.src = `data:image/svg+xml;base64,${btoa(String.fromCodePoint(...new TextEncoder().encode(svg)))}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = 1280
    canvas.height = 720
    canvas.getContext('2d')?.drawImage(image, 0, 0, 1280, 720)
    const stream = canvas.captureStream(0)
    video.srcObject = stream
    const shown = new Promise<void>((resolve) => video.requestVideoFrameCallback(() => resolve()))
    const [track] = stream.getVideoTracks()
    if (track instanceof CanvasCaptureMediaStreamTrack) track.requestFrame()
    await video.play()
    await shown
  }
  const isSeen = (video: HTMLVideoElement): boolean => video.checkVisibility() && video.srcObject !== null
  await Promise.all([...document.querySelectorAll('video')].filter(isSeen).map(show))
}
