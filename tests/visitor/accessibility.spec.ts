import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/page-test.ts'
import { scenes } from './support/scenes.ts'

/** Two looks that together have both languages, both themes, and phone and PC. */
const looks = [
  { language: 'ja', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { language: 'en', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
] as const
const smallestPhone = { width: 320, height: 568 }

for (const { language, colorScheme, viewport } of looks) {
  test.describe(`${language}, ${colorScheme}, ${viewport.width} wide`, () => {
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } })
    for (const { name, arrange } of scenes) {
      test(`${name} has no barrier that axe can find and fits the smallest phone`, async ({ page, room, openDesk }) => {
        await arrange({ page, room, language, openDesk })
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
        await page.setViewportSize(smallestPhone)
        await expect.poll(() => overflowOf(page)).toBe(0)
      })
    }
  })
}

/** By how many px the page is wider than its window. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => {
    if (innerWidth > 320) return Infinity
    return document.documentElement.scrollWidth - document.documentElement.clientWidth
  })
}
