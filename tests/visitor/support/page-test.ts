import { test as base, expect, type Page } from '@playwright/test'
import * as v from 'valibot'
import { chromiumFlags, fakeMediaFlags } from '../../../scripts/chromium-flags.ts'
import { findChromium } from '../../../scripts/find-chromium.ts'
import { CallIdSchema } from '../../../src-shared/ids.ts'
import type { Language } from '../../../src-shared/language.ts'
import { startPeerSite } from './peer-site.ts'
import { startStubRoom, type StubRoom } from './stub-room.ts'

export type DeskPeer = {
  readonly page: Page
  /** Admits the visitor and takes part in the call, as a desk would. */
  admit: () => Promise<void>
}

export const callId = v.parse(CallIdSchema, 'call-1')

type Fixtures = {
  readonly room: StubRoom
  readonly openDesk: () => Promise<DeskPeer>
}

export const chromiumArgs = [...chromiumFlags, ...fakeMediaFlags]

/** The built page against a stub room, in a Chromium with one fake camera and microphone. */
export const test = base.extend<Fixtures, { readonly peerUrl: string }>({
  launchOptions: [{ executablePath: findChromium() ?? 'chromium', args: chromiumArgs }, { scope: 'worker' }],
  peerUrl: [
    // Playwright reads the names of the fixtures that are needed from this pattern, so it has to stand here.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const site = await startPeerSite()
      await use(site.url)
      await site.dispose()
    },
    { scope: 'worker' },
  ],
  // oxlint-disable-next-line no-empty-pattern
  async room({}, use) {
    const room = await startStubRoom()
    await use(room)
    await room.dispose()
  },
  async openDesk({ context, room, peerUrl }, use) {
    await use(async () => {
      const page = await context.newPage()
      await page.exposeFunction('sendToVisitor', room.sendSignal)
      await page.goto(peerUrl)
      room.onSignal((signal) => {
        // The page may be gone already; then nobody waits for the signal.
        page.evaluate((arriving) => window.deskPeer.deliver(arriving), signal).catch(() => undefined)
      })
      return {
        page,
        async admit() {
          await page.evaluate(() =>
            window.deskPeer.media.open({ camera: { deviceId: '' }, microphone: { deviceId: '' } }),
          )
          room.setPhase({ kind: 'admitted', callId, iceServers: [], lines: [] })
          await page.evaluate((id) => window.deskPeer.start(id), callId)
        },
      }
    })
  },
})

export { expect }

export async function openDoor(page: Page, room: StubRoom, language: Language = 'en'): Promise<void> {
  await page.goto(`${room.url}?lang=${language}`)
  await expect(
    page.getByRole('button', { name: language === 'en' ? 'Knock' : 'ノックする', exact: true }),
  ).toBeVisible()
}

/** Knocks without devices, and waits until the server has confirmed it. */
export async function knock(page: Page, room: StubRoom, language: Language = 'en'): Promise<void> {
  await openDoor(page, room, language)
  await page.getByRole('button', { name: language === 'en' ? 'Knock' : 'ノックする', exact: true }).click()
  await expect(page.getByRole('timer')).toBeVisible()
}

/** Makes every request for a camera or microphone fail with the browser's error of this name. */
export async function failDevices(page: Page, errorName: string): Promise<void> {
  await page.addInitScript((name) => {
    navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Failed by the test.', name))
  }, errorName)
}
