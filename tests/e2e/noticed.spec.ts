import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from '@playwright/test'
import type { Escalation } from '../../src-shared/escalation.ts'
import { launchApp, type LaunchedApp } from '../electron-shim/launch.ts'
import { connectVisitor, type VisitorClient } from '../main/support/visitor-client.ts'
import { launchBrowser } from './support/browser.ts'
import { describeDesk, type Desk } from './support/desk.ts'
import { fitEar, heardAtMs, isSounding, pressedAtMs, silentSinceMs } from './support/ear.ts'
import { texts } from './support/texts.ts'
import { expect, test as base } from './support/world.ts'

/** One door, four desks: the app with the server in it, and three pages. */
type Company = {
  readonly app: LaunchedApp
  readonly appDesk: Desk
  /** The app's hidden window that rings. */
  readonly ringer: Page
  readonly pages: readonly Desk[]
  /** What each desk's loudspeaker plays, the app's first. */
  readonly loudspeakers: readonly Page[]
  readonly openDesk: (url: string, name: string) => Promise<Desk>
  readonly newVisitor: () => Promise<VisitorClient>
  readonly setEscalation: (escalation: Partial<Escalation>) => Promise<void>
}

const stopsWithinMs = 1000
const never: Escalation = { loudAfterMs: null, secondOutputAfterMs: null, flashAfterMs: null, callOutAfterMs: null }

const test = base.extend<{ company: Company }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern.
  company: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'konkon-noticed-'))
    const closers: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 5 })]
    try {
      const app = await launchApp({ dataFolder: path.join(folder, 'data'), initScripts: [fitEar] })
      closers.push(app.close)
      const { browser } = await launchBrowser({
        cameraFile: null,
        locale: 'en-GB',
        viewport: { width: 1366, height: 768 },
      })
      closers.push(() => browser.close())
      const openDesk = (url: string, name: string): Promise<Desk> =>
        openDeskPage(browser, { url, name, letIn: async () => letIn(await app.window('desk')) })
      const ringer = await app.window('ringer')
      const appPage = await app.window('desk')
      // The link of the start pairs one; the app makes one more for each of the others.
      const pages = [await openDesk(await app.deskUrl(), 'Lathe')]
      for (const name of ['Mill', 'Office']) {
        const offer = await ask(appPage, 'pairing:create', null)
        pages.push(await openDesk(String(Reflect.get(offer, 'url')), name))
      }
      const newVisitor = async (): Promise<VisitorClient> => {
        const visitor = await connectVisitor(await app.visitorUrl())
        closers.push(visitor.dispose)
        return visitor
      }
      await use({
        app,
        appDesk: describeDesk('app', appPage, texts.en),
        ringer,
        pages,
        loudspeakers: [ringer, ...pages.map(({ page }) => page)],
        openDesk,
        newVisitor,
        setEscalation: (escalation) => setEscalation(appPage, { ...never, ...escalation }),
      })
    } finally {
      for (const close of closers.toReversed()) await close()
    }
  },
})

test('a knock rings on every desk; the first answer silences all within a second, and the others see whose it was', async ({
  company,
}) => {
  const { pages, loudspeakers, appDesk } = company
  const [lathe, ...others] = pages
  if (!lathe) throw new Error('There is no desk.')
  const visitor = await company.newVisitor()
  await visitor.knock('Sato')
  for (const loudspeaker of loudspeakers) await expect.poll(() => isSounding(loudspeaker)).toBe(true)

  await lathe.press('Sato', 'admit')
  await visitor.reached('admitted')
  const answeredAtMs = await pressedAtMs(lathe.page)
  for (const loudspeaker of loudspeakers) {
    expect((await silentSinceMs(loudspeaker)) - answeredAtMs).toBeLessThan(stopsWithinMs)
  }
  for (const { page, expectNoKnocks } of [appDesk, ...others]) {
    await expect(page.getByRole('listitem').filter({ hasText: 'Sato' }).filter({ hasText: 'Lathe' })).toBeVisible()
    await expectNoKnocks()
  }
})

test('a visitor who gives up silences every desk within a second', async ({ company }) => {
  const visitor = await company.newVisitor()
  await visitor.knock('Ito')
  for (const loudspeaker of company.loudspeakers) await expect.poll(() => isSounding(loudspeaker)).toBe(true)
  const givenUpAtMs = Date.now()
  await visitor.withdraw()
  for (const loudspeaker of company.loudspeakers) {
    expect((await silentSinceMs(loudspeaker)) - givenUpAtMs).toBeLessThan(stopsWithinMs)
  }
})

