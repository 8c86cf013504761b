/**
 * Every section of the settings, on a PC and a phone, by day and by night: nothing for axe to find, nothing too wide.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { sectionsIn } from '../../src-renderer/settings/sections.ts'
import { defaultRoomRules } from '../../src-shared/room-rules.ts'
import { openHarness } from './harness/open-harness.ts'
import { nowMs, sampleState } from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', reducedMotion: 'reduce' })

function richState(language: 'ja' | 'en', theme: 'light' | 'dark') {
  const state = sampleState({
    lanUrl: 'https://192.168.0.5:5443/front-desk',
    selfTest: {
      kind: 'done',
      atMs: nowMs,
      checks: [
        { part: 'ring', outcome: { kind: 'good' } },
        { part: 'card', outcome: { kind: 'not-here' } },
        { part: 'camera', outcome: { kind: 'bad', cause: 'there is none' } },
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

/** Adds one of each kind, so that each form is on the screen. */
async function openForms(page: Page, section: string): Promise<void> {
  if (section === 'call-outs') {
    for (const button of await page
      .getByRole('group', { name: /連絡先を加える|Add a call-out/ })
      .getByRole('button')
      .all()) {
      await button.click()
    }
  }
  if (section === 'replies') await page.locator('summary').first().click()
}

for (const [width, language, theme] of [
  [1366, 'ja', 'light'],
  [1366, 'en', 'dark'],
  [390, 'ja', 'dark'],
  [390, 'en', 'light'],
] as const) {
  test(`settings at ${width} in ${language}, ${theme}`, async ({ page }) => {
    // Twelve sections, each searched as a whole.
    test.setTimeout(180_000)
    await page.setViewportSize({ width, height: width > 900 ? 768 : 844 })
    await openHarness(page, { view: 'app', state: richState(language, theme) })
    const found: string[] = []
    for (const section of sectionsIn('app')) {
      await page.evaluate((name) => {
        location.hash = `settings/${name}`
      }, section)
      await expect(page.locator(`a[href="#settings/${section}"]`)).toHaveAttribute('aria-current', 'page')
      await openForms(page, section)
      const { violations } = await new AxeBuilder({ page }).include('.settings').analyze()
      found.push(...violations.map(({ id, nodes }) => `${section} ${id}: ${nodes[0]?.html.slice(0, 120)}`))
      const isTooWide = await page.locator('.shell-main').evaluate((main) => main.scrollWidth > main.clientWidth)
      if (isTooWide) found.push(`${section} is wider than the screen`)
    }
    expect(found).toEqual([])
  })
}
