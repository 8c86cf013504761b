import { expect, test, type Locator } from '@playwright/test'
import { denyReplies, holdReplies } from '../../src-shared/replies.ts'
import { change, commandsOf, openHarness } from './harness/open-harness.ts'
import { heldPhase, nowMs, otherCallId, otherDesk, sampleCall, sampleKnock, sampleState } from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

const two = [
  sampleKnock('knock-1', { waitedMs: 42_000 }),
  sampleKnock('knock-2', { name: '', waitedMs: 5_000 }),
] as const

test('each waiting visitor has a name, a growing time and three answers', async ({ page }) => {
  const { problems } = await openHarness(page, { view: 'page', state: sampleState({ knocks: two }) })
  const items = page.getByRole('list', { name: 'お待ちのお客様' }).getByRole('listitem')
  await expect(items).toHaveCount(2)
  await expect(items.nth(0)).toContainText('田中')
  await expect(items.nth(1)).toContainText('お名前なし')
  for (const name of ['入室を許可', '少し待ってもらう', 'お断り']) {
    const button = items.nth(0).getByRole('button', { name, exact: true })
    await expect(button).toBeEnabled()
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(72)
  }
  await expect(items.nth(0)).toContainText(/0:4[2-9]|0:5\d/)
  await page.clock.runFor(20_000)
  await expect(items.nth(0)).toContainText(/1:[01]\d/)
  await expect(items.nth(0)).toContainText('長くお待ちです')
  await expect(page.getByRole('link', { name: '受付' })).toHaveAccessibleDescription('2名様がお待ちです')
  expect(problems).toEqual([])
})

test('each answer is one click, with a polite reply where one is due', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ knocks: two }) })
  const first = page.getByRole('listitem').first()
  await first.getByRole('button', { name: '入室を許可' }).click()
  await first.getByRole('button', { name: '少し待ってもらう' }).click()
  await first.getByRole('button', { name: 'お断り' }).click()
  expect(await commandsOf(page)).toEqual([
    { kind: 'admit', knockId: 'knock-1' },
    { kind: 'hold', knockId: 'knock-1', message: holdReplies[0]?.text },
    { kind: 'deny', knockId: 'knock-1', message: denyReplies[0]?.text, promisesCall: false },
  ])
})

test('a denial is undone where it was made or at another desk, and a glove has room between Hold and Deny', async ({
  page,
}) => {
  await openHarness(page, { view: 'page', state: sampleState({ knocks: two }) })
  const first = page.getByRole('listitem').first()
  const hold = await boxOf(first.getByRole('button', { name: '待っていただく言葉を選ぶ' }))
  const deny = first.getByRole('button', { name: 'お断り', exact: true })
  const denyBox = await boxOf(deny)
  expect(denyBox.x - hold.x - hold.width).toBeGreaterThanOrEqual(40)
  // The page's clock has gone on meanwhile.
  const untilMs = (await page.evaluate(() => Date.now())) + 5_000
  const denial = { by: otherDesk, message: null, promisesCall: false, untilMs }
  const [one, other] = two
  await change(page, { knocks: [{ ...one, denial }, other] })
  await expect(first).toContainText(`${otherDesk.name}がお断りします`)
  await expect(first).toContainText(/あと[45]秒/)
  await expect(first.getByRole('button')).toHaveCount(1)
  const undo = first.getByRole('button', { name: '取り消す' })
  const { x, width, height } = await boxOf(undo)
  expect(height).toBeGreaterThanOrEqual(64)
  expect(x + width, 'a second tap on Deny does not undo it').toBeLessThan(denyBox.x)
  await page.keyboard.press('a')
  await undo.click()
  expect(await commandsOf(page)).toEqual([
    { kind: 'admit', knockId: other.id },
    { kind: 'undo-deny', knockId: one.id },
  ])
})

test('beside a call the answers stand one below the other, and what can be undone is read at a glance', async ({
  page,
}) => {
  const [one] = two
  await openHarness(page, { view: 'page', state: sampleState({ knocks: [one], calls: [sampleCall()] }) })
  const item = page.getByRole('listitem').filter({ hasText: '田中' })
  const hold = await boxOf(item.getByRole('button', { name: '少し待ってもらう' }))
  const deny = await boxOf(item.getByRole('button', { name: 'お断り', exact: true }))
  expect(Math.min(hold.height, deny.height)).toBeGreaterThanOrEqual(64)
  expect(deny.y - hold.y - hold.height).toBeGreaterThanOrEqual(24)
  expect(deny.x).toBe(hold.x)
  // The page's clock has gone on meanwhile.
  const untilMs = (await page.evaluate(() => Date.now())) + 5_000
  const denial = { by: otherDesk, message: null, promisesCall: false, untilMs }
  await change(page, { knocks: [{ ...one, denial }] })
  const words = await boxOf(item.getByText(/あと[45]秒/))
  expect(words.height).toBeLessThan(60)
})

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox()
  if (!box) throw new Error('It is not shown.')
  return box
}

