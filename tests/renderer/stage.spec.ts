import { expect, test, type Page } from '@playwright/test'
import { commandsOf, openHarness } from './harness/open-harness.ts'
import { sampleCall, sampleKnock, sampleState } from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

const shared = '共有画面'
const name = '田中製作所 田中'
const waiting = [sampleKnock('knock-2', { name: '高橋' })]

async function openShare(page: Page, knocks: typeof waiting = []): Promise<void> {
  await openHarness(page, { view: 'page', state: sampleState({ calls: [sampleCall()], knocks }) })
  await share(page, true)
  await expect(page.getByRole('button', { name: '全画面' })).toBeVisible()
  await expect.poll(() => shareOfWindow(page)).toBeGreaterThan(0)
}

async function share(page: Page, isSharingScreen: boolean): Promise<void> {
  const remote = { isMicrophoneOn: true, isCameraOn: true, isSharingScreen, isShowingPart: false }
  await page.evaluate(
    (given) => window.harness.links.at(-1)?.change({ link: { kind: 'connected' }, remote: given }),
    remote,
  )
}

/** What the picture itself has of the window, without the strips beside it. */
function shareOfWindow(page: Page, picture = page.getByLabel(shared, { exact: true })): Promise<number> {
  return picture.evaluate((video: HTMLVideoElement) => {
    if (video.videoWidth === 0) return 0
    const { width, height } = video.getBoundingClientRect()
    const ratio = Math.min(width / video.videoWidth, height / video.videoHeight)
    return (video.videoWidth * video.videoHeight * ratio ** 2) / (innerWidth * innerHeight)
  })
}

/** Where a place of the picture, given in parts of it, is in the window. */
function placeInWindow(page: Page, at: { readonly x: number; readonly y: number }) {
  return page.getByLabel(shared, { exact: true }).evaluate((video: HTMLVideoElement, place) => {
    const box = video.getBoundingClientRect()
    const ratio = Math.min(box.width / video.videoWidth, box.height / video.videoHeight)
    return {
      x: box.left + box.width / 2 + (place.x - 0.5) * video.videoWidth * ratio,
      y: box.top + box.height / 2 + (place.y - 0.5) * video.videoHeight * ratio,
    }
  }, at)
}

const scaleOf = (page: Page) =>
  page
    .getByLabel(shared, { exact: true })
    .evaluate((video: HTMLVideoElement) => new DOMMatrix(getComputedStyle(video).transform).a)

for (const [who, knocks] of [
  ['alone', []],
  ['with a second visitor who waits', waiting],
] as const) {
  test(`a shared drawing has three quarters of the desk's window ${who}, and the faces are seen`, async ({ page }) => {
    await openShare(page, [...knocks])
    expect(await shareOfWindow(page)).toBeGreaterThanOrEqual(0.75)
    for (const face of [name, 'あなた']) await expect(page.getByLabel(face, { exact: true })).toBeVisible()
    await expect(page.getByRole('navigation')).toBeHidden()
    await expectNothingOnThePicture(page)
    await share(page, false)
    await expect(page.getByRole('navigation')).toBeVisible()
    await expect(page.getByLabel(shared, { exact: true })).toHaveCount(0)
  })
}

test('who waits beside a drawing is a narrow bar, and is answered in one press of a large button', async ({ page }) => {
  await openShare(page, waiting)
  const item = page.getByRole('list', { name: 'お待ちのお客様' }).getByRole('listitem')
  await expect(item).toContainText('高橋')
  expect((await item.boundingBox())!.height).toBeLessThanOrEqual(80)
  for (const answer of ['少し待ってもらう', 'お断り']) {
    const box = (await item.getByRole('button', { name: answer, exact: true }).boundingBox())!
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(64)
    expect(box.x + box.width).toBeLessThanOrEqual(1366)
  }
  const hangUp = (await page.getByRole('button', { name: '通話を終了' }).boundingBox())!
  expect(Math.min(hangUp.width, hangUp.height)).toBeGreaterThanOrEqual(64)
  await item.getByRole('button', { name: '少し待ってもらう' }).click()
  expect(await commandsOf(page)).toMatchObject([{ kind: 'hold', knockId: 'knock-2' }])
})

