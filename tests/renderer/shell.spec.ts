import { expect, test } from '@playwright/test'
import { change, commandsOf, doneIn, openHarness } from './harness/open-harness.ts'
import { nowMs, otherDesk, sampleFollowUp, sampleKnock, sampleState, withPresence } from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

test('presence is one click', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await expect(page.getByRole('button', { name: '受付中' })).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: '会議中' }).click()
  const setting = { kind: 'manual', presence: 'in-meeting', untilMs: null }
  expect(await commandsOf(page)).toEqual([{ kind: 'set-presence', setting }])
  await expect(page.getByRole('button', { name: '営業時間どおり' })).toBeHidden()
})

test('where there are opening hours, presence can be left to them in one click', async ({ page }) => {
  const closed = { presence: 'closed', untilMs: nowMs + 90 * 60_000 } as const
  await openHarness(page, {
    view: 'page',
    state: withPresence({ kind: 'manual', presence: 'closed', untilMs: null }, closed, true),
  })
  await expect(page.getByRole('button', { name: '受付終了' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('お客様には「受付終了・11:30に再開」')).toBeVisible()
  await page.getByRole('button', { name: '営業時間どおり' }).click()
  expect(await commandsOf(page)).toEqual([{ kind: 'set-presence', setting: { kind: 'automatic' } }])
})

test('in a meeting and away can say until when', async ({ page }) => {
  const setting = { kind: 'manual', presence: 'in-meeting', untilMs: null } as const
  await openHarness(page, { view: 'page', state: withPresence(setting, { presence: 'in-meeting', untilMs: null }) })
  const until = page.getByRole('button', { name: 'いつまで' })
  for (const choice of ['30分間', '1時間']) {
    await until.click()
    await page.getByRole('button', { name: choice }).click()
    await expect(page.getByRole('button', { name: choice })).toBeHidden()
  }
  await until.click()
  await page.getByLabel('終わりの時刻').fill('14:30')
  await page.getByRole('button', { name: '決定' }).click()
  await until.click()
  await page.getByRole('button', { name: '時刻は伝えない' }).click()
  const sent = (await commandsOf(page)) as readonly { readonly setting: { readonly untilMs: number | null } }[]
  const minutes = sent.map(({ setting: { untilMs } }) => untilMs && Math.round((untilMs - nowMs) / 60_000))
  expect(minutes).toEqual([30, 60, 270, null])
  await change(page, withPresence({ ...setting, presence: 'open' }, { presence: 'open', untilMs: null }))
  await expect(until).toBeHidden()
})

test('the badges count who waits and who is to be called back', async ({ page }) => {
  await openHarness(page, {
    view: 'page',
    state: sampleState({
      knocks: [sampleKnock('knock-1')],
      followUps: [sampleFollowUp('f1', 'missed'), sampleFollowUp('f2', 'missed')],
    }),
  })
  await expect(page.getByTitle('1名様がお待ちです')).toHaveText('1')
  await expect(page.getByTitle('折り返し待ち2件')).toHaveText('2')
})

test('an alarm says what to do, in place of the smaller words for the same', async ({ page }) => {
  const state = sampleState({
    connection: { kind: 'offline', sinceMs: nowMs },
    alert: { kind: 'failed', cause: 'x' },
    ring: { kind: 'failed', cause: 'x' },
  })
  await openHarness(page, { view: 'page', state })
  await expect(page.locator('.banner-alarm')).toHaveCount(0)
  await change(page, {
    alarms: [
      { kind: 'server-unreachable', sinceMs: nowMs - 60_000 },
      { kind: 'alerts-blocked' },
      { kind: 'sound-lost' },
    ],
  })
  await expect(page.getByRole('alert')).toHaveText([
    /^9:59 からサーバーにつながりません/,
    /^ノックの音が出ません/,
    /^ノックの通知が出せません/,
  ])
  await page.getByRole('alert').nth(0).getByRole('button', { name: '今すぐ接続' }).click()
  await page.getByRole('alert').nth(1).getByRole('button', { name: '音を試す' }).click()
  await page.getByRole('alert').nth(2).getByRole('button', { name: '通知を試す' }).click()
  expect(await commandsOf(page)).toEqual([{ kind: 'reconnect' }, { kind: 'test-ring' }, { kind: 'test-alert' }])
  await change(page, { connection: { kind: 'online' }, alarms: [], alert: { kind: 'shown' }, ring: { kind: 'silent' } })
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test('a flashing page shows who knocks and stays until somebody answers', async ({ page }) => {
  const first = sampleKnock('knock-1', { waitedMs: 40_000, invitedBy: otherDesk })
  const knocks = [first, sampleKnock('knock-2', { name: '高橋' })]
  await openHarness(page, { view: 'page', state: sampleState({ knocks }) })
  await change(page, { isFlashing: true })
  const flash = page.getByRole('region', { name: 'ノックのお知らせ' })
  await expect(flash).toContainText('田中')
  await expect(flash).toContainText('ご招待のお客様')
  await expect(flash).toContainText('ほかに1名様')
  const animationDuration = await flash.evaluate((element) => getComputedStyle(element).animationDuration)
  expect(Number.parseFloat(animationDuration)).toBeGreaterThanOrEqual(0.5)
  await page.keyboard.press('Escape')
  await page.mouse.click(4, 4)
  await expect(flash).toBeVisible()
  await page.getByRole('listitem').first().getByRole('button', { name: '入室を許可' }).click()
  await page.getByRole('link', { name: '来訪記録' }).click()
  await flash.getByRole('button', { name: '少し待ってもらう' }).click()
  expect(await commandsOf(page)).toMatchObject([{ kind: 'admit' }, { kind: 'hold', knockId: 'knock-1' }])
  await change(page, { isFlashing: false })
  await expect(flash).toBeHidden()
})

test('a flashing page keeps one colour for people who asked for less motion', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openHarness(page, { view: 'page', state: sampleState({ knocks: [sampleKnock('knock-1')], isFlashing: true }) })
  const flash = page.getByRole('region', { name: 'ノックのお知らせ' })
  expect(await flash.evaluate((element) => getComputedStyle(element).animationName)).toBe('none')
})

test('the app leaves the flashing to windows that cover every display', async ({ page }) => {
  await openHarness(page, { view: 'app', state: sampleState({ knocks: [sampleKnock('knock-1')], isFlashing: true }) })
  await expect(page.getByRole('listitem')).toHaveCount(1)
  await expect(page.getByRole('region', { name: 'ノックのお知らせ' })).toHaveCount(0)
})

test('a lost connection says since when, and how to try now', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await change(page, { connection: { kind: 'offline', sinceMs: nowMs - 300_000 } })
  await expect(page.getByRole('alert')).toContainText('9:55')
  await expect(page.getByRole('button', { name: '会議中' })).toBeDisabled()
  await page.getByRole('button', { name: '今すぐ接続' }).click()
  expect(await commandsOf(page)).toEqual([{ kind: 'reconnect' }])
})

test('a refused desk says what to do, and a displaced one can be taken back', async ({ page }) => {
  await openHarness(page, {
    view: 'page',
    state: sampleState({ connection: { kind: 'refused', code: 'unauthorised' } }),
  })
  await expect(page.getByRole('alert')).toContainText('新しいペアリング用リンクを開いてください')
  await change(page, { connection: { kind: 'displaced' } })
  await page.getByRole('button', { name: 'ここで使う' }).click()
  expect(await commandsOf(page)).toEqual([{ kind: 'reconnect' }])
})

test('notifications that were not allowed yet are asked for from a button', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState(), permission: 'not-asked' })
  await page.getByRole('button', { name: '通知を許可' }).click()
  expect(await doneIn(page)).toEqual(['asked for notifications'])
  await expect(page.getByRole('button', { name: '通知を許可' })).toBeHidden()
})

