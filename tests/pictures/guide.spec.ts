import { test } from '@playwright/test'
import { openScene } from '../renderer/support/scenes.ts'
import { deskRules } from './layout-faults.ts'
import { windowOf } from './looks.ts'
import { customer, drawing, machinist } from './people.ts'
import { guidePictures } from './screens.ts'
import { takePicture } from './take-picture.ts'

for (const { name, look, scene } of guidePictures) {
  test.describe(() => {
    test.use({ ...windowOf(look), ...(scene.viewport && { viewport: scene.viewport }) })
    test(name, async ({ page }) => {
      await openScene(page, scene, { ...look, isTimeFixed: true })
      await takePicture(page, { name, standIns: { you: machinist, other: customer, drawing }, rules: deskRules })
    })
  })
}
