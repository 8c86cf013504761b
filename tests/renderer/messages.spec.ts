import { expect, test, type Page } from '@playwright/test'
import * as v from 'valibot'
import { LineIdSchema, type CallLine } from '../../src-shared/call-line.ts'
import { doOverlap } from '../e2e/support/overlap.ts'
import { change, openHarness } from './harness/open-harness.ts'
import { nowMs, sampleCall, sampleState } from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

const line = (id: string, from: CallLine['from'], text: string): CallLine => {
  return { id: v.parse(LineIdSchema, id), from, text, atMs: nowMs }
}
const first = line('l_1', 'visitor', '声が聞こえません')
const button = (page: Page) => page.getByRole('button', { name: /^メッセージ/ })
const log = (page: Page) => page.getByRole('log', { name: 'メッセージ' })
const said = (page: Page) =>
  page.evaluate(() => window.harness.client.requests.filter(({ name }) => name === 'say').map(({ payload }) => payload))

test('what a visitor writes is said at once, counted on every screen until it is seen, and answered', async ({
  page,
}) => {
  await openHarness(page, { view: 'page', state: sampleState({ calls: [sampleCall()] }) })
  await expect(log(page)).toBeHidden()
  await change(page, { lines: [first] })
  await expect(page.getByRole('status').filter({ hasText: '声が聞こえません' })).toBeVisible()
  await expect(button(page)).toHaveAccessibleName('メッセージ 未読 1')
  await page.getByRole('link', { name: '来訪記録' }).click()
  await expect(page.getByText('未読 1')).toBeVisible()
  await page.getByRole('button', { name: '通話に戻る' }).click()
  await page.getByRole('button', { name: '返事を書く' }).click()
  await expect(log(page)).toContainText('声が聞こえません')
  await expect(button(page)).toHaveAccessibleName('メッセージ')

  await page.getByRole('textbox', { name: 'メッセージ' }).fill('文字でお話ししましょう')
  await page.getByRole('button', { name: '送信' }).click()
  await expect(page.getByRole('textbox', { name: 'メッセージ' })).toHaveValue('')
  expect(await said(page)).toMatchObject([{ callId: 'call-1', text: '文字でお話ししましょう' }])
  await change(page, { lines: [first, line('l_2', 'desk', '文字でお話ししましょう')] })
  await expect(log(page).locator('p')).toHaveText([
    /田中製作所 田中\s*声が聞こえません/,
    /あなた\s*文字でお話ししましょう/,
  ])
  await button(page).click()
  await expect(log(page)).toBeHidden()
  await expect(button(page)).toHaveAccessibleName('メッセージ')
})

test('what could not be sent stays, and sent again it is the same line', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ calls: [sampleCall()] }) })
  await page.evaluate(() =>
    window.harness.client.answerRequest('say', () =>
      Promise.resolve({ kind: 'failed', code: 'offline', message: 'No.' }),
    ),
  )
  await button(page).click()
  const box = page.getByRole('textbox', { name: 'メッセージ' })
  await box.fill('お待ちください')
  await box.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: '送れませんでした' })).toBeVisible()
  await expect(box).toHaveValue('お待ちください')
  await page.evaluate(() =>
    window.harness.client.answerRequest('say', () => Promise.resolve({ kind: 'ok', value: null })),
  )
  await page.getByRole('button', { name: '送信' }).click()
  await expect(box).toHaveValue('')
  await expect(page.getByText('送れませんでした')).toBeHidden()
  const sent = await said(page)
  expect(sent).toHaveLength(2)
  expect(sent[1]).toEqual(sent[0])
})

test('on a phone the panel leaves a picture, a line and the controls', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openHarness(page, { view: 'page', state: sampleState({ calls: [sampleCall()], lines: [first] }) })
  await button(page).click()
  await expect(log(page)).toBeInViewport()
  await expect(page.getByRole('textbox', { name: 'メッセージ' })).toBeInViewport({ ratio: 1 })
  const [video, send] = await Promise.all([
    page.getByLabel('田中製作所 田中', { exact: true }).boundingBox(),
    page.getByRole('button', { name: '送信' }).boundingBox(),
  ])
  expect(
    await doOverlap(page.getByRole('button', { name: '送信' }), page.getByRole('button', { name: 'マイク' })),
  ).toBe(false)
  expect(video!.height).toBeGreaterThan(120)
  expect(send!.height).toBeGreaterThanOrEqual(48)
})
