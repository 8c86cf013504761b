import type { Page } from '@playwright/test'
import { nameColour } from '../e2e/support/colours.ts'
import { colourOfSource } from '../electron-shim/colours.ts'
import { expect, test } from './support/app-test.ts'

/**
 * Asks for a screen as a click would, and paints what came into the page; resolves to the colour, or to the refusal.
 */
async function shareAndLook(page: Page): Promise<string> {
  const painted = await page.evaluate(async () => {
    let stream: MediaStream
    try {
      stream = await navigator.mediaDevices.getDisplayMedia({ video: true })
    } catch (cause) {
      return cause instanceof Error ? cause.name : String(cause)
    }
    const video = document.createElement('video')
    video.muted = true
    video.srcObject = stream
    await video.play()
    const canvas = new OffscreenCanvas(64, 36)
    const context = canvas.getContext('2d')
    context?.drawImage(video, 0, 0, 64, 36)
    for (const track of stream.getTracks()) track.stop()
    return [...(context?.getImageData(32, 18, 1, 1).data ?? [])].slice(0, 3)
  })
  if (typeof painted === 'string') return painted
  const [red = 0, green = 0, blue = 0] = painted
  return nameColour([red, green, blue]) ?? `rgb(${painted.join(',')})`
}

test('the picker offers pictures of screens and windows, and what is chosen is what is captured', async ({
  launch,
}) => {
  const app = await launch()
  const desk = await app.window('desk')
  await desk.mouse.click(600, 20)
  const shared = shareAndLook(desk)
  const picker = desk.getByRole('dialog')
  await expect(picker.getByRole('button', { name: 'Entire screen' })).toBeVisible()
  await expect(picker.getByRole('button', { name: 'Drawing.pdf' })).toBeVisible()
  expect(
    await picker
      .locator('img')
      .first()
      .evaluate((image: HTMLImageElement) => image.src.startsWith('data:image/png') && image.naturalWidth > 0),
  ).toBe(true)
  const colour = await app.chooseShareSource(2)
  expect(await shared).toBe(colour)
  expect(colour).toBe(colourOfSource('window:7:0'))
})

test('cancelling the picker refuses the share', async ({ launch }) => {
  const app = await launch()
  const desk = await app.window('desk')
  await desk.mouse.click(600, 20)
  const shared = shareAndLook(desk)
  await expect(desk.getByRole('dialog').getByRole('button', { name: 'Entire screen' })).toBeVisible()
  await desk.keyboard.press('Escape')
  expect(await shared).toBe('NotAllowedError')
})

test('a page cannot look at the screens unasked, and no window but the desk can share', async ({ launch }) => {
  const app = await launch()
  const desk = await app.window('desk')
  expect(await desk.evaluate(() => Reflect.get(window, 'konkon').listShareSources())).toEqual([])
  const card = await app.window('card')
  expect(await shareAndLook(card)).toBe('NotAllowedError')
})

test('the pill says what is shared, and its Stop reaches the desk', async ({ launch }) => {
  const app = await launch()
  const desk = await app.window('desk')
  await desk.evaluate(() => {
    const bridge = Reflect.get(window, 'konkon')
    bridge.onStopSharing(() => {
      document.body.dataset['stopped'] = 'yes'
      bridge.setSharing(null)
    })
    bridge.setSharing('Drawing.pdf')
  })
  const shown = await app.until((record) =>
    record.windows.find(({ role, isVisible }) => role === 'sharing' && isVisible),
  )
  expect(shown.calls).toContain('setContentProtection(true)')
  const pill = await app.window('sharing')
  await expect(pill.getByText('Drawing.pdf')).toBeVisible()
  await pill.getByRole('button').first().click()
  await expect(desk.locator('body')).toHaveAttribute('data-stopped', 'yes')
  await app.until((record) => record.windows.find(({ role, isVisible }) => role === 'sharing' && !isVisible))
})
