/**
 * The built desk page on the real room server: pairing by link, installing, notices with buttons, and no server at all.
 */
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { RoomServer } from '../../src-server/start/room-server.ts'
import { makeFolder, startServer } from '../support/start-server.ts'

const webFolder = path.join(import.meta.dirname, '../../out/web')

test.use({
  locale: 'ja-JP',
  viewport: { width: 1366, height: 768 },
  permissions: ['clipboard-read', 'clipboard-write', 'notifications'],
})

let server: RoomServer

test.beforeEach(async () => {
  server = await startServer({ webFolder })
})
test.afterEach(() => server.dispose())

async function openDesk(context: BrowserContext, url = server.deskUrl): Promise<Page> {
  const page = await context.newPage()
  await page.goto(url)
  return page
}

const isOpen = (page: Page) => expect(page.getByText('ドアは開いています')).toBeVisible()

async function makeLink(desk: Page): Promise<string> {
  await desk.goto('about:blank')
  await desk.goto(`${server.url}/desk#settings/desks`)
  await desk.getByRole('button', { name: '受付を加える' }).click()
  const copy = desk.getByRole('button', { name: 'ペアリング用リンクをコピー' })
  // Why there is none is said for a few seconds only.
  const refusal = desk.locator('.feedback-note')
  await expect(copy.or(refusal).first()).toBeVisible()
  if (await refusal.isVisible()) throw new Error(`No link was made: ${await refusal.textContent()}`)
  await copy.click()
  await expect(desk.getByRole('button', { name: 'コピーしました' })).toBeVisible()
  return desk.evaluate(() => navigator.clipboard.readText())
}

/** A device opens a link of this desk, and a person here lets it in who has seen the same number on both. */
async function join(host: Page, link: string, device: Page): Promise<void> {
  await device.goto(link)
  const number = await device.locator('.pairing-number').textContent()
  await expect(host.locator('.pairing-number')).toHaveText(number ?? '')
  await host.getByRole('button', { name: 'はい、加えます' }).click()
  await isOpen(device)
}

test('a link pairs one more desk, once; a second try learns what to do, and a removed desk is out at once', async ({
  context,
  browser,
}) => {
  const first = await openDesk(context)
  await isOpen(first)
  const link = await makeLink(first)

  const others = await Promise.all([browser.newContext({ locale: 'ja-JP' }), browser.newContext({ locale: 'ja-JP' })])
  const [second, third] = await Promise.all(others.map((other) => other.newPage()))
  if (!second || !third) throw new Error('No pages')
  await join(first, link, second)
  expect(new URL(second.url()).hash).toBe('')
  await expect(first.getByText('が加わりました').first()).toBeVisible()

  await third.goto(link)
  await expect(third.getByRole('alert')).toContainText('使用済みか、期限が切れています')
  await expect(third.getByText('ドアは開いています')).toBeHidden()

  const item = first.getByRole('listitem').filter({ hasText: '接続中' }).filter({ hasNotText: 'この受付' })
  await item.getByRole('button', { name: '外す' }).click()
  await item.getByRole('button', { name: '受付から外す' }).click()
  await expect(second.getByRole('alert').first()).toContainText('ペアリング')
  await Promise.all(others.map((other) => other.close()))
})

