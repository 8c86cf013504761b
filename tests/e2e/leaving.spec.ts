import { countLivePeers } from './support/peers.ts'
import { deskKinds, expect, test, type World } from './support/world.ts'
import type { Visitor } from './support/visitor.ts'

async function inCall(world: World, name: string): Promise<Visitor> {
  const visitor = await world.newVisitor()
  await visitor.knock(name)
  await world.desk.press(name, 'admit')
  await expect(world.desk.callWith(name)).toBeVisible()
  await expect(visitor.page.getByRole('button', { name: visitor.texts.leave, exact: true })).toBeVisible()
  return visitor
}

for (const deskKind of deskKinds) {
  test.describe(deskKind, () => {
    test.use({ deskKind, isDeskShared: true })

    test('the visitor leaves: both are out of the call, and the desk is back at the queue', async ({ world }) => {
      const visitor = await inCall(world, '中村')
      await visitor.page.getByRole('button', { name: visitor.texts.leave, exact: true }).click()
      await expect(world.desk.callWith('中村')).toHaveCount(0)
      await expect(visitor.page.getByRole('heading').first()).toBeVisible()
      await expect.poll(() => countLivePeers(world.desk.page)).toBe(0)
      await expect.poll(() => countLivePeers(visitor.page)).toBe(0)
    })

    test('the desk hangs up: the visitor is told that it is over', async ({ world }) => {
      const visitor = await inCall(world, '小林')
      await world.desk.page.getByRole('button', { name: world.desk.texts.hangUp, exact: true }).click()
      await expect(world.desk.callWith('小林')).toHaveCount(0)
      await expect(visitor.page.getByRole('button', { name: visitor.texts.leaveRoom, exact: true })).toBeVisible()
      await expect.poll(() => countLivePeers(visitor.page)).toBe(0)
    })

    test('either side’s reload in a call leads back into the same call', async ({ world }) => {
      const visitor = await inCall(world, '加藤')
      await visitor.page.reload()
      await expect(visitor.page.getByRole('button', { name: visitor.texts.leave, exact: true })).toBeVisible()
      await expect.poll(() => countLivePeers(visitor.page)).toBe(1)
      await expect(world.desk.callWith('加藤')).toBeVisible()
      await world.desk.page.reload()
      await expect(world.desk.callWith('加藤')).toBeVisible()
      await expect.poll(() => countLivePeers(world.desk.page)).toBe(1)
    })
  })
}
