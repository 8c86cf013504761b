import type { Page } from '@playwright/test'
import { expect, openDoor, test } from './support/page-test.ts'
import { invitation } from './support/scenes.ts'
import type { StubRoom } from './support/stub-room.ts'

const open = (page: Page, room: StubRoom) => page.goto(`${room.url}?lang=en#invitation=${invitation}`)
const enter = (page: Page) => page.getByRole('button', { name: 'Enter', exact: true })
const knockButton = (page: Page) => page.getByRole('button', { name: 'Knock', exact: true })

test('an invited visitor enters without knocking, and the secret is nowhere to be read', async ({ page, room }) => {
  await open(page, room)
  await expect(page.getByText('We are expecting you')).toBeVisible()
  await expect(knockButton(page)).toHaveCount(0)
  expect(page.url()).toBe(`${room.url}?lang=en`)
  await page.reload()
  await enter(page).click()
  await expect(page.getByRole('status').filter({ hasText: /^Waiting/ })).toBeVisible()
  expect(room.commands).toEqual([{ name: 'enter', invitation }])
  expect(
    await page.evaluate(() => Object.values(sessionStorage).concat(Object.values(localStorage)).join()),
  ).not.toContain(invitation)
})

test('an invitation that was used leads to an ordinary knock', async ({ page, room }) => {
  room.refuseKnocks('wrong-state')
  await open(page, room)
  await enter(page).click()
  await expect(page.getByRole('alert')).toContainText('This invitation has been used already')
  await expect(enter(page)).toHaveCount(0)
  room.refuseKnocks(null)
  await knockButton(page).click()
  await expect(page.getByRole('timer')).toBeVisible()
})

test('an invitation that finds every desk in a call can be tried again', async ({ page, room }) => {
  room.refuseKnocks('busy')
  await open(page, room)
  await enter(page).click()
  await expect(page.getByRole('alert')).toContainText('We are talking with somebody else')
  room.refuseKnocks(null)
  await page.getByRole('button', { name: 'Try to enter again' }).click()
  await expect(page.getByRole('timer')).toBeVisible()
  expect(room.commands.map(({ name }) => name)).toEqual(['enter', 'enter'])
})

test('a link pasted into an open page is an invitation too', async ({ page, room }) => {
  await openDoor(page, room)
  await page.evaluate((token) => location.assign(`#invitation=${token}`), invitation)
  await expect(enter(page)).toBeVisible()
  expect(page.url()).toBe(`${room.url}?lang=en`)
})