test('a press before the list of desks is there waits for it, and takes no desk of it for a new one', async ({
  context,
}) => {
  const desk = await openDesk(context)
  await isOpen(desk)
  const held: (() => void)[] = []
  await desk.routeWebSocket(/socket\.io/, (page) => {
    const upstream = page.connectToServer()
    const listAcks = new Set<string>()
    page.onMessage((message) => {
      const [, ack] = /^42\/desk,(\d+)\["desks:list"/.exec(String(message)) ?? []
      if (ack !== undefined) listAcks.add(ack)
      upstream.send(message)
    })
    upstream.onMessage((message) => {
      const [, ack] = /^43\/desk,(\d+)\[/.exec(String(message)) ?? []
      if (ack !== undefined && listAcks.has(ack)) held.push(() => page.send(message))
      else page.send(message)
    })
  })
  await desk.goto('about:blank')
  await desk.goto(`${server.url}/desk#settings/desks`)
  const add = desk.getByRole('button', { name: '受付を加える' })
  await expect.poll(() => held.length).toBeGreaterThan(0)
  await expect(add).toBeDisabled()
  for (const release of held) release()
  await add.click()
  await expect(desk.getByRole('button', { name: 'ペアリング用リンクをコピー' })).toBeVisible()
  await expect(desk.getByText('が加わりました')).toHaveCount(0)
})

test('a browser that ends its own pairing is in no list any more, and the owner reads that it did', async ({
  context,
  browser,
}) => {
  const first = await openDesk(context)
  await isOpen(first)
  const other = await browser.newContext({ locale: 'ja-JP' })
  const second = await other.newPage()
  await join(first, await makeLink(first), second)
  const desks = first.getByRole('list', { name: '端末の一覧' }).getByRole('listitem')
  await expect(desks).toHaveCount(2)
  await second.goto(`${server.url}/desk#settings/desks`)
  await second.getByRole('button', { name: 'この受付のペアリングを解除' }).click()
  await second.getByRole('button', { name: /^解除する/ }).click()
  await expect(second.getByText('ドアは開いています')).toBeHidden()
  await expect(desks).toHaveCount(1)
  await expect(desks).toContainText('先にほかの受付を管理者にしてください')
  await expect(first.getByRole('list', { name: '操作の記録' })).toContainText('が自分でペアリングを解除しました')
  await other.close()
})

test('no text becomes markup in either page', async ({ context }) => {
  const desk = await openDesk(context)
  await isOpen(desk)
  const visitor = await context.newPage()
  await visitor.goto(server.visitorUrl)
  for (const page of [desk, visitor]) {
    const outcome = await page.evaluate(() => {
      try {
        document.createElement('div').innerHTML = '<img src=x>'
        return 'taken'
      } catch (cause) {
        return cause instanceof TypeError ? 'refused' : String(cause)
      }
    })
    expect(outcome).toBe('refused')
  }
})

test('the desk’s worker leaves a room alone whose address only begins like the desk’s', async ({ context }) => {
  await server.dispose()
  server = await startServer({ webFolder, room: 'desk-2' })
  const page = await openDesk(context)
  await isOpen(page)
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)
  await page.goto(server.visitorUrl)
  await expect(page.getByRole('button', { name: 'ノックする' })).toBeVisible()
  await server.dispose()
  // The browser's own page, not the desk's.
  await expect(page.goto(server.visitorUrl)).rejects.toThrow('ERR_CONNECTION_REFUSED')
})

test('the page can be installed, and says that nothing rings while the server is away', async ({ context }) => {
  const page = await openDesk(context)
  await isOpen(page)
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope)).toBe(`${server.url}/desk`)
  const session = await context.newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // A window of a test is always a private one.
  expect(installabilityErrors.map((error) => error.errorId).filter((id) => id !== 'in-incognito')).toEqual([])
  await server.dispose()
  await page.goto(`${server.url}/desk`)
  await expect(page.getByRole('heading', { name: '受付に接続できません' })).toBeVisible()
})

test('a notice of a knock has buttons, and a press on one answers', async ({ context }) => {
  const desk = await openDesk(context)
  await isOpen(desk)
  await desk.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  // The page learns of its worker a moment after it is ready.
  await desk.reload()
  await isOpen(desk)
  await desk.evaluate(async () => {
    await navigator.serviceWorker.ready
  })
  const visitor = await context.newPage()
  await visitor.goto(server.visitorUrl)
  await visitor.getByLabel('お名前').fill('田中')
  await visitor.getByRole('button', { name: 'ノックする' }).click()
  const notices = (): Promise<readonly unknown[]> =>
    desk.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      return (await registration.getNotifications()).map((notice) => ({
        body: notice.body,
        actions: (Reflect.get(notice, 'actions') as readonly { action: string }[]).map(({ action }) => action),
      }))
    })
  await expect.poll(notices).toEqual([{ body: '田中様がお待ちです', actions: ['admit', 'deny'] }])
  const [worker] = context.serviceWorkers()
  if (!worker) throw new Error('No service worker')
  // The system's own press cannot be played here; everything from the worker's event on is real.
  await worker.evaluate(async () => {
    const scope = globalThis as unknown as { registration: ServiceWorkerRegistration } & EventTarget
    const [notification] = await scope.registration.getNotifications()
    const event = Object.assign(new Event('notificationclick'), {
      notification,
      action: 'deny',
      waitUntil: () => undefined,
    })
    scope.dispatchEvent(event)
  })
  await expect(visitor.getByRole('heading')).toContainText(/手が離せません|お会いできません|お断り|申し訳/)
  await expect.poll(notices).toEqual([])
})

