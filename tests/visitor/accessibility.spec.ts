import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from './support/page-test.ts'
import { scenes } from './support/scenes.ts'

/** Two looks that together have both languages, both themes, and phone and PC. */
const looks = [
  { language: 'ja', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { language: 'en', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
] as const

for (const { language, colorScheme, viewport } of looks) {
  test.describe(`${language}, ${colorScheme}, ${viewport.width} wide`, () => {
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } })
    for (const { name, arrange } of scenes) {
      test(`${name} has no barrier that axe can find`, async ({ page, room, openDesk }) => {
        await arrange({ page, room, language, openDesk })
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([])
      })
    }
  })
}

test.describe('the smallest phone', () => {
  test.use({ viewport: { width: 320, height: 568 } })
  for (const { name, arrange } of scenes) {
    test(`${name} fits its width`, async ({ page, room, openDesk }) => {
      await arrange({ page, room, language: 'en', openDesk })
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow).toBe(0)
    })
  }
})
