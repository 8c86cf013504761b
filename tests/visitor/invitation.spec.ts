import type { Page } from '@playwright/test'
import * as v from 'valibot'
import { CallIdSchema } from '../../src-shared/ids.ts'
import { expect, openDoor, test } from './support/page-test.ts'
import { invitation } from './support/scenes.ts'
import type { StubRoom } from './support/stub-room.ts'

const callId = v.parse(CallIdSchema, 'c_1')

const open = (page: Page, room: StubRoom, secret: string = invitation) =>
  page.goto(`${room.url}?lang=en#invitation=${secret}`)
const knockButton = (page: Page) => page.getByRole('button', { name: 'Knock', exact: true })
const stored = (page: Page) =>
  page.evaluate(() => Object.values(sessionStorage).concat(Object.values(localStorage)).join())

test('an invited visitor knocks, marked, and the secret is nowhere to be read', async ({ page, room }) => {
  await open(page, room)
  await expect(page.getByText('We are expecting you')).toBeVisible()
  await expect(page.getByText(/good until .*\d/)).toBeVisible()
  expect(page.url()).toBe(`${room.url}?lang=en`)
  await page.reload()
  await knockButton(page).click()
  const status = page.getByRole('status').filter({ hasText: /^Waiting/ })
  await expect(status).toContainText('an invited visitor is here')
  expect(room.commands).toEqual([{ name: 'enter', invitation }])
  room.setPhase({ kind: 'admitted', callId, iceServers: [], lines: [] })
  await expect(page.getByRole('button', { name: 'Leave', exact: true })).toBeVisible()
  expect(await stored(page)).not.toContain(invitation)
})

for (const [kind, words] of [
  ['used', 'This link has been used already'],
  ['gone', 'This link no longer works'],
] as const) {
  test(`a link that is ${kind} says so at once, and leads to an ordinary knock`, async ({ page, room }) => {
    room.setInvitation({ kind })
    await open(page, room)
    await expect(page.getByRole('alert')).toContainText(words)
    await knockButton(page).click()
    await expect(page.getByRole('timer')).toBeVisible()
    expect(room.commands.map(({ name }) => name)).toEqual(['knock'])
    expect(await stored(page)).not.toContain(invitation)
  })
}

test('a link that a mail program has cut off says so too', async ({ page, room }) => {
  await open(page, room, 'invit')
  await expect(page.getByRole('alert')).toContainText('This link no longer works')
  await expect(knockButton(page)).toBeVisible()
})

test('a link that is used up in the moment of the knock leads to an ordinary one', async ({ page, room }) => {
  room.refuseKnocks('wrong-state')
  await open(page, room)
  await knockButton(page).click()
  await expect(page.getByRole('alert')).toContainText('This link has been used already')
  room.refuseKnocks(null)
  await knockButton(page).click()
  await expect(page.getByRole('timer')).toBeVisible()
})

test('a knock in vain leaves the link good, and the page says until when', async ({ page, room }) => {
  await open(page, room)
  await knockButton(page).click()
  await page.getByRole('button', { name: 'Stop waiting' }).click()
  await expect(page.getByText(/Your link works until .*\d/)).toBeVisible()
  await page.getByRole('button', { name: 'Knock again' }).click()
  await expect(page.getByRole('timer')).toBeVisible()
  expect(room.commands.map(({ name }) => name)).toEqual(['enter', 'withdraw', 'enter'])
})

test('a link pasted into an open page is an invitation too', async ({ page, room }) => {
  await openDoor(page, room)
  await page.evaluate((token) => location.assign(`#invitation=${token}`), invitation)
  await expect(page.getByText('We are expecting you')).toBeVisible()
  expect(page.url()).toBe(`${room.url}?lang=en`)
})
