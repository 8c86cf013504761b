import { CallIdSchema } from '../../src-shared/ids.ts'
import { parse } from '../../src-shared/parse.ts'
import { expect, failDevices, knock, openDoor, test } from './support/page-test.ts'

test('the knock leaves, and its button is pressed, before the views that follow are there', async ({ page, room }) => {
  let giveViews: () => void = () => undefined
  const views = new Promise<void>((resolve) => (giveViews = resolve))
  await page.route(/visit-chunk.*\.js$/, async (route) => {
    await views
    await route.continue()
  })
  await openDoor(page, room)
  const button = page.getByRole('button', { name: 'Knock', exact: true })
  await button.click()
  await expect(button).toHaveAttribute('aria-busy', 'true')
  await expect.poll(() => room.commands.map(({ name }) => name)).toEqual(['knock'])
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tanaka Precision Machining')
  giveViews()
  await expect(page.getByRole('heading', { name: 'Waiting to be let in' })).toBeFocused()
})

test('where those views cannot be fetched the page says so, and a reload finds the knock', async ({ page, room }) => {
  await page.route(/visit-chunk.*\.js$/, (route) => route.abort())
  await openDoor(page, room)
  await page.getByRole('button', { name: 'Knock', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Something went wrong')
  await page.unroute(/visit-chunk.*\.js$/)
  await page.getByRole('button', { name: 'Load again' }).click()
  await expect(page.getByRole('timer')).toBeVisible()
  expect(room.commands).toHaveLength(1)
})

test('what became of the devices shows once its view is there; meanwhile one types and knocks', async ({
  page,
  room,
}) => {
  await failDevices(page, 'NotAllowedError')
  let tries = 0
  await page.route(/visit-chunk.*\.js$/, (route) => (++tries > 4 ? route.continue() : route.abort()))
  await openDoor(page, room)
  await page.getByRole('button', { name: 'Allow camera and microphone' }).click()
  await page.getByLabel('Your name').fill('Suzuki')
  await expect(page.getByLabel('Your name')).toHaveValue('Suzuki')
  await expect(page.getByText('No permission to use the camera and microphone')).toBeVisible()
  expect(tries).toBe(5)
  await page.getByRole('button', { name: 'Knock', exact: true }).click()
  await expect(page.getByRole('timer')).toBeVisible()
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  for (const language of ['ja', 'en'] as const) {
    test(`no word of the call's buttons is torn in ${language}`, async ({ page, room }) => {
      await page.addInitScript(() => {
        // Two of each, as a phone has them, so that every button is there.
        const list = navigator.mediaDevices.enumerateDevices.bind(navigator.mediaDevices)
        navigator.mediaDevices.enumerateDevices = async () =>
          (await list()).flatMap((device) => {
            const { deviceId, groupId, kind, label } = device
            return [device, { deviceId: `${deviceId}-2`, groupId, kind, label: `${label} 2`, toJSON: () => ({}) }]
          })
        navigator.mediaDevices.getDisplayMedia = () =>
          Promise.resolve(document.createElement('canvas').captureStream(1))
      })
      await knock(page, room, language)
      await page
        .getByRole('button', { name: language === 'ja' ? 'カメラとマイクを許可' : 'Allow camera and microphone' })
        .click()
      await expect(page.getByLabel(language === 'ja' ? 'あなた' : 'You', { exact: true })).toBeVisible()
      const callId = parse(CallIdSchema, 'call-1')
      if (callId.kind === 'failed') throw new Error(callId.message)
      room.setPhase({ kind: 'admitted', callId: callId.value, iceServers: [], lines: [] })
      await page.getByRole('button', { name: language === 'ja' ? '画面を共有' : 'Share screen' }).click()
      await expect(page.getByRole('button', { name: language === 'ja' ? '共有を停止' : 'Stop sharing' })).toBeVisible()
      await expect(page.locator('.controls-row .control')).toHaveCount(7)
      const torn = await page.locator('.controls .control > span').evaluateAll((labels) =>
        labels.flatMap((label) => {
          const words = (label.textContent ?? '').split(' ')
          const lines = label.getClientRects().length === 1 ? label.getBoundingClientRect().height : 0
          const height = Number.parseFloat(getComputedStyle(label).lineHeight)
          const isWide = label.getBoundingClientRect().width > (label.parentElement?.clientWidth ?? 0)
          return isWide || Math.round(lines / height) > words.length ? [label.textContent] : []
        }),
      )
      const widths = await page
        .locator('.controls-row .control')
        .evaluateAll((all) => all.map((button) => button.clientWidth))
      expect(Math.min(...widths)).toBeGreaterThanOrEqual(44)
      expect(torn).toEqual([])
    })
  }
})