/** The browser, opened at its desk again as on the next morning. */
async function isStillPaired(page: Page): Promise<void> {
  await page.goto('about:blank')
  await page.goto(`${server.url}/desk`)
  await isOpen(page)
  await page.reload()
  await isOpen(page)
}

test('the link of a start goes straight to the desk, once; the browser stays paired', async ({ context, browser }) => {
  const desk = await openDesk(context)
  await isOpen(desk)
  expect(new URL(desk.url()).hash).toBe('')
  await isStillPaired(desk)
  // As a bookmark of it does.
  await desk.goto('about:blank')
  await desk.goto(server.deskUrl)
  await isOpen(desk)

  const other = await browser.newContext({ locale: 'ja-JP' })
  const second = await openDesk(other)
  await expect(second.getByRole('alert')).toContainText('使用済みか、期限が切れています')
  await other.close()
})

test('a link that is not whole leaves a paired browser paired, says so, and leads back to the desk', async ({
  context,
}) => {
  const desk = await openDesk(context)
  await isOpen(desk)
  await desk.goto(`${server.url}/desk#front-desk.short`)
  await expect(desk.getByRole('alert')).toContainText('このリンク')
  await desk.getByRole('button', { name: 'この端末の受付を開く' }).click()
  await isOpen(desk)
  // A bookmark from before desks had keys of their own.
  await desk.goto(`${server.url}/desk#front-desk.${'w'.repeat(43)}`)
  await isOpen(desk)
  await isStillPaired(desk)
})

test('a link of this room leaves a desk of it as it is, unused; one of another room asks first', async ({
  context,
  browser,
}) => {
  const desk = await openDesk(context)
  await isOpen(desk)
  const link = await makeLink(desk)
  await desk.goto(link)
  await isOpen(desk)
  await isStillPaired(desk)
  const other = await browser.newContext({ locale: 'ja-JP' })
  const second = await other.newPage()
  await desk.goto(`${server.url}/desk#settings/desks`)
  await join(desk, link, second)
  await other.close()
})

test('a link of another room is asked about before it is used', async ({ context }) => {
  const dataFolder = await makeFolder()
  await server.dispose()
  server = await startServer({ webFolder, dataFolder })
  const { port } = server
  const desk = await openDesk(context)
  await isOpen(desk)
  await desk.goto('about:blank')
  await server.dispose()
  server = await startServer({ webFolder, dataFolder, port, room: 'back-door' })
  await desk.goto(server.deskUrl)
  await expect(desk.getByRole('heading', { name: 'ペアリングし直しますか' })).toBeVisible()
  await desk.getByRole('button', { name: '今のペアリングを使う' }).click()
  await isOpen(desk)
  await isStillPaired(desk)

  await desk.goto('about:blank')
  await desk.goto(server.deskUrl)
  await desk.getByRole('button', { name: 'ペアリングし直す' }).click()
  await isOpen(desk)
  expect(await desk.evaluate(() => localStorage.getItem('konkon.pairing'))).toContain('back-door')
  await rm(dataFolder, { recursive: true, force: true })
})

test('everybody else is put out by one press, and a new link brings one back without a question', async ({
  context,
  browser,
}) => {
  const first = await openDesk(context)
  await isOpen(first)
  const other = await browser.newContext({ locale: 'ja-JP' })
  const second = await other.newPage()
  await join(first, await makeLink(first), second)
  await first.getByRole('button', { name: 'ほかの受付をすべて外す' }).click()
  await first.getByRole('button', { name: '今すぐすべて外す' }).click()
  await expect(second.getByRole('alert').first()).toContainText('ペアリング')
  await isStillPaired(first)
  await join(first, await makeLink(first), second)
  await other.close()
})

test('a device whose number is refused learns it, and its banner shows on every screen of the desk', async ({
  context,
  browser,
}) => {
  const first = await openDesk(context)
  await isOpen(first)
  const link = await makeLink(first)
  await first.goto(`${server.url}/desk#queue`)
  const other = await browser.newContext({ locale: 'ja-JP' })
  const second = await other.newPage()
  await second.goto(link)
  await expect(second.getByRole('heading', { name: '番号を見くらべてください' })).toBeVisible()
  await first.getByRole('button', { name: '番号を見くらべる' }).click()
  await first.getByRole('button', { name: 'いいえ' }).click()
  await expect(second.getByRole('alert')).toContainText('加えられませんでした')
  await expect(first.locator('.pairing-number')).toHaveCount(0)
  await other.close()
})
