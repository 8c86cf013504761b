import { expect, test } from '@playwright/test'
import { denyReplies } from '../../src-shared/replies.ts'
import { change, commandsOf, doneIn, openHarness } from './harness/open-harness.ts'
import { nowMs, otherDesk, sampleKnock, sampleState } from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 420, height: 300 } })

const knocks = [sampleKnock('knock-1', { waitedMs: 42_000 }), sampleKnock('knock-2', { name: '高橋' })]

test('the card shows who waits longest with the three answers, and how many more', async ({ page }) => {
  const { problems } = await openHarness(page, { view: 'card', state: sampleState({ knocks }) })
  const card = page.getByRole('main')
  await expect(card).toContainText('田中')
  await expect(card).toContainText(/0:(4[2-9]|5\d)/)
  await expect(card).toContainText('ほかに1名様')
  await card.getByRole('button', { name: '入室を許可' }).click()
  await card.getByRole('button', { name: 'お断り' }).click()
  expect(await commandsOf(page)).toEqual([
    { kind: 'admit', knockId: 'knock-1' },
    { kind: 'deny', knockId: 'knock-1', message: denyReplies[0]?.text, promisesCall: false },
  ])
  await card.getByRole('button', { name: '受付を開く' }).click()
  expect(await doneIn(page)).toContain('opened desk')
  expect(problems).toEqual([])
})

test('the card keeps Undo in sight, beside whoever waits next', async ({ page }) => {
  const denial = { by: otherDesk, message: null, promisesCall: false, untilMs: nowMs + 5_000 }
  const denied = sampleKnock('knock-1', { denial })
  await openHarness(page, { view: 'card', state: sampleState({ knocks: [denied, sampleKnock('knock-2')] }) })
  await expect(page.getByRole('button', { name: '入室を許可' })).toHaveCount(1)
  await change(page, { knocks: [denied] })
  await expect(page.getByRole('button', { name: '入室を許可' })).toHaveCount(0)
  await page.getByRole('button', { name: '取り消す' }).click()
  expect(await commandsOf(page)).toEqual([{ kind: 'undo-deny', knockId: 'knock-1' }])
})

test('the card marks a practice knock', async ({ page }) => {
  await openHarness(page, {
    view: 'card',
    state: sampleState({ knocks: [sampleKnock('knock-1', { kind: 'practice' })] }),
  })
  await expect(page.getByText('練習です（記録に残りません）')).toBeVisible()
})

test('the card and the queue mark an invited visitor, and no other', async ({ page }) => {
  const invited = sampleKnock('knock-1', { invitedBy: otherDesk })
  await openHarness(page, { view: 'card', state: sampleState({ knocks: [invited] }) })
  const mark = page.getByText(`ご招待のお客様（${otherDesk.name}より）`)
  await expect(mark).toBeVisible()
  await change(page, { knocks: [sampleKnock('knock-1')] })
  await expect(mark).toHaveCount(0)
  await openHarness(page, { view: 'page', state: sampleState({ knocks: [invited, sampleKnock('knock-2')] }) })
  await expect(mark).toHaveCount(1)
})

test('the card tells its window how tall it is, again whenever that changes', async ({ page }) => {
  await openHarness(page, { view: 'card', state: sampleState({ knocks }) })
  const height = () => page.getByRole('main').evaluate((element) => Math.ceil(element.getBoundingClientRect().height))
  await expect.poll(async () => (await doneIn(page)).at(-1)).toBe(`resized ${await height()}`)
  const before = await height()
  await change(page, { knocks: [sampleKnock('knock-3', { name: '株式会社'.repeat(12) })] })
  await expect.poll(height).toBeGreaterThan(before)
  await expect.poll(async () => (await doneIn(page)).at(-1)).toBe(`resized ${await height()}`)
})

test('the pill says what is shared and stops it', async ({ page }) => {
  await page.setViewportSize({ width: 420, height: 64 })
  await openHarness(page, { view: 'sharing', state: sampleState() })
  await expect(page.getByText('「drawing-42.pdf」を共有しています')).toBeVisible()
  await page.evaluate(() => window.harness.relabelPill(''))
  await expect(page.getByText('画面を共有しています')).toBeVisible()
  await page.getByRole('button', { name: '停止' }).click()
  expect(await doneIn(page)).toEqual(['stopped'])
})
