import { chromium, type Browser, type BrowserContext } from '@playwright/test'
import { chromiumFlags, fakeMediaFlags } from '../../../scripts/chromium-flags.ts'
import { findChromium } from '../../../scripts/find-chromium.ts'

/** Flags for a Chromium with a person at it, who has clicked before and allows everything. */
export function chromiumArgs(cameraFile: string | null): string[] {
  return [
    ...chromiumFlags,
    ...fakeMediaFlags,
    '--autoplay-policy=no-user-gesture-required',
    ...(cameraFile === null ? [] : [`--use-file-for-fake-video-capture=${cameraFile}`]),
  ]
}

export type LaunchedBrowser = { readonly browser: Browser; readonly context: BrowserContext }

export async function launchBrowser(options: {
  readonly cameraFile: string | null
  readonly locale: 'ja-JP' | 'en-GB'
  readonly viewport: { readonly width: number; readonly height: number }
  /** A program that starts Chromium elsewhere, such as on another machine of a test's network. */
  readonly program?: string
  readonly args?: readonly string[]
}): Promise<LaunchedBrowser> {
  const executablePath = options.program ?? findChromium()
  const browser = await chromium.launch({
    args: [...chromiumArgs(options.cameraFile), ...(options.args ?? [])],
    ...(executablePath === null ? {} : { executablePath }),
  })
  const context = await browser.newContext({ locale: options.locale, viewport: options.viewport })
  return { browser, context }
}