test('the app flashes on every display after the set seconds, and stops with the answer', async ({ company }) => {
  const { app, pages } = company
  await app.control('set-displays', {
    displays: [
      { x: 0, y: 0, width: 1280, height: 840 },
      { x: 1280, y: 0, width: 1920, height: 1080 },
    ],
  })
  await company.setEscalation({ flashAfterMs: 2000 })
  const visitor = await company.newVisitor()
  const knockedAtMs = Date.now()
  await visitor.knock('Abe')
  await app.until((record) => flashing(record).length === 2)
  expect(Date.now() - knockedAtMs).toBeGreaterThan(1900)
  await expect((await app.window('flash')).getByText('Abe')).toBeVisible()

  await pages[0]?.press('Abe', 'hold')
  await app.until((record) => flashing(record).length === 0)
})

test('a knock during this desk’s own call is one soft chime here, and a ring on the others', async ({ company }) => {
  const { appDesk, ringer, pages } = company
  const first = await company.newVisitor()
  await first.knock('Mori')
  await appDesk.press('Mori', 'admit')
  await first.reached('admitted')
  const quietSinceMs = await silentSinceMs(ringer)

  const second = await company.newVisitor()
  await second.knock('Kato')
  for (const { page } of pages) await expect.poll(() => isSounding(page)).toBe(true)
  await expect.poll(() => isSounding(ringer)).toBe(true)
  await silentSinceMs(ringer)
  const heard = (await heardAtMs(ringer)).filter((atMs) => atMs > quietSinceMs)
  // The chime lasts 1.2 s; the ring would go on.
  expect((heard.at(-1) ?? 0) - (heard[0] ?? 0)).toBeLessThan(1300)
  for (const { page } of pages) expect(await isSounding(page)).toBe(true)
  await expect(appDesk.knockOf('Kato')).toBeVisible()
})

test('a desk paired by a one-time link rings too, until it is revoked', async ({ company }) => {
  const { appDesk } = company
  const offer = await ask(appDesk.page, 'pairing:create', null)
  const tablet = await company.openDesk(String(Reflect.get(offer, 'url')), 'Tablet')
  const first = await company.newVisitor()
  await first.knock('Ono')
  await expect.poll(() => isSounding(tablet.page)).toBe(true)
  await first.withdraw()
  await silentSinceMs(tablet.page)

  const before = (await heardAtMs(tablet.page)).length
  const id = await idOfDesk(appDesk.page, 'Tablet')
  await ask(appDesk.page, 'desks:revoke', { deskId: id })
  const second = await company.newVisitor()
  await second.knock('Ueda')
  await expect.poll(() => isSounding(company.ringer)).toBe(true)
  await second.withdraw()
  await silentSinceMs(company.ringer)
  expect(await heardAtMs(tablet.page)).toHaveLength(before)
  await expect(tablet.page.getByText('Ueda')).toHaveCount(0)
})

async function openDeskPage(
  browser: Browser,
  options: { readonly url: string; readonly name: string; readonly letIn: () => Promise<void> },
): Promise<Desk> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })
  await context.addInitScript(fitEar)
  await context.addInitScript((deskName) => {
    localStorage.setItem('konkon.settings', JSON.stringify({ deskName }))
  }, options.name)
  const page = await context.newPage()
  await page.goto(options.url)
  const queue = page.getByRole('link', { name: texts.en.queue })
  const compare = page.getByRole('heading', { name: 'Compare this number' })
  await expect(queue.or(compare)).toBeVisible()
  if (await compare.isVisible()) await options.letIn()
  await expect(queue).toBeVisible()
  return describeDesk('page', page, texts.en)
}

/** As a person at the app does, without leaving the queue. */
async function letIn(page: Page): Promise<void> {
  const answer = await page.evaluate(async () => {
    const bridge = Reflect.get(window, 'konkon')
    const [first] = (await bridge.getState()).newcomers
    return bridge.request('newcomer:answer', { newcomerId: first.id, isLetIn: true })
  })
  expect(answer).toMatchObject({ kind: 'ok' })
}

async function setEscalation(page: Page, escalation: Escalation): Promise<void> {
  const answer = await page.evaluate(async (wanted) => {
    const bridge = Reflect.get(window, 'konkon')
    const { room } = await bridge.getState()
    return bridge.command({ kind: 'set-rules', rules: { ...room.rules, escalation: wanted } })
  }, escalation)
  expect(answer).toMatchObject({ kind: 'ok' })
}

async function ask(page: Page, name: string, payload: object | null): Promise<object> {
  const answer = await page.evaluate(([asked, given]) => Reflect.get(window, 'konkon').request(asked, given), [
    name,
    payload,
  ] as const)
  expect(answer).toMatchObject({ kind: 'ok' })
  return answer.value
}

async function idOfDesk(page: Page, name: string): Promise<string> {
  const desks = await ask(page, 'desks:list', null)
  const found = Array.isArray(desks) ? desks.find((desk) => desk.name === name) : undefined
  if (!found) throw new Error(`No desk "${name}" in ${JSON.stringify(desks)}`)
  return found.id
}

function flashing(record: Awaited<ReturnType<LaunchedApp['record']>>): readonly unknown[] {
  return record.windows.filter(({ role, isVisible }) => role === 'flash' && isVisible)
}
