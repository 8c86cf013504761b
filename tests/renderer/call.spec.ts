import { expect, test, type Page } from '@playwright/test'
import { doOverlap } from '../e2e/support/overlap.ts'
import { change, commandsOf, doneIn, openHarness } from './harness/open-harness.ts'
import { nowMs, otherDesk, sampleCall, sampleKnock, sampleState } from './sample-state.ts'

test.use({ timezoneId: 'Asia/Tokyo', locale: 'ja-JP', viewport: { width: 1366, height: 768 } })

const inCall = sampleState({ calls: [sampleCall()] })
const connected = {
  link: { kind: 'connected' },
  remote: { isMicrophoneOn: true, isCameraOn: true, isSharingScreen: false, isShowingPart: false },
} as const

function changeLink(
  page: Page,
  patch: { isMicrophoneOn?: boolean; isCameraOn?: boolean; isSharingScreen?: boolean } = {},
) {
  const remote = { ...connected.remote, ...patch }
  return page.evaluate(
    (given) => window.harness.links.at(-1)?.change({ link: { kind: 'connected' }, remote: given }),
    remote,
  )
}

test('a call that is there at start shows itself, and its pictures move', async ({ page }) => {
  const { problems } = await openHarness(page, { view: 'page', state: inCall })
  const region = page.getByRole('region', { name: '田中製作所 田中様と通話中' })
  await expect(region).toBeVisible()
  // Time goes on while a busy machine loads the page.
  await expect(region).toContainText(/2:(0[5-9]|[1-5]\d)/)
  await expect(region.getByText('つないでいます…')).toBeVisible()
  await changeLink(page)
  await expect(region.getByText('つないでいます…')).toBeHidden()
  for (const name of ['田中製作所 田中', 'あなた']) {
    const video = region.getByLabel(name, { exact: true })
    await expect
      .poll(() => video.evaluate((element) => element instanceof HTMLVideoElement && element.videoWidth))
      .toBe(640)
  }
  expect(await page.evaluate(() => window.harness.links.map((link) => link.options.role))).toEqual(['desk'])
  expect(problems).toEqual([])
})