test('another reply, or none, is one more tap, also by keyboard', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ knocks: two }) })
  const first = page.getByRole('listitem').first()
  const choose = first.getByRole('button', { name: '返事を選ぶ' })
  await choose.focus()
  await page.keyboard.press('Enter')
  await expect(choose).toHaveAttribute('aria-expanded', 'true')
  await expect(first.getByRole('button', { name: denyReplies[0]?.text.ja ?? '' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(choose).toBeFocused()
  await expect(choose).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('Enter')
  await first.getByRole('button', { name: denyReplies[2]?.text.ja ?? '' }).click()
  await expect(choose).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('Enter')
  await first.getByRole('button', { name: '返事を付けずにお断り' }).click()
  expect(await commandsOf(page)).toEqual([
    { kind: 'deny', knockId: 'knock-1', message: denyReplies[2]?.text, promisesCall: true },
    { kind: 'deny', knockId: 'knock-1', message: null, promisesCall: false },
  ])
})

test('for how long to wait is one tap, large enough for a glove', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ knocks: two }) })
  const first = page.getByRole('listitem').first()
  for (const minutes of [2, 5, 10]) {
    const button = first.getByRole('button', { name: `${String(minutes)}分お待ちいただく`, exact: true })
    const { height, width } = await boxOf(button)
    expect(Math.min(height, width)).toBeGreaterThanOrEqual(64)
    await button.click()
  }
  const hold = { kind: 'hold', knockId: 'knock-1', message: null }
  expect(await commandsOf(page)).toEqual([
    { ...hold, forMs: 120_000 },
    { ...hold, forMs: 300_000 },
    { ...hold, forMs: 600_000 },
  ])
})

test('a visitor who would rather be phoned says where and about what, at once', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ knocks: two }) })
  const [one, other] = two
  const callBack = { name: '田中', company: '田中精機', phone: '03-9876-5432', about: '図面K-2041の納期', when: '' }
  await change(page, { knocks: [{ ...one, callBack }, other] })
  const first = page.getByRole('listitem').first()
  for (const words of ['折り返し希望', '03-9876-5432', '図面K-2041の納期']) await expect(first).toContainText(words)
  await expect(page.getByRole('listitem').nth(1)).not.toContainText('折り返し希望')
})

test('a reply says a time of the room’s clock, as it is at the tap', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ knocks: two }) })
  const first = page.getByRole('listitem').first()
  await first.getByRole('button', { name: '待っていただく言葉を選ぶ' }).click()
  await expect(first.getByRole('group', { name: '田中様に待っていただく言葉' }).getByRole('button')).toHaveCount(4)
  await first.getByRole('button', { name: '10:10ごろに参ります。' }).click()
  await first.getByRole('button', { name: '返事を選ぶ' }).click()
  await page.clock.runFor(60_000)
  await first.getByRole('button', { name: /10:35以降にもう一度/ }).click()
  expect(await commandsOf(page)).toMatchObject([
    { kind: 'hold', message: { ja: '10:10ごろに参ります。そのままお待ちください。' }, forMs: 300_000 },
    { kind: 'deny', message: { en: 'We are in a meeting. Please try again after 10:35.' }, promisesCall: false },
  ])
})

test('the list of waiting visitors is there also when nobody waits', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState() })
  await expect(page.getByRole('list', { name: 'お待ちのお客様' })).toBeAttached()
  await expect(page.getByRole('list', { name: 'お待ちのお客様' }).getByRole('listitem')).toHaveCount(0)
})

test('the key A admits whoever waits first, but not while somebody types', async ({ page }) => {
  const held = sampleKnock('knock-0', { name: '保留', phase: heldPhase(60_000), waitedMs: 90_000 })
  await openHarness(page, { view: 'page', state: sampleState({ knocks: [held, ...two] }) })
  await expect(page.getByRole('listitem')).toHaveCount(3)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('a')
  expect(await commandsOf(page)).toEqual([{ kind: 'admit', knockId: 'knock-1' }])
  await page.getByRole('link', { name: '来訪記録' }).click()
  await page.getByRole('searchbox').pressSequentially('a')
  expect(await commandsOf(page)).toHaveLength(1)
})

