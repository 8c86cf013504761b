import type { Page } from '@playwright/test'
import react from '@vitejs/plugin-react'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'vite'
import { nowMs } from '../sample-state.ts'
import type { HarnessStart } from './harness.tsx'

const folder = path.join(import.meta.dirname, '../../../.cache/renderer-harness')
const origin = 'http://localhost'

/** As the app and the room server send it: no inline script, no inline style. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self'",
].join('; ')

const types: Record<string, string> = { html: 'text/html', js: 'text/javascript', css: 'text/css', wav: 'audio/wav' }

/** Set for the workers once somebody has built the harness for all of them. */
const builtMark = 'HARNESS_IS_BUILT'

let built: Promise<unknown> | null = null

/** Builds the harness once for every worker of a run; a run's global set-up. */
export async function buildForAll(): Promise<void> {
  await buildHarness()
  process.env[builtMark] = 'yes'
}

/**
 * Opens a view of the face on fakes, at 22 November 2026, 10:00 in Japan. The harness is built once per run. A
 * violation of the content security policy, or a script that fails, fails the test.
 */
export async function openHarness(
  page: Page,
  start: Omit<HarnessStart, 'permission'> & Partial<HarnessStart>,
  options: {
    /** Timers run, and no clock on the screen moves. */
    readonly isTimeFixed?: boolean
    /** Which of the built files the server has, asked each time; all unless given. */
    readonly hasFile?: (name: string) => boolean
  } = {},
) {
  built ??= process.env[builtMark] === undefined ? buildHarness() : Promise.resolve()
  await built
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) problems.push(message.text())
  })
  await page.route(`${origin}/**`, async (route) => {
    const name = new URL(route.request().url()).pathname.slice(1) || 'index.html'
    const isThere = options.hasFile?.(name) ?? true
    const body = isThere ? await readFile(path.join(folder, name)).catch(() => null) : null
    if (!body) return route.fulfill({ status: 404, body: '' })
    const contentType = types[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream'
    return route.fulfill({ body, contentType, headers: { 'content-security-policy': policy } })
  })
  await page.clock.install({ time: nowMs })
  if (options.isTimeFixed) await page.clock.setFixedTime(nowMs)
  const whole: HarnessStart = { permission: 'granted', ...start }
  await page.addInitScript((given) => {
    window.harnessStart = given
  }, whole)
  await page.goto(`${origin}/`)
  await page.waitForFunction(() => 'harness' in window)
  return { problems }
}

/** Changes the state under the face, as a fact of the server would. */
export async function change(page: Page, patch: Partial<HarnessStart['state']>): Promise<void> {
  await page.evaluate((given) => window.harness.client.change(given), patch)
}

export function commandsOf(page: Page): Promise<readonly unknown[]> {
  return page.evaluate(() => [...window.harness.client.commands])
}

export function doneIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => [...window.harness.done])
}

function buildHarness(): Promise<unknown> {
  return build({
    configFile: false,
    logLevel: 'warn',
    root: import.meta.dirname,
    base: './',
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: false, target: 'chrome140' },
  })
}
