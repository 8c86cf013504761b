import { chromium, type Browser, type BrowserContext } from '@playwright/test'
import { findChromium } from '../../../scripts/find-chromium.ts'

/** Flags for a Chromium that is alone with its fake devices: no phoning home, no mDNS, no prompts. */
export function chromiumArgs(cameraFile: string | null): string[] {
  return [
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--mute-audio',
    '--autoplay-policy=no-user-gesture-required',
    '--disable-features=WebRtcHideLocalIpsWithMdns',
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream=fps=15',
    ...(cameraFile === null ? [] : [`--use-file-for-fake-video-capture=${cameraFile}`]),
  ]
}

export type LaunchedBrowser = { readonly browser: Browser; readonly context: BrowserContext }

export async function launchBrowser(options: {
  readonly cameraFile: string | null
  readonly locale: 'ja-JP' | 'en-GB'
  readonly viewport: { readonly width: number; readonly height: number }
}): Promise<LaunchedBrowser> {
  const executablePath = findChromium()
  const browser = await chromium.launch({
    args: chromiumArgs(options.cameraFile),
    ...(executablePath === null ? {} : { executablePath }),
  })
  const context = await browser.newContext({ locale: options.locale, viewport: options.viewport })
  return { browser, context }
}
