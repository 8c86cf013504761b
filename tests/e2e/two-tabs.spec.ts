import type { Page } from '@playwright/test'
import { countLivePeers } from './support/peers.ts'
import { expect, test } from './support/world.ts'
import type { Visitor } from './support/visitor.ts'

/** A copied tab has the knock's token too, because browsers copy the session storage with it. */
async function duplicateTab(visitor: Visitor): Promise<Page> {
  const opened = visitor.context.waitForEvent('page')
  await visitor.page.evaluate(() => void window.open(location.href))
  return opened
}

function countConnections(visitor: Visitor): () => number {
  let count = 0
  const follow = (page: Page): void => void page.on('websocket', () => (count += 1))
  follow(visitor.page)
  visitor.context.on('page', follow)
  return () => count
}

const isOpenElsewhere = (page: Page) => page.getByRole('heading', { name: '別のタブで開いています' })
const goOnHere = (page: Page) => page.getByRole('button', { name: 'こちらで続ける' })
const isWaiting = (page: Page) => page.getByRole('status').filter({ hasText: 'お待ち' })
const leave = (page: Page) => page.getByRole('button', { name: '退出する', exact: true })

test('of two tabs with one knock the newest has it, until the older one is asked to go on', async ({ world }) => {
  const visitor = await world.newVisitor()
  const connections = countConnections(visitor)
  await visitor.knock('鈴木')
  await expect(world.desk.knockOf('鈴木')).toHaveCount(1)
  const connectionsOfOne = connections()

  const newest = await duplicateTab(visitor)
  await expect(isOpenElsewhere(visitor.page)).toBeVisible()
  await expect(isWaiting(newest)).toBeVisible()
  await expect(world.desk.knockOf('鈴木')).toHaveCount(1)

  await goOnHere(visitor.page).click()
  await expect(isOpenElsewhere(newest)).toBeVisible()
  await visitor.expectWaiting()
  await world.desk.press('鈴木', 'admit')
  await expect(world.desk.callWith('鈴木')).toBeVisible()
  await expect(leave(visitor.page)).toBeVisible()
  await expect.poll(() => countLivePeers(visitor.page)).toBe(1)

  await expect(isOpenElsewhere(newest)).toBeVisible()
  expect(connections() - connectionsOfOne).toBe(2)
})

test('of two tabs with one call the newest has it, and the desk stays in it', async ({ world }) => {
  const visitor = await world.newVisitor()
  const connections = countConnections(visitor)
  await visitor.knock('田村')
  await world.desk.press('田村', 'admit')
  await expect(world.desk.callWith('田村')).toBeVisible()
  await expect(leave(visitor.page)).toBeVisible()
  const connectionsOfOne = connections()

  const newest = await duplicateTab(visitor)
  await expect(isOpenElsewhere(visitor.page)).toBeVisible()
  await expect.poll(() => countLivePeers(visitor.page)).toBe(0)
  await expect(leave(newest)).toBeVisible()
  await expect.poll(() => countLivePeers(newest)).toBe(1)
  await expect(world.desk.callWith('田村')).toBeVisible()

  await goOnHere(visitor.page).click()
  await expect(leave(visitor.page)).toBeVisible()
  await expect.poll(() => countLivePeers(visitor.page)).toBe(1)
  await expect.poll(() => countLivePeers(newest)).toBe(0)
  await expect(world.desk.callWith('田村')).toBeVisible()
  expect(connections() - connectionsOfOne).toBe(2)
})
