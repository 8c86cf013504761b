import { callId, expect, knock, test } from './support/page-test.ts'

const waiting = /^Waiting/

test('counts the time from the knock on', async ({ page, room }) => {
  await knock(page, room)
  room.setKnockedAgo(125_000)
  await expect(page.getByRole('timer')).toHaveText(/^2:0\d$/)
  await expect(page).toHaveTitle(/^(Waiting…|No answer yet) – Tanaka/)
})

test('a reload finds the same knock again', async ({ page, room }) => {
  await knock(page, room)
  await page.reload()
  await expect(page.getByRole('status').filter({ hasText: waiting })).toBeVisible()
  await expect(page.getByRole('timer')).toBeVisible()
  expect(room.commands.filter(({ name }) => name === 'knock')).toHaveLength(1)
})

test('a reload while held shows what the desk said again', async ({ page, room }) => {
  await knock(page, room)
  room.setPhase({
    kind: 'held',
    place: 1,
    message: { ja: '', en: 'Two minutes, please.' },
    untilMs: room.now() + 90_000,
  })
  await expect(page.getByText('Two minutes, please.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('Two minutes, please.')).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: waiting })).toBeVisible()
})

test('a held visitor sees the time run down, and the phone is felt and heard when it is over or the call begins', async ({
  page,
  room,
}) => {
  await page.addInitScript(() => {
    const felt: unknown[] = []
    Object.assign(window, { felt })
    navigator.vibrate = (pattern) => felt.push(pattern) > 0
  })
  const felt = () => page.evaluate(() => (window as unknown as { readonly felt: readonly unknown[] }).felt.length)
  await knock(page, room)
  const held = (leftMs: number) => {
    room.setPhase({ kind: 'held', place: 1, message: null, untilMs: room.now() + leftMs })
  }
  held(120_000)
  await expect(page.getByText('With you in about')).toBeVisible()
  await expect(page.getByRole('timer')).toHaveText(/^(2:00|1:5\d)$/)
  held(420_000)
  await expect(page.getByRole('timer')).toHaveText(/^(7:00|6:5\d)$/)
  expect(await felt()).toBe(0)
  room.setPhase({ kind: 'waiting', place: 1 })
  await expect.poll(felt).toBe(1)
  held(120_000)
  room.setPhase({ kind: 'admitted', callId, iceServers: [], lines: [] })
  await expect.poll(felt).toBe(2)
})

for (const [name, change, words] of [
  ['closed', { presenceNow: { presence: 'closed', untilMs: null } }, 'we are closed now'],
  ['away', { presenceNow: { presence: 'away', untilMs: null } }, 'away from the desk'],
  ['without a desk', { isDeskOnline: false }, 'nobody is at the desk'],
] as const) {
  test(`${name}: nothing promises a call, and the ways that are open are in sight`, async ({ page, room }) => {
    await knock(page, room)
    room.setRoom(change)
    await expect(page.getByRole('status').filter({ hasText: waiting })).toContainText(words)
    await expect(page.getByText('the call starts by itself')).toHaveCount(0)
    await expect(page.getByRole('link', { name: '03-1234-5678' })).toBeVisible()
    await expect(
      page
        .getByRole('button', { name: 'phone' })
        .or(page.getByRole('button', { name: 'call' }))
        .first(),
    ).toBeVisible()
  })
}

test('a lost connection is said, the place is kept, and it comes back by itself', async ({ page, room }) => {
  await knock(page, room)
  room.setOnline(false)
  await expect(page.getByText('Your place is kept.')).toBeVisible()
  await expect(page.getByRole('link', { name: '03-1234-5678' })).toBeVisible()
  room.setOnline(true)
  await expect(page.getByText('Your place is kept.')).toBeHidden()
  await expect(page.getByText('Your knock has arrived.')).toBeVisible()
  expect(room.commands.filter(({ name }) => name === 'knock')).toHaveLength(1)
})

test('a server that forgot the knock is told of it again, with the same token', async ({ page, room }) => {
  await knock(page, room)
  room.forget()
  room.cut()
  await expect.poll(() => room.commands.filter(({ name }) => name === 'knock')).toHaveLength(2)
  expect(room.commands[1]).toEqual(room.commands[0])
  await expect(page.getByRole('timer')).toBeVisible()
})

test('nobody notices: the page says so, offers the phone, and lets the visitor go on waiting', async ({
  page,
  room,
}) => {
  await knock(page, room)
  room.setKnockedAgo(61_000)
  await expect(page.getByText('Nobody seems to have noticed your knock yet.')).toBeVisible()
  await expect(page.getByRole('link', { name: '03-1234-5678' })).toHaveAttribute('href', 'tel:0312345678')
  await page.getByRole('button', { name: 'Go on waiting' }).click()
  await expect(page.getByText('Nobody seems to have noticed your knock yet.')).toBeHidden()
  await expect(page.getByRole('status').filter({ hasText: waiting })).toBeVisible()
})

test('the devices can be allowed while waiting', async ({ page, room }) => {
  await knock(page, room)
  await page.getByRole('button', { name: 'Allow camera and microphone' }).click()
  await expect(page.getByLabel('You', { exact: true })).toBeVisible()
})

test('the visitor stops waiting, and may knock again', async ({ page, room }) => {
  await knock(page, room)
  await page.getByRole('button', { name: 'Stop waiting' }).click()
  await expect(page.getByRole('heading', { name: 'You stopped waiting' })).toBeFocused()
  await expect.poll(() => room.commands.at(-1)).toEqual({ name: 'withdraw' })
  room.forget()
  await page.getByRole('textbox', { name: 'Your name' }).fill('Sato')
  await page.getByRole('button', { name: 'Knock again' }).click()
  await expect(page.getByRole('status').filter({ hasText: waiting })).toBeVisible()
  const tokens = room.commands.flatMap((command) => (command.name === 'knock' ? [command.token] : []))
  expect(new Set(tokens).size).toBe(2)
})

test('a refusal says what the desk said, in the language of the visitor', async ({ page, room }) => {
  await knock(page, room, 'ja')
  room.setPhase({
    kind: 'denied',
    message: { ja: 'こちらからお電話いたします。', en: 'We will phone you.' },
    asksForNumber: false,
  })
  await expect(page.getByRole('heading', { level: 1 })).toContainText('対応できません')
  await expect(page.getByText('こちらからお電話いたします。')).toBeVisible()
  await page.getByRole('button', { name: 'English' }).click()
  await expect(page.getByText('We will phone you.')).toBeVisible()
  await page.getByRole('button', { name: 'Leave room' }).click()
  await expect(page.getByRole('heading', { name: 'You have left the room' })).toBeFocused()
  await expect(page.getByText('You can close this tab.')).toBeVisible()
})
