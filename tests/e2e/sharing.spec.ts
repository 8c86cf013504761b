import { colourOfVideo } from './support/peers.ts'
import { deskCamera, deskKinds, deskScreen, expect, test, visitorCamera, visitorScreen } from './support/world.ts'

for (const deskKind of deskKinds) {
  test.describe(deskKind, () => {
    test.use({ deskKind, isDeskShared: true })

    test('the desk shares a screen: its very pixels arrive, the faces stay, and it ends with the source', async ({
      world,
    }) => {
      const { desk } = world
      const visitor = await world.newVisitor()
      await visitor.knock('渡辺')
      await desk.press('渡辺', 'admit')
      await expect.poll(() => colourOfVideo(desk.page, '渡辺')).toBe(visitorCamera)

      await desk.page.getByRole('button', { name: desk.texts.shareScreen, exact: true }).click()
      const shared = world.app === null ? deskScreen : await world.app.chooseShareSource(0)
      await expect(desk.page.getByRole('button', { name: desk.texts.stopSharing, exact: true }).first()).toBeVisible()
      await expect.poll(() => colourOfVideo(visitor.page, visitor.texts.sharedScreen)).toBe(shared)
      await expect.poll(() => colourOfVideo(desk.page, '渡辺')).toBe(visitorCamera)

      await desk.page.getByRole('button', { name: desk.texts.stopSharing, exact: true }).first().click()
      await expect(visitor.page.getByLabel(visitor.texts.sharedScreen)).toHaveCount(0)
      await expect(desk.page.getByRole('button', { name: desk.texts.shareScreen, exact: true })).toBeVisible()
    })

    test('the visitor shares a screen, and closing the shared window ends the share', async ({ world }) => {
      const { desk } = world
      const visitor = await world.newVisitor()
      await visitor.knock('山本')
      await desk.press('山本', 'admit')
      await expect.poll(() => colourOfVideo(desk.page, '山本')).toBe(visitorCamera)

      await visitor.page.getByRole('button', { name: visitor.texts.shareScreen, exact: true }).click()
      await expect.poll(() => colourOfVideo(desk.page, desk.texts.sharedScreen)).toBe(visitorScreen)
      await expect.poll(() => colourOfVideo(desk.page, desk.texts.you)).toBe(deskCamera)
      await visitor.page.evaluate(() => (window as unknown as { readonly __endShare: () => void }).__endShare())
      await expect(desk.page.getByLabel(desk.texts.sharedScreen)).toHaveCount(0)
      await expect(visitor.page.getByRole('button', { name: visitor.texts.shareScreen, exact: true })).toBeVisible()
    })
  })
}
