import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { chromiumFlags } from '../../scripts/chromium-flags.ts'
import { findChromium } from '../../scripts/find-chromium.ts'

/** A headless Chromium with fake camera and microphone, that asks nothing. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (executablePath === null) throw new Error('No Chromium was found. Set CHROMIUM to one.')
  return chromium.launch({
    executablePath,
    args: [
      ...chromiumFlags,
      '--autoplay-policy=no-user-gesture-required',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream=fps=30',
    ],
  })
}

/** A person of its own: nothing shared with other contexts, English, with `probe` in every page. */
export async function newPerson(browser: Browser, probe: () => void): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } })
  await context.addInitScript(probe)
  return context
}

/**
 * What the probes left in the page; waits until it is there. Times are epoch ms with fractions, the same in every page.
 */
export async function readMark(page: Page, name: string): Promise<number> {
  const handle = await page.waitForFunction(
    (mark) => (window as unknown as { readonly marks: Readonly<Record<string, number>> }).marks[mark],
    name,
  )
  return Number(await handle.jsonValue())
}