test('microphone and camera say by pressed whether they are on', async ({ page }) => {
  await openHarness(page, { view: 'page', state: inCall })
  for (const name of ['マイク', 'カメラ']) {
    const button = page.getByRole('button', { name, exact: true })
    await expect(button).toHaveAttribute('aria-pressed', 'true')
    await button.click()
    await expect(button).toHaveAttribute('aria-pressed', 'false')
  }
  const wanted = await page.evaluate(() => window.harness.media.getState())
  expect([wanted.isMicrophoneOn, wanted.isCameraOn]).toEqual([false, false])
  await expect(page.getByText('マイクがオフです', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '押すと話せます' }).click()
  await expect(page.getByRole('button', { name: 'マイク', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('マイクがオフです', { exact: true })).toBeHidden()
})

test('what the visitor turned off is said', async ({ page }) => {
  await openHarness(page, { view: 'page', state: inCall })
  await changeLink(page, { isMicrophoneOn: false, isCameraOn: false })
  await expect(page.getByText('お客様のマイクはオフです').first()).toBeVisible()
  await expect(page.getByText('お客様のカメラはオフです')).toBeVisible()
})

test('on a phone the sign of a muted visitor covers no words', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await openHarness(page, { view: 'page', state: inCall })
  await changeLink(page, { isMicrophoneOn: false, isCameraOn: false })
  const words = page.getByText('お客様のカメラはオフです')
  await expect(words).toBeVisible()
  expect(await doOverlap(page.getByTitle('お客様のマイクはオフです'), words)).toBe(false)
  // Beside a screen a tile without a picture is folded away, and its sign stands in words.
  await changeLink(page, { isMicrophoneOn: false, isCameraOn: false, isSharingScreen: true })
  await expect(words).toBeHidden()
  await expect(page.getByText('お客様のマイクはオフです')).toBeVisible()
})

test('sharing is visible with what is shared, and stops from either button', async ({ page }) => {
  await openHarness(page, { view: 'page', state: inCall })
  await page.getByRole('button', { name: '画面を共有' }).click()
  await expect(page.getByText('「drawing-42.pdf」を共有しています')).toBeVisible()
  await page.getByRole('button', { name: '停止', exact: true }).click()
  await expect(page.getByText('「drawing-42.pdf」を共有しています')).toBeHidden()
  await page.getByRole('button', { name: '画面を共有' }).click()
  await page.getByRole('button', { name: '共有を停止' }).click()
  await expect(page.getByRole('button', { name: '画面を共有' })).toBeVisible()
})

test('a screen that the visitor shares takes the stage, and the faces stay', async ({ page }) => {
  await openHarness(page, { view: 'page', state: inCall })
  await changeLink(page, { isSharingScreen: true })
  await expect(page.getByRole('button', { name: '全画面' })).toBeVisible()
  const shared = page.getByLabel('共有画面', { exact: true })
  await expect(shared).toBeVisible()
  const face = page.getByLabel('田中製作所 田中', { exact: true })
  await expect(face).toBeVisible()
  const [large, small] = [await shared.boundingBox(), await face.boundingBox()]
  expect(large!.width).toBeGreaterThan(2 * small!.width)
})

test('a phone, which cannot share a screen, has no button for it', async ({ page }) => {
  await openHarness(page, { view: 'page', state: inCall })
  await page.evaluate(() => window.harness.media.change({ canShareScreen: false }))
  await expect(page.getByRole('button', { name: '画面を共有' })).toBeHidden()
})

test('another device is chosen during the call and remembered', async ({ page }) => {
  await openHarness(page, { view: 'page', state: inCall })
  await page.getByRole('button', { name: '機器を選ぶ' }).click()
  await page.getByLabel('使うカメラ').selectOption({ label: 'Ceiling camera' })
  await page.getByLabel('使うスピーカー').selectOption({ label: 'Hall loudspeaker' })
  expect(await commandsOf(page)).toEqual([
    { kind: 'change-settings', settings: { cameraId: 'camera-2' } },
    { kind: 'change-settings', settings: { speakerId: 'speaker-2' } },
  ])
  expect(await page.evaluate(() => [...window.harness.media.done])).toContain('switch camera camera-2')
})

test('without a microphone it is not said that the call goes on, but how one talks all the same', async ({ page }) => {
  await openHarness(page, { view: 'page', state: inCall })
  await changeLink(page)
  const refused = { kind: 'unavailable', problem: 'refused' } as const
  await page.evaluate((microphone) => window.harness.media.change({ microphone }), refused)
  await expect(page.getByText(/こちらの声はお客様に届きません。「メッセージ」を押す/)).toBeVisible()
  await changeLink(page, { isMicrophoneOn: false })
  await expect(page.getByText(/どちらのマイクも使えない.*お電話/)).toBeVisible()
  await page.evaluate((camera) => window.harness.media.change({ camera }), refused)
  await expect(page.getByText('通話はこのまま続けられます。')).toBeHidden()
})

test('a microphone that the browser refuses is shown where to allow it, and tried again from there', async ({
  page,
}) => {
  await openHarness(page, { view: 'page', state: inCall })
  const refused = { kind: 'unavailable', problem: 'refused' } as const
  await page.evaluate((microphone) => window.harness.media.change({ microphone }), refused)
  await page.getByRole('button', { name: '許可のしかた' }).click()
  const steps = page.getByRole('dialog', { name: 'マイクの使用が許可されていません。' })
  await expect(steps.getByRole('listitem')).toHaveText([/アドレスバーの左端/, /「マイク」を「許可」/])
  await steps.getByRole('button', { name: 'もう一度試す' }).click()
  await expect(steps).toBeHidden()
  await expect(page.getByText('マイクの使用が許可されていません。')).toBeHidden()
})

test('a camera that is off is said with what turns it on, and one that there is not is said otherwise', async ({
  page,
}) => {
  await openHarness(page, { view: 'page', state: inCall })
  await page.getByRole('button', { name: 'カメラ', exact: true }).click()
  await expect(page.getByRole('status').filter({ hasText: 'カメラがオフです' })).toBeVisible()
  await page.getByRole('button', { name: '押すと映ります' }).click()
  await expect(page.getByText('カメラがオフです')).toBeHidden()
  await page.evaluate(() =>
    window.harness.media.change({ isCameraOn: false, camera: { kind: 'unavailable', problem: 'missing' } }),
  )
  await expect(page.getByText('カメラが見つかりません。')).toBeVisible()
  await expect(page.getByText('カメラがオフです')).toBeHidden()
})

test('a camera that cannot be used is explained, and the call goes on', async ({ page }) => {
  await openHarness(page, { view: 'page', state: inCall })
  await page.evaluate(() => window.harness.media.change({ camera: { kind: 'unavailable', problem: 'busy' } }))
  await expect(page.getByText('カメラをほかのアプリが使っています。')).toBeVisible()
  await expect(page.getByText('通話はこのまま続けられます。')).toBeVisible()
  await page.getByRole('button', { name: 'もう一度試す' }).click()
  await expect(page.getByText('カメラをほかのアプリが使っています。')).toBeHidden()
})

test('others who knock wait quietly beside the call; they can be held or denied, not admitted', async ({ page }) => {
  const knocks = [sampleKnock('knock-2', { name: '高橋' })]
  await openHarness(page, { view: 'page', state: sampleState({ calls: [sampleCall()], knocks }) })
  const item = page.getByRole('list', { name: 'お待ちのお客様' }).getByRole('listitem')
  await expect(item).toContainText('高橋')
  await expect(item.getByRole('button', { name: '入室を許可' })).toBeDisabled()
  await expect(item).toContainText('通話中のため')
  await item.getByRole('button', { name: '少し待ってもらう' }).click()
  await page.keyboard.press('a')
  expect(await commandsOf(page)).toMatchObject([{ kind: 'hold', knockId: 'knock-2' }])
})

test('no word on a button is broken beside others who wait', async ({ page }) => {
  const knocks = [sampleKnock('knock-2', { name: '高橋' })]
  await openHarness(page, { view: 'page', state: sampleState({ calls: [sampleCall()], knocks }) })
  for (const name of ['マイク', 'カメラ', '画面を共有', '機器を選ぶ', '通話を終了']) {
    const words = page.locator('.call-controls').getByRole('button', { name, exact: true }).locator('span')
    const [lines, overflow] = await words.evaluate((element) => [
      Math.round(element.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(element).lineHeight)),
      (element.parentElement?.scrollWidth ?? 0) - (element.parentElement?.clientWidth ?? 0),
    ])
    expect([name, lines, overflow]).toEqual([name, 1, 0])
  }
})