test('the key A, its hint and the card mean the first whose page is connected', async ({ page }) => {
  const away = sampleKnock('knock-0', { name: '佐々木', visitorLink: 'lost', waitedMs: 90_000 })
  const state = sampleState({ knocks: [away, ...two] })
  await openHarness(page, { view: 'page', state })
  const hints = page.getByRole('button').filter({ has: page.locator('kbd') })
  await expect(page.getByRole('listitem').filter({ has: hints })).toContainText('田中')
  await page.keyboard.press('a')
  expect(await commandsOf(page)).toEqual([{ kind: 'admit', knockId: 'knock-1' }])
  await openHarness(page, { view: 'card', state })
  await expect(page.locator('.card-name')).toHaveText('田中')
})

test('neither key nor hint admit a visitor who was asked to wait', async ({ page }) => {
  const held = sampleKnock('knock-0', { name: '保留', phase: heldPhase(60_000), waitedMs: 90_000 })
  await openHarness(page, { view: 'page', state: sampleState({ knocks: [held] }) })
  await expect(page.getByRole('listitem')).toContainText('保留')
  await expect(page.locator('kbd')).toHaveCount(0)
  await page.keyboard.press('a')
  expect(await commandsOf(page)).toEqual([])
})

test.describe('on a tablet', () => {
  test.use({ viewport: { width: 1024, height: 768 }, hasTouch: true, isMobile: true })

  test('keys are spoken of once somebody has pressed one', async ({ page }) => {
    await openHarness(page, { view: 'page', state: sampleState({ knocks: two }) })
    await expect(page.getByRole('listitem')).toHaveCount(2)
    await expect(page.locator('kbd')).toHaveCount(0)
    await page.keyboard.press('Tab')
    await expect(page.locator('kbd')).toHaveCount(2)
  })
})

test('a held visitor shows the message, who asked and when it rings again', async ({ page }) => {
  const held = sampleKnock('knock-1', { phase: heldPhase(65_000) })
  await openHarness(page, { view: 'page', state: sampleState({ knocks: [held] }) })
  const item = page.getByRole('listitem').first()
  await expect(item).toContainText('ただいま参ります。')
  await expect(item).toContainText('事務所')
  await expect(item).toContainText('1:0')
  await expect(item.getByRole('button', { name: '少し待ってもらう' })).toHaveCount(0)
  await page.clock.pauseAt(nowMs + 10_000)
  await item.getByRole('button', { name: 'あと5分お待ちいただく' }).click()
  expect(await commandsOf(page)).toEqual([
    { kind: 'hold', knockId: 'knock-1', message: null, forMs: 55_000 + 5 * 60_000 },
  ])
  await expect(item.getByRole('button', { name: '入室を許可' })).toBeEnabled()
})

test('a visitor whose page is gone for a moment keeps the place and says so', async ({ page }) => {
  await openHarness(page, {
    view: 'page',
    state: sampleState({ knocks: [sampleKnock('knock-1', { visitorLink: 'lost' })] }),
  })
  await expect(page.getByRole('listitem')).toContainText('接続が切れています')
})

test('without the server nothing can be decided, and the screen says why', async ({ page }) => {
  await openHarness(page, {
    view: 'page',
    state: sampleState({ knocks: two, connection: { kind: 'offline', sinceMs: 1 } }),
  })
  const first = page.getByRole('listitem').first()
  for (const name of ['入室を許可', '少し待ってもらう', 'お断り']) {
    await expect(first.getByRole('button', { name, exact: true })).toBeDisabled()
  }
  await expect(first).toContainText('サーバーにつながるまで')
})