test('full screen gives the drawing the whole window, and Escape, a double click and the end of the share give it back', async ({
  page,
}) => {
  await openShare(page, waiting)
  const windowed = await shareOfWindow(page)
  const isFull = () => page.evaluate(() => document.fullscreenElement === document.documentElement)
  await page.getByRole('button', { name: '全画面' }).click()
  await expect.poll(() => shareOfWindow(page)).toBeGreaterThanOrEqual(0.95)
  await expect.poll(isFull).toBe(true)
  await expect(page.getByLabel(name, { exact: true })).toBeVisible()
  await expect(page.getByRole('list', { name: 'お待ちのお客様' })).toBeVisible()

  await page.keyboard.press('Escape')
  await expect.poll(() => shareOfWindow(page)).toBeCloseTo(windowed, 2)
  await expect.poll(isFull).toBe(false)
  const middle = await placeInWindow(page, { x: 0.5, y: 0.5 })
  await page.mouse.dblclick(middle.x, middle.y)
  await expect.poll(() => shareOfWindow(page)).toBeGreaterThanOrEqual(0.95)
  await share(page, false)
  await expect(page.getByRole('navigation')).toBeVisible()
  await expect.poll(isFull).toBe(false)
})

test('where the browser cannot fill the screen, the picture fills the window', async ({ page }) => {
  await page.addInitScript(() => {
    Element.prototype.requestFullscreen = () => Promise.reject(new TypeError('Not allowed.'))
  })
  await openShare(page)
  await page.getByRole('button', { name: '全画面' }).click()
  await expect.poll(() => shareOfWindow(page)).toBeGreaterThanOrEqual(0.95)
  await page.getByRole('button', { name: '全画面をやめる' }).click()
  await expect.poll(() => shareOfWindow(page)).toBeLessThan(0.95)
})

test('in full screen the controls fade while no hand moves, and a waiting visitor does not', async ({ page }) => {
  await openShare(page, waiting)
  await page.getByRole('button', { name: '全画面' }).click()
  await expect.poll(() => shareOfWindow(page)).toBeGreaterThanOrEqual(0.95)
  const controls = page.locator('.call-controls')
  await page.mouse.move(400, 300)
  await page.clock.runFor(4_500)
  await expect(controls).toHaveCSS('opacity', '0')
  await expect(page.getByText('高橋')).toBeVisible()
  await page.mouse.move(410, 300)
  await expect(controls).toHaveCSS('opacity', '1')
})

test('the wheel enlarges what is under the pointer, the mouse moves it, and it stays in its frame', async ({
  page,
}) => {
  await openShare(page)
  const at = { x: 0.7, y: 0.3 }
  const pointer = await placeInWindow(page, at)
  await page.mouse.move(pointer.x, pointer.y)
  await page.mouse.wheel(0, -400)
  await expect.poll(() => scaleOf(page)).toBe(2)
  const after = await placeInWindow(page, at)
  expect(Math.hypot(after.x - pointer.x, after.y - pointer.y)).toBeLessThan(1)

  await page.mouse.down()
  await page.mouse.move(pointer.x + 60, pointer.y - 40, { steps: 3 })
  await page.mouse.up()
  const moved = await placeInWindow(page, at)
  expect(Math.hypot(moved.x - pointer.x - 60, moved.y - pointer.y + 40)).toBeLessThan(1.5)

  await page.mouse.down()
  await page.mouse.move(pointer.x + 3_000, pointer.y + 3_000, { steps: 3 })
  await page.mouse.up()
  const frame = (await page.locator('.large-frame').boundingBox())!
  const corner = await placeInWindow(page, { x: 0, y: 0 })
  expect(Math.abs(corner.x - frame.x)).toBeLessThan(1)
  expect(Math.abs(corner.y - frame.y)).toBeLessThan(1)
  // Back over the picture, which the mouse left.
  await page.mouse.move(pointer.x, pointer.y)
  await page.mouse.wheel(0, 3_000)
  await expect.poll(() => scaleOf(page)).toBe(1)
})

test('keys and buttons enlarge, move and show all again, but not while somebody writes', async ({ page }) => {
  await openShare(page)
  const larger = page.getByRole('button', { name: '拡大' })
  const all = page.getByRole('button', { name: '全体を表示' })
  await expect(all).toBeDisabled()
  await page.keyboard.press('+')
  await expect.poll(() => scaleOf(page)).toBe(1.5)
  await larger.click()
  await expect.poll(() => scaleOf(page)).toBe(2.25)
  const before = await placeInWindow(page, { x: 0.5, y: 0.5 })
  await page.keyboard.press('ArrowRight')
  await expect.poll(async () => Math.round((await placeInWindow(page, { x: 0.5, y: 0.5 })).x - before.x)).toBe(-80)
  await page.keyboard.press('-')
  await expect.poll(() => scaleOf(page)).toBe(1.5)
  await page.keyboard.press('Escape')
  await expect.poll(() => scaleOf(page)).toBe(1)
  await larger.click()
  await page.keyboard.press('0')
  await expect.poll(() => scaleOf(page)).toBe(1)
  await page.evaluate(() => document.body.append(document.createElement('input')))
  await page.locator('body > input').focus()
  await page.keyboard.press('+')
  await page.locator('body > input').blur()
  await expect(all).toBeDisabled()
})

