/** A call-back link opens no camera and no microphone: whatever the desk's state, a person has to press first. */
import { capturedBy, watchDevices } from './support/devices.ts'
import { expect, test, type World } from './support/world.ts'

const marked = /ご招待のお客様/

/** From a knock in vain, as a person at the desk makes it. */
async function makeLink({ desk, newVisitor, visitorUrl }: World): Promise<string> {
  const visitor = await newVisitor()
  await visitor.knock('佐藤')
  await expect(desk.knockOf('佐藤')).toBeVisible()
  await visitor.page.getByRole('button', { name: visitor.texts.stopWaiting }).click()
  await visitor.close()
  await desk.expectNoKnocks()
  const { page, texts } = desk
  await page.getByRole('link', { name: texts.visitLog }).click()
  await page.getByRole('button', { name: '通話用リンク' }).click()
  await page.getByRole('button', { name: '1日有効のリンクを作る' }).click()
  const link = (await page.getByText(`${visitorUrl}#`).textContent()) ?? ''
  await page.keyboard.press('Escape')
  await expect(page.getByRole('region', { name: 'お渡しした通話用リンク' })).toContainText('未使用')
  await page.getByRole('link', { name: texts.queue, exact: true }).click()
  return link
}

async function comeWith(link: string, { newVisitor }: World) {
  const visitor = await newVisitor()
  await visitor.page.goto(link)
  await expect(visitor.page.getByText('お待ちしておりました')).toBeVisible()
  await expect(visitor.page.getByText(/このリンクは.*\d.*まで使えます/)).toBeVisible()
  await visitor.knock('佐藤')
  return visitor
}

const states = {
  open: async () => undefined,
  closed: async ({ desk }: World) => {
    await desk.page.getByRole('button', { name: '受付終了', exact: true }).click()
    await expect(desk.page.getByText('受付を終了しています')).toBeVisible()
  },
  locked: async ({ app, desk }: World) => {
    await app?.control('emit', { on: 'powerMonitor', event: 'lock-screen' })
    await desk.page.evaluate(() =>
      Reflect.get(window, 'konkon').command({ kind: 'change-settings', settings: { isAwayWhenLocked: true } }),
    )
    await expect
      .poll(() =>
        desk.page.evaluate(
          async () => (await Reflect.get(window, 'konkon').getState()).room.presenceNow.presence as unknown,
        ),
      )
      .toBe('away')
  },
} as const

const cases = [
  { deskKind: 'page', state: 'open' },
  { deskKind: 'page', state: 'closed' },
  { deskKind: 'app', state: 'locked' },
] as const

for (const { deskKind, state } of cases) {
  test.describe(`${deskKind}, ${state}`, () => {
    test.use({ deskKind })

    test('an invited visitor rings, marked, and nothing is captured before a press', async ({ world }) => {
      const { desk } = world
      const link = await makeLink(world)
      await watchDevices(desk.page)
      await states[state](world)
      const visitor = await comeWith(link, world)
      await expect(desk.knockOf('佐藤')).toContainText(marked)
      // Where nobody may come, the page promises no call, and says how long the link stays good.
      const told =
        state === 'open' ? 'ご招待のお客様がお見えになったことを' : 'いまお話しできない場合も、招待のリンクは'
      await expect(visitor.page.getByText(told)).toBeVisible()
      expect(await capturedBy(desk.page)).toEqual({ asked: 0, live: 0 })
      await expect(desk.callWith('佐藤')).toHaveCount(0)

      await desk.press('佐藤', 'admit')
      await expect(desk.callWith('佐藤')).toBeVisible()
      await expect.poll(async () => (await capturedBy(desk.page)).live).toBe(2)
      await expect(visitor.page.getByRole('button', { name: visitor.texts.leave, exact: true })).toBeVisible()
    })
  })
}

test('a knock in vain leaves the link good until it is taken back', async ({ world }) => {
  const { desk } = world
  const link = await makeLink(world)
  const first = await comeWith(link, world)
  await desk.press('佐藤', 'deny')
  await expect(first.page.getByText(/招待のリンクは.*まで/)).toBeVisible()
  await first.close()
  const second = await comeWith(link, world)
  await expect(desk.knockOf('佐藤')).toContainText(marked)
  await second.close()

  await desk.page.getByRole('link', { name: desk.texts.visitLog }).click()
  const links = desk.page.getByRole('region', { name: 'お渡しした通話用リンク' })
  await links.getByRole('button', { name: '取り消す' }).click()
  await links.getByRole('button', { name: 'リンクを取り消す' }).click()
  await expect(links).toHaveCount(0)
  const third = await world.newVisitor()
  await third.page.goto(link)
  await expect(third.page.getByText('この招待のリンクは使えなくなりました')).toBeVisible()
  await third.knock('田中')
  await desk.page.getByRole('link', { name: desk.texts.queue, exact: true }).click()
  await expect(desk.knockOf('田中')).toBeVisible()
  await expect(desk.knockOf('田中')).not.toContainText(marked)
})
