import { denyReplies, holdReplies } from '../../src-shared/replies.ts'
import { deskKinds, expect, test } from './support/world.ts'

for (const deskKind of deskKinds) {
  test.describe(deskKind, () => {
    test.use({ deskKind, isDeskShared: true })

    test('a denied visitor reads the desk’s words in their own language, and can leave', async ({ world }) => {
      const visitor = await world.newVisitor({ language: 'en' })
      await visitor.knock('Smith')
      await world.desk.press('Smith', 'deny')
      await world.desk.knockOf('Smith').getByRole('button', { name: world.desk.texts.undo, exact: true }).click()
      await world.desk.press('Smith', 'deny')
      await expect(visitor.page.getByRole('status').filter({ hasText: visitor.texts.waiting })).toBeVisible()
      await expect(visitor.page.getByText(denyReplies[0]?.text.en ?? '')).toBeVisible()
      await expect(visitor.page.getByRole('heading').first()).toBeVisible()
      await world.desk.expectNoKnocks()
      await visitor.page.getByRole('button', { name: visitor.texts.leaveRoom, exact: true }).click()
      await expect(visitor.page.getByRole('button', { name: visitor.texts.leaveRoom, exact: true })).toHaveCount(0)
    })

    test('a held visitor is told to wait, and is then admitted', async ({ world }) => {
      const visitor = await world.newVisitor()
      await visitor.knock('佐藤')
      await world.desk.press('佐藤', 'hold')
      await expect(visitor.page.getByText(holdReplies[0]?.text.ja ?? '')).toBeVisible()
      await expect(world.desk.knockOf('佐藤')).toBeVisible()
      await world.desk.press('佐藤', 'admit')
      await expect(world.desk.callWith('佐藤')).toBeVisible()
      await expect(visitor.page.getByRole('button', { name: visitor.texts.leave, exact: true })).toBeVisible()
    })

    test('a visitor who stops waiting is gone from the desk at once', async ({ world }) => {
      const visitor = await world.newVisitor()
      await visitor.knock('')
      await expect(world.desk.knockOf('')).toBeVisible()
      await visitor.page.getByRole('button', { name: visitor.texts.stopWaiting }).click()
      await world.desk.expectNoKnocks()
    })
  })
}