test('two fingers enlarge what is between them, and a double tap shows all again', async ({ page }) => {
  await openShare(page)
  const at = { x: 0.4, y: 0.6 }
  const middle = await placeInWindow(page, at)
  const touch = await page.context().newCDPSession(page)
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', spread: number) =>
    touch.send('Input.dispatchTouchEvent', {
      type,
      touchPoints:
        type === 'touchEnd'
          ? []
          : [
              { x: middle.x - spread, y: middle.y, id: 1 },
              { x: middle.x + spread, y: middle.y, id: 2 },
            ],
    })
  await send('touchStart', 60)
  for (const spread of [80, 100, 120]) await send('touchMove', spread)
  await send('touchEnd', 0)
  await expect.poll(() => scaleOf(page)).toBeCloseTo(2, 1)
  const after = await placeInWindow(page, at)
  expect(Math.hypot(after.x - middle.x, after.y - middle.y)).toBeLessThan(2)

  for (const type of ['touchStart', 'touchEnd', 'touchStart', 'touchEnd'] as const) {
    await touch.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: middle.x, y: middle.y, id: 1 }],
    })
  }
  await expect.poll(() => scaleOf(page)).toBe(1)
})

test('a part in the hand of a visitor is a large picture, and the face comes back into its place', async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ calls: [sampleCall()] }) })
  const tell = (isShowingPart: boolean) =>
    page.evaluate((remote) => window.harness.links.at(-1)?.change({ link: { kind: 'connected' }, remote }), {
      isMicrophoneOn: true,
      isCameraOn: true,
      isSharingScreen: false,
      isShowingPart,
    })
  await tell(true)
  await expect(page.getByRole('button', { name: '全画面' })).toBeVisible()
  const part = page.getByLabel('お客様の部品', { exact: true })
  await expect.poll(() => shareOfWindow(page, part)).toBeGreaterThanOrEqual(0.75)
  await expect(page.getByLabel(name, { exact: true })).toHaveCount(0)
  await expect(page.getByLabel('あなた', { exact: true })).toBeVisible()
  await tell(false)
  await expect(part).toHaveCount(0)
  await expect(page.getByLabel(name, { exact: true })).toBeVisible()
})

test('the menu is one press away during a share', async ({ page }) => {
  await openShare(page)
  await page.getByRole('button', { name: 'メニュー' }).click()
  await page.getByRole('link', { name: '来訪記録' }).click()
  await page.getByRole('button', { name: '通話に戻る' }).click()
  await expect(page.getByLabel(shared, { exact: true })).toBeVisible()
})

for (const [width, height, least] of [
  [1920, 1080, 0.8],
  [1024, 768, 0.6],
  [390, 844, 0.25],
] as const) {
  test(`at ${width}×${height} the drawing has what there is, and nothing is cut off`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await openShare(page, waiting)
    expect(await shareOfWindow(page)).toBeGreaterThanOrEqual(least)
    await expectNothingOnThePicture(page)
    const [scroll, client] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ])
    expect(scroll).toBeLessThanOrEqual(client ?? 0)
    await page.getByRole('button', { name: '全画面' }).click()
    const most = (width * Math.min(height, (width * 9) / 16)) / (width * height)
    await expect.poll(() => shareOfWindow(page)).toBeGreaterThanOrEqual(most * 0.99)
  })
}

/** Faces, tools, controls and who waits stand beside the picture, within the window. */
async function expectNothingOnThePicture(page: Page): Promise<void> {
  const [start, end] = await Promise.all([placeInWindow(page, { x: 0, y: 0 }), placeInWindow(page, { x: 1, y: 1 })])
  const lying = await page.evaluate(
    ([from, to]) =>
      [...document.querySelectorAll('.face, .call button, .call-others button')]
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0)
        .filter(
          ({ box }) =>
            (box.left < to.x - 1 && box.right > from.x + 1 && box.top < to.y - 1 && box.bottom > from.y + 1) ||
            box.left < 0 ||
            box.right > innerWidth + 1 ||
            box.bottom > innerHeight + 1,
        )
        .map(({ element }) => `${element.className} ${element.textContent}`),
    [start, end] as const,
  )
  expect(lying).toEqual([])
}
