import { expect, test } from '@playwright/test'
import { deskScenes, openScene } from '../renderer/support/scenes.ts'
import { settingsScenes } from '../renderer/support/settings-scenes.ts'
import { contrastFaults } from '../support/contrast-in-states.ts'

test.use({ locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

for (const theme of ['light', 'dark'] as const) {
  for (const scene of [...deskScenes, ...settingsScenes]) {
    test(`desk-states ${scene.name} in ${theme} can be read while it is touched`, async ({ page }) => {
      await openScene(page, scene, { language: 'ja', theme })
      expect(await contrastFaults(page)).toEqual([])
    })
  }
}
