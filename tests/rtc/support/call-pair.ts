import { test as base, expect, type BrowserContext, type Page, type TestInfo } from '@playwright/test'
import { chromiumFlags } from '../../../scripts/chromium-flags.ts'
import { findChromium } from '../../../scripts/find-chromium.ts'
import type { Signal } from '../../../src-shared/call.ts'
import type { RtcHarness, Received } from '../harness/page.ts'
import { startHarnessSite, type HarnessSite } from './harness-site.ts'
import { shareColouredQuarters, watchConnections } from './watch-connections.ts'

export type Role = 'desk' | 'visitor'

/** What becomes of a signal on its way: the signals that arrive instead of it, now or later. */
export type Route = (signal: Signal, from: Role) => readonly Signal[] | Promise<readonly Signal[]>

/** A desk and a visitor in two pages, and the wire between them. */
export type CallPair = {
  readonly desk: Page
  readonly visitor: Page
  /** Every signal that was sent, before the route. */
  readonly sent: { readonly from: Role; readonly signal: Signal }[]
  setRoute: (route: Route) => void
  deliver: (to: Role, signal: Signal) => Promise<void>
  /** Opens devices on both sides and starts both links. */
  startCall: () => Promise<void>
}

/** Chromium with a camera and a microphone that need no person and no device. */
export const launchOptions = {
  executablePath: findChromium() ?? 'chromium',
  args: [
    ...chromiumFlags,
    '--autoplay-policy=no-user-gesture-required',
    '--use-fake-ui-for-media-stream',
    // Three cameras, of which the second gives depths and no picture.
    '--use-fake-device-for-media-stream=device-count=3,fps=15',
  ],
}

export const test = base.extend<{ pair: CallPair }, { site: HarnessSite }>({
  site: [
    // Playwright reads the names of the fixtures that are needed from this pattern, so it has to stand here.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const site = await startHarnessSite()
      await use(site)
      await site.dispose()
    },
    { scope: 'worker' },
  ],
  async pair({ context, site }, use, testInfo) {
    const pair = await createCallPair(context, site.url)
    await use(pair)
    if (testInfo.status !== testInfo.expectedStatus) await attachLogs(pair, testInfo)
  },
})

export async function createCallPair(context: BrowserContext, url: string): Promise<CallPair> {
  await context.addInitScript(watchConnections)
  const pages = { desk: await context.newPage(), visitor: await context.newPage() }
  const sent: { readonly from: Role; readonly signal: Signal }[] = []
  let route: Route = (signal) => [signal]

  async function carry(from: Role, signal: Signal): Promise<void> {
    sent.push({ from, signal })
    const to = from === 'desk' ? 'visitor' : 'desk'
    for (const arriving of await route(signal, from)) await deliver(to, arriving)
  }

  async function deliver(to: Role, signal: Signal): Promise<void> {
    // A page that is just being reloaded loses it, as it would on a real wire.
    await pages[to].evaluate((arriving) => window.rtcHarness.deliver(arriving), signal).catch(() => {})
  }

  for (const role of ['desk', 'visitor'] as const) {
    await pages[role].exposeFunction('carrySignal', (signal: Signal) => carry(role, signal))
    await pages[role].addInitScript(shareColouredQuarters)
    await pages[role].goto(url)
  }

  return {
    ...pages,
    sent,
    setRoute(next) {
      route = next
    },
    deliver,
    async startCall() {
      await Promise.all([openDevices(pages.desk), openDevices(pages.visitor)])
      await start(pages.visitor, 'visitor')
      await start(pages.desk, 'desk')
    },
  }
}

export async function openDevices(page: Page): Promise<void> {
  await page.evaluate(() => window.rtcHarness.media.open({ camera: { deviceId: '' }, microphone: { deviceId: '' } }))
}

export async function start(page: Page, role: Role, isRejoining = false): Promise<void> {
  await page.evaluate(([role, isRejoining]) => window.rtcHarness.start(role, isRejoining), [role, isRejoining] as const)
}

export function received(page: Page): Promise<Received> {
  return page.evaluate(() => window.rtcHarness.received())
}

export function linkState(page: Page): Promise<ReturnType<ReturnType<RtcHarness['link']>['getState']>> {
  return page.evaluate(() => window.rtcHarness.link().getState())
}

/** Waits until new camera frames and new sound of the other side have arrived in this page from now on. */
export async function expectToSeeAndHear(page: Page): Promise<void> {
  const before = await received(page)
  await expect.poll(async () => (await received(page)).cameraFrames, { timeout: 15_000 }).not.toBe(before.cameraFrames)
  await expectGrowth(page, 'cameraFrames')
  await expectGrowth(page, 'voiceEnergy')
}

export async function expectGrowth(page: Page, what: 'cameraFrames' | 'screenFrames' | 'voiceEnergy'): Promise<void> {
  const before = (await received(page))[what]
  await expect
    .poll(async () => (await received(page))[what], { message: what, timeout: 15_000 })
    .toBeGreaterThan(before)
}

export function offersMade(page: Page): Promise<number> {
  return page.evaluate(() => window.offersMade)
}

export function connectionsMade(page: Page): Promise<number> {
  return page.evaluate(() => window.madeConnections.length)
}

/** Waits until the shared screen shows its four colours, each in its quarter. */
export async function expectColouredQuarters(page: Page): Promise<void> {
  const quarters = [
    { x: 0.2, y: 0.2, colour: [192, 0, 0] },
    { x: 0.8, y: 0.2, colour: [0, 160, 0] },
    { x: 0.2, y: 0.8, colour: [0, 0, 192] },
    { x: 0.8, y: 0.8, colour: [192, 192, 0] },
  ]
  for (const { colour, ...place } of quarters) {
    const distance = async (): Promise<number> => {
      const seen = await page.evaluate((place) => window.rtcHarness.colourAt('screen', place), place)
      return Math.max(...colour.map((value, channel) => Math.abs(value - (seen[channel] ?? 255))))
    }
    await expect.poll(distance, { message: `colour at ${place.x}, ${place.y}`, timeout: 15_000 }).toBeLessThan(40)
  }
}

async function attachLogs(pair: CallPair, testInfo: TestInfo): Promise<void> {
  for (const role of ['desk', 'visitor'] as const) {
    const logged = await pair[role].evaluate(() => window.rtcHarness.logged).catch(() => ['page gone'])
    await testInfo.attach(`${role}.log`, { body: logged.join('\n'), contentType: 'text/plain' })
    process.stderr.write(`--- ${role}\n${logged.join('\n')}\n`)
  }
}
