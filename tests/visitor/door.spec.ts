import { expect, failDevices, knock, openDoor, test } from './support/page-test.ts'

test('says whose door it is and whether anybody is there before anything is asked', async ({ page, room }) => {
  await openDoor(page, room)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tanaka Precision Machining')
  await expect(page.getByRole('status').filter({ hasText: 'We are here' })).toBeVisible()
  await expect(page.getByRole('link')).toHaveCount(0)
})

test('follows the desk’s presence, and offers the phone when nobody is there', async ({ page, room }) => {
  await openDoor(page, room)
  room.setRoom({ presenceNow: { presence: 'in-meeting', untilMs: null } })
  await expect(page.getByText('We are in a meeting')).toBeVisible()
  room.setRoom({ presenceNow: { presence: 'open', untilMs: null }, isDeskOnline: false })
  await expect(page.getByText('Nobody is at the desk right now')).toBeVisible()
  await expect(page.getByRole('link')).toHaveAttribute('href', 'tel:0312345678')
})

test('changes its language without losing what was typed, and keeps it in the address', async ({ page, room }) => {
  await openDoor(page, room)
  await page.getByRole('textbox', { name: 'Your name' }).fill('佐藤')
  await page.getByRole('button', { name: '日本語' }).click()
  await expect(page.getByRole('textbox', { name: 'お名前' })).toHaveValue('佐藤')
  await expect(page.getByRole('button', { name: 'ノックする', exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'ja')
  expect(new URL(page.url()).searchParams.get('lang')).toBe('ja')
  await expect(page).toHaveTitle('受付 – 田中精機株式会社')
})

test('remembers the name of the last knock', async ({ page, room }) => {
  await openDoor(page, room)
  await page.getByRole('textbox', { name: 'Your name' }).fill('  Sato  ')
  await page.getByRole('button', { name: 'Knock', exact: true }).click()
  await page.getByRole('button', { name: 'Stop waiting' }).click()
  await page.getByRole('button', { name: 'Leave room' }).click()
  await openDoor(page, room)
  await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Sato')
})

test('shows oneself in a mirror after the permission', async ({ page, room }) => {
  await openDoor(page, room)
  await page.getByRole('button', { name: 'Allow camera and microphone' }).click()
  const you = page.getByLabel('You', { exact: true })
  await expect(you).toBeVisible()
  await expect.poll(() => you.evaluate((video: HTMLVideoElement) => video.videoWidth)).toBeGreaterThan(0)
  await expect(you).toHaveCSS('transform', 'matrix(-1, 0, 0, 1, 0, 0)')
  await expect(page.getByRole('button', { name: 'Allow camera and microphone' })).toHaveCount(0)
})

const failures = [
  { error: 'NotAllowedError', title: 'No permission to use the camera and microphone', hint: 'padlock' },
  { error: 'NotFoundError', title: 'No camera and microphone found', hint: 'Connect the device' },
  { error: 'NotReadableError', title: 'Another program is using the camera and microphone', hint: 'Close other' },
]
for (const { error, title, hint } of failures) {
  test(`is no dead end after ${error}`, async ({ page, room }) => {
    await failDevices(page, error)
    await openDoor(page, room)
    await page.getByRole('button', { name: 'Allow camera and microphone' }).click()
    await expect(page.getByText(title)).toBeVisible()
    await expect(page.getByText(hint)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
    await page.getByRole('button', { name: 'Knock', exact: true }).click()
    await expect(page.getByRole('status').filter({ hasText: /^Waiting/ })).toBeVisible()
  })
}

test('can be used by keyboard alone', async ({ page, room }) => {
  await openDoor(page, room)
  await page.getByRole('textbox', { name: 'Your name' }).focus()
  await page.keyboard.type('Sato')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Allow camera and microphone' })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Knock', exact: true })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Waiting to be let in' })).toBeFocused()
  expect(room.commands).toMatchObject([{ name: 'knock', visitorName: 'Sato' }])
})

test('says what to do when a knock is not taken', async ({ page, room }) => {
  room.refuseKnocks('rate-limited')
  await openDoor(page, room)
  await page.getByRole('button', { name: 'Knock', exact: true }).click()
  await expect(page.getByRole('alert')).toContainText('Please wait for a minute')
  room.refuseKnocks(null)
  await knock(page, room)
})

for (const language of ['ja', 'en'] as const) {
  test(`says politely that it takes no knocks from here, with the number to phone: ${language}`, async ({
    page,
    room,
  }) => {
    room.refuseKnocks('blocked')
    await openDoor(page, room, language)
    await page.getByRole('button', { name: language === 'ja' ? 'ノックする' : 'Knock', exact: true }).click()
    const words = language === 'ja' ? 'ただいま、こちらからはお受けできません' : 'We cannot receive you here right now'
    await expect(page.getByRole('alert')).toContainText(words)
    await expect(page.getByRole('link', { name: /03-/ })).toBeVisible()
    // A request to be phoned would be refused as well.
    const callBack = language === 'ja' ? '電話をかけてもらう' : 'Request a call'
    await expect(page.getByRole('button', { name: callBack })).toHaveCount(0)
    await page.screenshot({ path: test.info().outputPath(`door-blocked-${language}.png`), fullPage: true })
  })
}

const refusals = [
  { code: 'protocol-mismatch', heading: 'This page is out of date', button: 'Load again' },
  { code: 'rate-limited', heading: 'Too many connections', button: 'Try again' },
] as const
for (const { code, heading, button } of refusals) {
  test(`explains a refusal with ${code} and gets over it`, async ({ page, room }) => {
    room.refuseVisitors(code)
    await page.goto(`${room.url}?lang=en`)
    await expect(page.getByRole('heading', { name: heading })).toBeVisible()
    room.refuseVisitors(null)
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByRole('button', { name: 'Knock', exact: true })).toBeVisible()
  })
}