test('a silent ring says why and what to press', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ ring: { kind: 'needs-gesture' } }) })
  await page.getByRole('button', { name: '音を有効にする' }).click()
  expect(await doneIn(page)).toEqual(['sound enabled'])
  await change(page, { ring: { kind: 'failed', cause: 'no device' } })
  await page.getByRole('button', { name: '音を試す' }).click()
  expect(await commandsOf(page)).toEqual([{ kind: 'test-ring' }])
  await change(page, { ring: { kind: 'silent' } })
  await expect(page.getByRole('alert')).toBeHidden()
})

test('the screens are links, and a reload stays on the same one', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  // A key before the first paint reaches nothing.
  await expect(page.getByRole('link', { name: '来訪記録' })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '来訪記録' })).toBeVisible()
  await expect(page.getByRole('link', { name: '来訪記録' })).toHaveAttribute('aria-current', 'page')
  await page.reload()
  await expect(page.getByRole('heading', { name: '来訪記録' })).toBeVisible()
})

test('language and theme follow the settings at once', async ({ page }) => {
  const state = sampleState()
  await openHarness(page, { view: 'page', state })
  await change(page, { settings: { ...state.settings, language: 'en', theme: 'dark' } })
  await expect(page.getByRole('link', { name: 'Queue' })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
})

test('a browser without the secret learns how to pair, and nothing else', async ({ page }) => {
  await openHarness(page, { view: 'not-paired', state: sampleState() })
  await expect(page.getByRole('heading')).toHaveText('この受付はまだペアリングされていません')
  await expect(page.getByText('山本精機')).toBeHidden()
})
