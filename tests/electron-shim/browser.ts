/** The one Chromium behind every window of the shimmed app. */
import { readFile } from 'node:fs/promises'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'
import { chromiumFlags } from '../../scripts/chromium-flags.ts'
import { readShimOptions } from './options.ts'

let opened: Promise<BrowserContext> | null = null
let profile: string | null = null

/** Opens Chromium at the first call; its DevTools then listen on `devToolsPort()`. */
export function openBrowser(): Promise<BrowserContext> {
  opened ??= launch()
  return opened
}

export async function devToolsPort(): Promise<number> {
  const text = await readFile(path.join(profile ?? '', 'DevToolsActivePort'), 'utf8')
  return Number(text.split('\n')[0])
}

export async function closeBrowser(): Promise<void> {
  const context = await opened
  await context?.close()
  if (profile !== null) rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
}

async function launch(): Promise<BrowserContext> {
  const { chromium: executablePath, chromiumArgs, initScripts, languages } = readShimOptions()
  profile = mkdtempSync(path.join(os.tmpdir(), 'konkon-shim-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    viewport: null,
    ...(languages[0] === undefined ? {} : { locale: languages[0] }),
    // Ctrl-C ends the app, and the app ends the browser.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [
      ...chromiumFlags,
      '--remote-debugging-port=0',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
      ...chromiumArgs,
    ],
  })
  // Whether a page may do it is asked of the app's own handlers, in worlds/main-world.js.
  for (const content of initScripts) await context.addInitScript({ content })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  return context
}

/**
 * Chromium knows no custom schemes, so `app://host/` travels as `https://app.host.fake/`: a secure context with an
 * origin of its own.
 */
export function toWire(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)/i, (whole, scheme: string, host: string) =>
    scheme === 'http' || scheme === 'https' ? whole : `https://${scheme}.${host}.fake`,
  )
}

export function fromWire(address: string): string {
  return address.replace(/^https:\/\/([a-z0-9+-]+)\.([^/]+)\.fake(?=[/?#]|$)/i, '$1://$2')
}
