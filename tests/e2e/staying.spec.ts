import type { Page } from '@playwright/test'
import { deskKinds, expect, test } from './support/world.ts'

for (const deskKind of deskKinds) {
  test.describe(deskKind, () => {
    test.use({ deskKind })

    test('a reload while waiting resumes the same knock', async ({ world }) => {
      const visitor = await world.newVisitor()
      await visitor.knock('鈴木')
      await expect(world.desk.knockOf('鈴木')).toHaveCount(1)
      await visitor.page.reload()
      await visitor.expectWaiting()
      await expect(world.desk.knockOf('鈴木')).toHaveCount(1)
      await world.desk.press('鈴木', 'admit')
      await expect(world.desk.callWith('鈴木')).toBeVisible()
      await expect(visitor.page.getByRole('button', { name: visitor.texts.leave, exact: true })).toBeVisible()
    })

    test('a server that is killed and comes back has lost no waiting knock', async ({ world }) => {
      const visitor = await world.newVisitor()
      await visitor.knock('高橋')
      await expect(world.desk.knockOf('高橋')).toHaveCount(1)
      const untilServed = await world.killServer()
      await untilServed()
      await expect(
        world.desk.knockOf('高橋').getByRole('button', { name: world.desk.texts.admit, exact: true }),
      ).toBeEnabled({ timeout: 20_000 })
      await visitor.expectWaiting()
      await world.desk.press('高橋', 'admit')
      await expect(world.desk.callWith('高橋')).toBeVisible({ timeout: 20_000 })
      await expect(visitor.page.getByRole('button', { name: visitor.texts.leave, exact: true })).toBeVisible({
        timeout: 20_000,
      })
    })
  })
}

test('a knock that nobody notices leads to the phone, and the visitor may go on waiting', async ({ world }) => {
  await world.desk.page
    .getByRole('link', { name: world.desk.texts.settings })
    .or(world.desk.page.getByRole('tab', { name: world.desk.texts.settings }))
    .click()
  await world.desk.page.getByRole('textbox', { name: /電話番号/ }).fill('03-1234-5678')
  await world.desk.page.getByRole('button', { name: /^保存/ }).first().click()

  const visitor = await world.newVisitor()
  await visitor.page.clock.install()
  await visitor.page.reload()
  await visitor.knock('伊藤')
  // The time alone: run-out timers would end the connection, and the next welcome sets the clocks right again.
  await visitor.page.clock.setSystemTime(Date.now() + 61_000)
  await expect(visitor.page.getByRole('link', { name: /03-1234-5678/ })).toHaveAttribute('href', 'tel:0312345678')
  await visitor.expectWaiting()
  await expect(visitor.page.getByRole('button', { name: visitor.texts.stopWaiting })).toBeVisible()
})

test('what both sides write arrives in order, and a reload loses none of it', async ({ world }) => {
  const visitor = await world.newVisitor()
  await visitor.knock('渡辺')
  await world.desk.press('渡辺', 'admit')
  await expect(world.desk.callWith('渡辺')).toBeVisible()
  const sides = { desk: world.desk.page, visitor: visitor.page }
  const logOf = (page: Page) => page.getByRole('log', { name: 'メッセージ' })
  const write = async (side: keyof typeof sides, text: string): Promise<void> => {
    await sides[side].getByRole('textbox', { name: 'メッセージ' }).fill(text)
    await sides[side].getByRole('button', { name: '送信' }).click()
    for (const page of [sides.desk, sides.visitor]) await expect(logOf(page)).toContainText(text)
  }
  await sides.visitor.getByRole('button', { name: 'メッセージ' }).click()
  await sides.visitor.getByRole('textbox', { name: 'メッセージ' }).fill('声が聞こえません')
  await sides.visitor.keyboard.press('Enter')
  await sides.desk.getByRole('button', { name: '返事を書く' }).click()
  await expect(logOf(sides.desk)).toContainText('声が聞こえません')
  await write('desk', '文字でお話ししましょう')
  await write('visitor', 'お願いします')

  await sides.visitor.reload()
  await expect(sides.visitor.getByRole('button', { name: 'メッセージ 未読 1' })).toBeVisible()
  await sides.visitor.getByRole('button', { name: '返事を書く' }).click()
  for (const page of [sides.desk, sides.visitor]) {
    await expect(logOf(page).locator('p')).toHaveText([/声が聞こえません$/, /文字でお話ししましょう$/, /お願いします$/])
  }
})
