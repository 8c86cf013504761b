import { test } from '@playwright/test'
import { openScene, type DeskScene } from '../renderer/support/scenes.ts'
import { deskRules } from './layout-faults.ts'
import { windowOf } from './looks.ts'
import { customer, drawing, machinist } from './people.ts'
import type { Picture } from './screens.ts'
import { takePicture } from './take-picture.ts'

/** A test for each of these pictures. */
export function pictureDesk(pictures: readonly Picture<DeskScene>[]): void {
  for (const { name, look, scene } of pictures) {
    test.describe(() => {
      test.use({ ...windowOf(look), ...(scene.viewport && { viewport: scene.viewport }) })
      test(name, async ({ page }) => {
        await openScene(page, scene, { ...look, isTimeFixed: true })
        await takePicture(page, { name, standIns: { you: machinist, other: customer, drawing }, rules: deskRules })
      })
    })
  }
}
