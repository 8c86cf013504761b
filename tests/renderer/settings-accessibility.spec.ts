/**
 * Every section of the settings, on a PC and a phone, by day and by night: nothing for axe to find, nothing too wide.
 */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { sectionsIn } from '../../src-renderer/settings/sections.ts'
import { openHarness } from './harness/open-harness.ts'
import { openSection, settledState } from './support/settings-scenes.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', reducedMotion: 'reduce' })

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
    await openHarness(page, { view: 'app', state: settledState(language, theme) })
    const found: string[] = []
    for (const section of sectionsIn('app')) {
      await openSection(page, section)
      const { violations } = await new AxeBuilder({ page }).include('.settings').analyze()
      found.push(...violations.map(({ id, nodes }) => `${section} ${id}: ${nodes[0]?.html.slice(0, 120)}`))
      const isTooWide = await page.locator('.shell-main').evaluate((main) => main.scrollWidth > main.clientWidth)
      if (isTooWide) found.push(`${section} is wider than the screen`)
    }
    expect(found).toEqual([])
  })
}