test('an empty queue is calm, and has the address to copy', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openHarness(page, { view: 'page', state: sampleState() })
  await expect(page.getByText('ドアは開いています')).toBeVisible()
  await expect(page.getByText('https://desk.example.jp/front-desk').first()).toBeVisible()
  await expect(page.getByRole('img', { name: 'お客様用アドレスのQRコード' })).toBeVisible()
  await page.getByRole('button', { name: 'アドレスをコピー' }).click()
  await expect(page.getByRole('button', { name: 'コピーしました' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('https://desk.example.jp/front-desk')
})

test('an address that only this computer can open says so, and leads to the network instead of the printer', async ({
  page,
}) => {
  await openHarness(page, { view: 'app', state: sampleState({ visitorUrl: 'http://localhost:5050/front-desk' }) })
  const panel = page.getByRole('region', { name: 'お客様用アドレス' })
  await expect(panel).toContainText('このパソコンでしか開けません')
  await expect(panel.getByRole('button', { name: '入口の案内を印刷' })).toHaveCount(0)
  await change(page, { lanUrl: 'https://192.168.0.5:5443/front-desk' })
  await expect(panel).toContainText('https://192.168.0.5:5443/front-desk')
  await expect(panel.getByRole('button', { name: '入口の案内を印刷' })).toBeVisible()
  await change(page, { lanUrl: null })
  await panel.getByRole('button', { name: 'ネットワークの設定へ' }).click()
  await expect(page.getByRole('heading', { name: 'ネットワーク', exact: true })).toBeVisible()
})

test('who answered elsewhere is said, and how the last call ended until it is closed', async ({ page }) => {
  const call = sampleCall()
  await openHarness(page, { view: 'page', state: sampleState({ knocks: two }) })
  await change(page, {
    knocks: [],
    recentEnds: [
      {
        knockId: two[0].id,
        name: '田中',
        atMs: two[0].knockedAtMs,
        waitedMs: 5_000,
        end: { kind: 'denied', by: otherDesk, message: null },
      },
    ],
    lastCallEnd: { callId: call.id, visitorName: '鈴木', reason: 'visitor-left' },
  })
  await expect(page.getByRole('region', { name: 'さきほどの来訪' })).toContainText('事務所がお断り')
  // Whom nobody noticed is not said to have given up; whom a desk had asked to wait was noticed.
  const gone = { knockId: two[1].id, name: '', atMs: two[1].knockedAtMs, waitedMs: 76_400 }
  await change(page, { recentEnds: [{ ...gone, end: { kind: 'withdrawn' } }] })
  await expect(page.getByRole('region', { name: 'さきほどの来訪' })).toContainText('お客様76秒気づかれず')
  await change(page, { recentEnds: [{ ...gone, waitedMs: 310_000, end: { kind: 'withdrawn', wasHeld: true } }] })
  await expect(page.getByRole('region', { name: 'さきほどの来訪' })).toContainText('お待ちいただいている間に退出')
  await change(page, { recentEnds: [{ ...gone, waitedMs: 310_000, end: { kind: 'withdrawn' } }] })
  await expect(page.getByRole('region', { name: 'さきほどの来訪' })).toContainText('5分気づかれず')
  const note = page.getByText('鈴木様が退出し、通話が終わりました。')
  await expect(note).toBeVisible()
  await page.getByRole('button', { name: '閉じる' }).click()
  await expect(note).toBeHidden()
  await change(page, { lastCallEnd: { callId: otherCallId, visitorName: '高橋', reason: 'visitor-left' } })
  await expect(page.getByText('高橋様が退出し、通話が終わりました。')).toBeVisible()
  await page.clock.runFor(21_000)
  await expect(page.getByText('高橋様が退出し、通話が終わりました。')).toBeHidden()
})

test('a decision that came too late is explained', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ knocks: two }) })
  await page.evaluate(() =>
    window.harness.client.answerWith({ kind: 'failed', code: 'already-decided', message: 'Too late.' }),
  )
  await page.getByRole('button', { name: '入室を許可' }).first().click()
  await expect(page.getByText('ほかの受付が先に応対しました。')).toBeVisible()
  await page.clock.runFor(7_000)
  await expect(page.getByText('ほかの受付が先に応対しました。')).toBeHidden()
})

test('a finger near Admit opens the devices, and they close again when nobody is admitted', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ knocks: two }) })
  await page.getByRole('button', { name: '入室を許可' }).first().hover()
  await expect.poll(() => page.evaluate(() => [...window.harness.media.done])).toEqual(['open camera microphone'])
  await page.clock.runFor(11_000)
  await expect.poll(() => page.evaluate(() => window.harness.media.done.at(-1))).toBe('close')
})

test('a knock that appears under a resting mouse opens no device; a hand that moves does', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ knocks: two }) })
  const admit = page.getByRole('button', { name: '入室を許可' }).first()
  const box = await admit.boundingBox()
  if (!box) throw new Error('There is no button.')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await change(page, { knocks: [] })
  await expect(admit).toHaveCount(0)
  await page.mouse.move(x, y)
  await change(page, { knocks: two })
  await expect.poll(() => admit.evaluate((button) => button.matches(':hover'))).toBe(true)
  expect(await page.evaluate(() => [...window.harness.media.done])).toEqual([])
  await page.mouse.move(x + 2, y)
  await expect.poll(() => page.evaluate(() => [...window.harness.media.done])).toEqual(['open camera microphone'])
})

test('the same in English', async ({ page }) => {
  const state = sampleState({ knocks: two })
  await openHarness(page, { view: 'page', state: { ...state, settings: { ...state.settings, language: 'en' } } })
  const items = page.getByRole('list', { name: 'Waiting visitors' }).getByRole('listitem')
  await expect(items.nth(1)).toContainText('No name')
  for (const name of ['Admit', 'Hold', 'Deny']) {
    await expect(items.first().getByRole('button', { name, exact: true })).toBeEnabled()
  }
  for (const name of ['Queue', 'Visit log', 'Settings']) await expect(page.getByRole('link', { name })).toBeVisible()
  await expect(page.getByText('Yamamoto Precision').first()).toBeVisible()
})
