/** What is really heard: measured in the audio itself, between the player and the loudspeaker. */
import { chromium, expect, test, type Browser, type Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'vite'
import { chromiumFlags } from '../../scripts/chromium-flags.ts'
import { findChromium } from '../../scripts/find-chromium.ts'
import type { RingOrder } from '../../src-shared/ring-order.ts'

const folder = path.join(import.meta.dirname, '../../.cache/ring-harness')
const origin = 'http://localhost'
const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', wav: 'audio/wav' }
const ring: RingOrder = { kind: 'ring', volume: 0.5, outputDeviceId: '', alsoOnDefault: false, sequence: 1 }

let browser: Browser
let page: Page

test.beforeAll(async () => {
  await build({
    configFile: false,
    logLevel: 'warn',
    root: path.join(import.meta.dirname, 'ring-harness'),
    base: './',
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, target: 'chrome140' },
  })
  const executablePath = findChromium()
  browser = await chromium.launch({
    args: [
      ...chromiumFlags,
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
    ],
    ...(executablePath === null ? {} : { executablePath }),
  })
})
test.afterAll(() => browser.close())

test.beforeEach(async () => {
  const context = await browser.newContext({ permissions: ['microphone'] })
  page = await context.newPage()
  await page.route(`${origin}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1) || 'index.html'
    const body = await readFile(path.join(folder, name)).catch(() => null)
    if (!body) return route.fulfill({ status: 404, body: '' })
    return route.fulfill({ body, contentType: types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream' })
  })
  await page.goto(`${origin}/`)
  await page.waitForFunction(() => 'ringHarness' in window)
})
test.afterEach(() => page.context().close())

const apply = (order: RingOrder): Promise<void> => page.evaluate((given) => window.ringHarness.apply(given), order)
/** The loudest of the next while, 0 to 1, for each audio context that the page has opened. */
const loudness = (forMs = 1_500): Promise<readonly number[]> =>
  page.evaluate((given) => window.ringHarness.loudness(given), forMs)
/** Longer than the loop, so that its loudest part is in it. */
const wholeLoopMs = 5_000

test('a ring is heard, loud is twice as loud as half, and silence is silence', async () => {
  expect(await loudness()).toEqual([0])
  await apply({ ...ring, volume: 0.5 })
  await expect.poll(async () => Math.max(...(await loudness()))).toBeGreaterThan(0.05)
  // One more knock begins at its full volume, so the gentle beginning is over.
  await apply({ ...ring, volume: 0.5, sequence: 2 })
  const [half = 0] = await loudness(wholeLoopMs)
  await apply({ ...ring, volume: 1, sequence: 2 })
  const [full = 0] = await loudness(wholeLoopMs)
  expect(full / half).toBeGreaterThan(1.8)
  expect(full / half).toBeLessThan(2.2)
  await apply({ kind: 'silence' })
  await expect.poll(() => loudness()).toEqual([0])
})

test('the second output is heard beside the first, and both fall silent together', async () => {
  const chosen = await page.evaluate(() => window.ringHarness.otherOutput())
  expect(chosen).not.toBe('')
  await apply({ ...ring, outputDeviceId: chosen })
  await expect.poll(async () => (await loudness()).map((level) => level > 0.05)).toEqual([true])
  await apply({ ...ring, outputDeviceId: chosen, alsoOnDefault: true })
  await expect.poll(async () => (await loudness()).map((level) => level > 0.05)).toEqual([true, true])
  expect(await page.evaluate(() => window.ringHarness.outputs())).toEqual([chosen, ''])
  await apply({ kind: 'silence' })
  await expect.poll(() => loudness()).toEqual([0, 0])
})

test('a loudspeaker that is not there is heard on the default one, and says so', async () => {
  await apply({ ...ring, outputDeviceId: 'f'.repeat(64) })
  await expect.poll(async () => (await loudness()).map((level) => level > 0.05)).toEqual([true])
  expect(await page.evaluate(() => [window.ringHarness.status(), ...window.ringHarness.outputs()])).toEqual([
    'other-output',
    '',
  ])
})

test('a sound that the system stopped in mid ring is heard again', async () => {
  await apply({ ...ring, sequence: 1 })
  await expect.poll(async () => (await loudness()).map((level) => level > 0.05)).toEqual([true])
  await page.evaluate(() => window.ringHarness.suspend())
  await expect.poll(async () => (await loudness()).map((level) => level > 0.05)).toEqual([true])
})
