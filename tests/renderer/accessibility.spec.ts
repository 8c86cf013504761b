import { AxeBuilder } from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { deskScenes, openScene } from './support/scenes.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' })

for (const theme of ['light', 'dark'] as const) {
  for (const scene of deskScenes) {
    test(`${scene.name} in ${theme} has nothing that axe finds`, async ({ page }) => {
      await openScene(page, scene, { language: 'ja', theme })
      const { violations } = await new AxeBuilder({ page }).analyze()
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
      )
      expect(found).toEqual([])
    })
  }
}
