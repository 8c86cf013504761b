import { expect, type Locator } from '@playwright/test'

/**
 * Once it is visible, the middle of what can be seen. How far a click scrolls depends on what lay over the button in just
 * that moment, so that a picture taken then would be another one each time.
 */
export async function inTheMiddle(target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  await target.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }))
}
