import type { Locator, Page } from '@playwright/test'
import { expect, knock, openDoor, test } from './support/page-test.ts'
import type { StubRoom } from './support/stub-room.ts'

const requested = (room: StubRoom) =>
  room.commands.flatMap((command) => (command.name === 'call-back' ? [command.request] : []))

const ask = (page: Page): Promise<void> => page.getByRole('button', { name: 'Request a call' }).click()
const send = (page: Page): Promise<void> => page.getByRole('button', { name: 'Request the call' }).click()
const phone = (page: Page): Locator => page.getByRole('textbox', { name: 'Phone number' })

test('where nobody is, the phone and the call-back come first, and a knock is still possible', async ({
  page,
  room,
}) => {
  room.setRoom({ isDeskOnline: false })
  await openDoor(page, room)
  await expect(page.getByRole('link')).toHaveAttribute('href', 'tel:0312345678')
  const [asking, knocking] = await Promise.all([
    page.getByRole('button', { name: 'Request a call' }).boundingBox(),
    page.getByRole('button', { name: 'Knock', exact: true }).boundingBox(),
  ])
  expect(asking?.y).toBeLessThan(knocking?.y ?? 0)
  await ask(page)
  await phone(page).fill('090-1111-2222')
  await page.getByRole('textbox', { name: 'Company' }).fill('Sato Works')
  await send(page)
  await expect(page.getByRole('status').filter({ hasText: 'We will phone you at 090-1111-2222.' })).toBeVisible()
  expect(requested(room)).toEqual([{ name: '', company: 'Sato Works', phone: '090-1111-2222', about: '', when: '' }])
  await page.getByRole('button', { name: 'Knock', exact: true }).click()
  await expect(page.getByRole('timer')).toBeVisible()
})

test('an unnoticed visitor asks to be phoned, is told what is missing, and goes on waiting', async ({ page, room }) => {
  await openDoor(page, room)
  await page.getByRole('textbox', { name: 'Your name' }).fill('Sato')
  await page.getByRole('button', { name: 'Knock', exact: true }).click()
  await expect(page.getByRole('timer')).toBeVisible()
  room.setKnockedAgo(61_000)
  await ask(page)
  await expect(page.getByRole('heading', { name: 'We will phone you' })).toBeFocused()
  await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Sato')
  await send(page)
  await expect(phone(page)).toBeFocused()
  await expect(phone(page)).toHaveAccessibleDescription('Please give us a phone number.')
  await expect(phone(page)).toHaveAttribute('aria-invalid', 'true')
  await phone(page).fill('０３ー１２３４－５６７８')
  await page.keyboard.press('Enter')
  await expect(page.getByText('We will phone you at 03-1234-5678.')).toBeVisible()
  expect(requested(room)).toHaveLength(1)
  await expect(page.getByRole('status').filter({ hasText: /^Waiting/ })).toBeVisible()
})

test('a request written without a connection is delivered when it is back, also after a reload', async ({
  page,
  room,
}) => {
  await knock(page, room)
  room.setKnockedAgo(61_000)
  await ask(page)
  room.setOnline(false)
  await expect(page.getByText('Your place is kept.')).toBeVisible()
  await phone(page).fill('03-1234-5678')
  await send(page)
  await expect(page.getByText('as soon as the connection is back')).toBeVisible()
  room.setOnline(true)
  await page.reload()
  await expect(page.getByText('We will phone you at 03-1234-5678.').or(page.getByRole('timer')).first()).toBeVisible()
  await expect.poll(() => requested(room).map((request) => request.phone)).toContain('03-1234-5678')
})

test('who was not let in can ask to be phoned', async ({ page, room }) => {
  await knock(page, room)
  room.setPhase({ kind: 'denied', message: null, asksForNumber: false })
  await ask(page)
  await phone(page).fill('03-1234-5678')
  await send(page)
  await expect(page.getByText('We have your request')).toBeVisible()
})

test('a reply that promises a call asks for the number at once', async ({ page, room }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await knock(page, room)
  // The words are the company's own; that they promise a call is a fact beside them.
  room.setPhase({ kind: 'denied', message: { ja: '', en: 'Talk to you soon.' }, asksForNumber: true })
  await expect(page.getByText('Talk to you soon.')).toBeVisible()
  await expect(phone(page)).toBeInViewport()
  await phone(page).fill('03-1234-5678')
  await send(page)
  await expect(page.getByText('We have your request')).toBeVisible()
  expect(requested(room).map((request) => request.phone)).toEqual(['03-1234-5678'])
})

test('the place in the queue is said in words, and follows', async ({ page, room }) => {
  await knock(page, room)
  await expect(page.getByText('You are next.')).toBeVisible()
  for (const [place, words] of [
    [2, '2nd'],
    [3, '3rd'],
    [11, '11th'],
    [21, '21st'],
  ] as const) {
    room.setPhase({ kind: 'waiting', place })
    await expect(page.getByText(`You are ${words} in the queue.`)).toBeVisible()
  }
})
