import type { Page } from '@playwright/test'
import { openFrailPath } from '../support/frail-path.ts'
import { readInbound } from './support/peers.ts'
import { expect, test } from './support/world.ts'

/** The server waits 60 s for a side that it hears nothing of. */
const awayForMs = 75_000

test('a call goes on while its visitor has lost the server, and both hear each other', async ({ world }) => {
  test.setTimeout(awayForMs + 90_000)
  const port = Number(new URL(world.visitorUrl).port)
  const path = await openFrailPath(port)
  const visitor = await world.newVisitor({ port: path.port })
  await visitor.knock('加藤')
  await world.desk.press('加藤', 'admit')
  const leave = visitor.page.getByRole('button', { name: visitor.texts.leave, exact: true })
  await expect(leave).toBeVisible()
  await expectHeard(world.desk.page, visitor.page)
  path.leadTo(null)
  path.cut()
  const untilMs = performance.now() + awayForMs
  while (performance.now() < untilMs) {
    await expectHeard(world.desk.page, visitor.page)
    await expect(world.desk.callWith('加藤')).toBeVisible()
    await expect(leave).toBeVisible()
  }
  path.leadTo(port)
  await expect(world.desk.callWith('加藤')).toBeVisible()
  await world.desk.page.getByRole('button', { name: world.desk.texts.hangUp, exact: true }).click()
  await expect(visitor.page.getByText('通話は終了しました')).toBeVisible({ timeout: 30_000 })
  await path.dispose()
})

/** A second of voice arrives at each. */
async function expectHeard(...pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    const { audioPackets } = await readInbound(page)
    await expect
      .poll(async () => (await readInbound(page)).audioPackets, { timeout: 20_000 })
      .toBeGreaterThan(audioPackets + 50)
  }
}
