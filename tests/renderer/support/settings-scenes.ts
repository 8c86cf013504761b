/** The sections of the settings at their fullest. */
import { expect, type Page } from '@playwright/test'
import { sectionsIn, type SettingsSection } from '../../../src-renderer/settings/sections.ts'
import type { DeskState } from '../../../src-shared/desk-state.ts'
import type { Language } from '../../../src-shared/language.ts'
import { dayMs } from '../../../src-shared/duration.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import { nowMs, sampleState } from '../sample-state.ts'
import { cloudflared, noOwnAddress, showOwnAddress } from './own-address-answers.ts'
import { caaRecord, fingerprint, noRelay, relayHost, relayName, showRelays, showServerKey } from './relay-answers.ts'
import { inTheMiddle } from '../../support/in-the-middle.ts'
import type { DeskScene } from './scenes.ts'

export const settingsScenes: readonly DeskScene[] = [
  ...sectionsIn('app').map((section): DeskScene => ({
    name: `settings ${section}`,
    view: 'app',
    state: settledState('ja', 'light'),
    open: (page) => openSection(page, section),
  })),
  {
    name: 'an address on the internet',
    view: 'page',
    state: { ...settledState('ja', 'light'), publicUrl: `https://${relayName}/front-desk` },
    open: async (page) => {
      const place = { host: relayHost, name: relayName }
      await showRelays(page, {
        relays: [{ ...place, line: { kind: 'up', sinceMs: nowMs } }],
        certificate: { kind: 'good', untilMs: nowMs + 80 * dayMs },
        caa: { record: caaRecord, state: 'none' },
        work: { kind: 'done', ...place },
      })
      await goTo(page, 'relay')
      await expect(page.getByRole('img', { name: /QR/ })).toBeVisible()
    },
  },
  {
    name: 'an address on the internet that is being set up',
    view: 'page',
    state: settledState('ja', 'light'),
    open: async (page) => {
      const work = { kind: 'running', host: relayHost, name: relayName, step: 'configuration' } as const
      await showRelays(page, { ...noRelay, work })
      await goTo(page, 'relay')
      await expect(page.locator('[aria-current="step"]')).toBeVisible()
    },
  },
  {
    name: 'an address on the internet in trouble',
    view: 'page',
    state: { ...settledState('ja', 'light'), publicUrl: `https://${relayName}/front-desk` },
    open: async (page) => {
      const place = { host: relayHost, name: relayName }
      await showRelays(page, {
        relays: [{ ...place, line: { kind: 'down', sinceMs: nowMs, fault: 'unreachable' } }],
        certificate: {
          kind: 'failing',
          untilMs: nowMs + 5 * dayMs,
          urgentFromMs: nowMs,
          why: 'During secondary validation: DNS problem',
        },
        caa: { record: caaRecord, state: 'shut' },
        work: { kind: 'failed', ...place, fault: 'packages', detail: 'E: Unable to fetch some archives' },
      })
      await goTo(page, 'relay')
      await expect(page.getByRole('alert')).toBeVisible()
    },
  },
  {
    name: 'an address by a proxy of their own',
    view: 'page',
    state: settledState('ja', 'light'),
    open: async (page) => {
      await showOwnAddress(page, noOwnAddress)
      await goTo(page, 'relay')
      await page.getByLabel(/自社のリバースプロキシ|Our own reverse proxy/).check()
      const origin = page.getByLabel(/お客様が開くアドレス|Address that customers open/)
      await origin.fill('desk.example.jp')
      await inTheMiddle(origin)
    },
  },
  {
    name: 'an address of their own that leads elsewhere',
    view: 'page',
    state: { ...settledState('ja', 'light'), publicUrl: `${cloudflared.origin}/front-desk` },
    open: async (page) => {
      const look = { kind: 'not-here', atMs: nowMs, fault: 'other' } as const
      await showOwnAddress(page, { ...noOwnAddress, kept: cloudflared, look })
      await goTo(page, 'relay')
      await expect(page.getByRole('alert')).toBeVisible()
    },
  },
  {
    name: 'how to allow the microphone',
    view: 'page',
    state: settledState('ja', 'light'),
    open: async (page) => {
      await openSection(page, 'devices')
      await page.evaluate(() =>
        window.harness.media.change({ microphone: { kind: 'unavailable', problem: 'refused' } }),
      )
      await page.getByRole('button', { name: /許可のしかた|How to allow it/ }).click()
    },
  },
]

/** A desk whose settings have all been used, so that each section is at its fullest. */
export function settledState(language: Language, theme: 'light' | 'dark'): DeskState {
  const state = sampleState({
    lanUrl: 'https://192.168.0.5:5443/front-desk',
    selfTest: {
      kind: 'done',
      atMs: nowMs,
      checks: [
        { part: 'ring', outcome: { kind: 'good' } },
        { part: 'card', outcome: { kind: 'not-here' } },
        { part: 'camera', outcome: { kind: 'bad', cause: 'there is none' } },
        { part: 'relay', outcome: { kind: 'weak' } },
        { part: 'secrets', outcome: { kind: 'weak' } },
      ],
    },
  })
  const hours = { ...defaultRoomRules.hours, isUsed: true, daysOff: ['2026-12-29'] }
  return {
    ...state,
    lanUrl: 'https://192.168.0.5:5443/front-desk',
    lanCertificate: { fingerprint: Array.from({ length: 32 }, () => 'AB').join(':'), isSelfMade: true },
    room: state.room && { ...state.room, rules: { ...defaultRoomRules, hours } },
    settings: {
      ...state.settings,
      language,
      theme,
      selfTestAtMinute: 480,
      admitShortcut: 'Control+Alt+A',
      lan: { isOpen: true, port: 5443, certificate: { kind: 'self-made' as const } },
    },
  }
}

export async function openSection(page: Page, section: SettingsSection): Promise<void> {
  await goTo(page, section)
  await openForms(page, section)
}

export async function goTo(page: Page, section: SettingsSection): Promise<void> {
  await page.evaluate((name) => {
    location.hash = `settings/${name}`
  }, section)
  await expect(page.locator(`a[href="#settings/${section}"]`)).toHaveAttribute('aria-current', 'page')
}

/** Adds one of each kind, so that each form is on the screen. */
async function openForms(page: Page, section: SettingsSection): Promise<void> {
  if (section === 'call-outs') {
    for (const button of await page
      .getByRole('group', { name: /連絡先を加える|Add a call-out/ })
      .getByRole('button')
      .all()) {
      await button.click()
    }
  }
  if (section === 'relay') {
    await showServerKey(page)
    await page.getByLabel(/サーバーのアドレス|Address of the server/).fill(relayHost)
    await page.getByRole('button', { name: /サーバーを確かめる|Look at the server/ }).click()
    await inTheMiddle(page.getByText(fingerprint))
  }
  if (section === 'replies') await page.locator('summary').first().click()
}