test('hanging up ends the link and lets go of camera and microphone', async ({ page }) => {
  await openHarness(page, { view: 'page', state: inCall })
  await page.getByRole('button', { name: '通話を終了' }).click()
  expect(await commandsOf(page)).toEqual([{ kind: 'hang-up', callId: 'call-1' }])
  await change(page, { calls: [] })
  await expect(page.getByText('ドアは開いています')).toBeVisible()
  expect(await page.evaluate(() => window.harness.links.map((link) => link.isDisposed))).toEqual([true])
  expect(await page.evaluate(() => window.harness.media.done.at(-1))).toBe('close')
})

test('the call goes on while one reads the visit log, one click away', async ({ page }) => {
  await openHarness(page, { view: 'page', state: inCall })
  await page.getByRole('link', { name: '来訪記録' }).click()
  await expect(page.getByText('田中製作所 田中様と通話中')).toBeVisible()
  expect(await page.evaluate(() => window.harness.links.map((link) => link.isDisposed))).toEqual([false])
  await page.getByRole('button', { name: '通話に戻る' }).click()
  await expect(page.getByRole('region', { name: '田中製作所 田中様と通話中' })).toBeVisible()
})

test("another desk's call is not shown as one's own", async ({ page }) => {
  await openHarness(page, { view: 'page', state: sampleState({ calls: [sampleCall({ desk: otherDesk })] }) })
  await expect(page.getByText('ドアは開いています')).toBeVisible()
  expect(await page.evaluate(() => window.harness.links.length)).toBe(0)
})

test('the app asks which screen to show, with pictures, and can be told none', async ({ page }) => {
  await openHarness(page, { view: 'app', state: inCall })
  const picture = 'data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw=='
  const request = () =>
    page.evaluate(
      (thumbnailUrl) =>
        window.harness.requestShare([
          { id: 'screen:1', name: '画面 1', kind: 'screen', thumbnailUrl },
          { id: 'window:7', name: 'drawing-42.pdf', kind: 'window', thumbnailUrl: '' },
        ]),
      picture,
    )
  await expect(page.getByRole('region', { name: /と通話中/ })).toBeVisible()
  await request()
  const dialog = page.getByRole('dialog', { name: '何を見せますか' })
  await dialog.getByRole('button', { name: 'drawing-42.pdf' }).click()
  await expect(dialog).toBeHidden()
  await request()
  await expect(dialog.getByRole('button', { name: '画面 1' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  expect(await doneIn(page)).toEqual(['chosen window:7', 'chosen null'])
})

test('a voice that the browser holds back is asked for, without being in the way of the call', async ({ page }) => {
  // Whether a browser holds back sound depends on its flags and its past; here it does, until it is pressed.
  await page.addInitScript(() => {
    let isAllowed = false
    addEventListener(
      'click',
      (event) => {
        if (event.target instanceof Element && event.target.closest('.tap-to-hear')) isAllowed = true
      },
      { capture: true },
    )
    HTMLAudioElement.prototype.play = () =>
      isAllowed ? Promise.resolve() : Promise.reject(new DOMException('Press first.', 'NotAllowedError'))
  })
  await openHarness(page, { view: 'page', state: inCall })
  const hear = page.getByRole('button', { name: '押すと音声が聞こえます' })
  await expect(hear).toBeVisible()
  for (const name of ['マイク', 'カメラ', '画面を共有']) await page.getByRole('button', { name, exact: true }).click()
  await expect(hear).toBeVisible()
  await hear.click()
  await expect(hear).toBeHidden()
})

test('time goes on by the server’s clock', async ({ page }) => {
  const call = sampleCall({ startedAtMs: nowMs + 55_000 })
  await openHarness(page, { view: 'page', state: sampleState({ calls: [call], clockOffsetMs: 60_000 }) })
  await expect(page.getByRole('region', { name: /通話中/ })).toContainText(/0:(0[5-9]|[1-5]\d)/)
})
