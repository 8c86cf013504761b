/**
 * The main job on Electron itself. Runs where the binary is (`npm start` fetches it); elsewhere it is skipped, and the
 * same scenario runs on the shim in `tests/main`. On Linux it needs a display.
 */
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { createInterface } from 'node:readline'
import { connectVisitor } from '../main/support/visitor-client.ts'

const root = path.join(import.meta.dirname, '../..')
const hasBinary = existsSync(path.join(root, 'node_modules/electron/path.txt'))
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])

const whyNoElectron = !hasBinary ? 'its binary is not installed here' : !hasDisplay ? 'there is no display here' : null

if (whyNoElectron !== null) process.stderr.write(`Skipped the tests with the real Electron: ${whyNoElectron}.\n`)
test.skip(whyNoElectron !== null, whyNoElectron ?? '')

type Running = { readonly app: ElectronApplication; readonly visitorUrl: string }

async function start(dataFolder: string): Promise<Running> {
  const app = await _electron.launch({
    args: [root, '--use-fake-device-for-media-stream', '--lang=en-GB'],
    cwd: root,
    env: { ...definedEnv(), KONKON_DATA: dataFolder, KONKON_PORT: '0', LANGUAGE: 'en_GB' },
  })
  const visitorUrl = await new Promise<string>((resolve, reject) => {
    const { stdout } = app.process()
    if (!stdout) {
      reject(new Error('Electron has no stdout.'))
      return
    }
    let url = ''
    createInterface({ input: stdout }).on('line', (line) => {
      if (line.startsWith('visitor page: ')) url = line.split(' ').at(-1) ?? ''
      if (line === 'ready') resolve(url)
    })
    app.once('close', () => reject(new Error('Electron ended before it was ready.')))
  })
  return { app, visitorUrl }
}

/** By address: the first window may be any of them, since three are hidden. */
async function windowOf(app: ElectronApplication, role: string): Promise<Page> {
  const find = (): Page | undefined => app.windows().find((page) => page.url() === `app://konkon/${role}.html`)
  await expect.poll(() => find() !== undefined).toBe(true)
  const page = find()
  if (!page) throw new Error(`There is no window "${role}".`)
  return page
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

const electronTest = test.extend<{ running: Running }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern.
  running: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'konkon-electron-'))
    const running = await start(folder)
    await use(running)
    await running.app.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
})

electronTest('a knock raises the card and rings; the card admits', async ({ running: { app, visitorUrl } }) => {
  const visitor = await connectVisitor(visitorUrl)
  await visitor.knock('Ana')
  const card = await windowOf(app, 'card')
  await expect(card.getByText('Ana')).toBeVisible()
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) =>
        Object.fromEntries(
          BrowserWindow.getAllWindows().map((window) => [
            new URL(window.webContents.getURL()).pathname,
            {
              isVisible: window.isVisible(),
              isAudible: window.webContents.isCurrentlyAudible(),
              isOnTop: window.isAlwaysOnTop(),
            },
          ]),
        ),
      ),
    )
    .toMatchObject({
      '/card.html': { isVisible: true, isOnTop: true },
      '/ringer.html': { isAudible: true, isVisible: false },
    })
  await card.getByRole('button').first().click()
  await visitor.reached('admitted')
  visitor.dispose()
})

electronTest('closing hides, and the queue in the window answers', async ({ running: { app, visitorUrl } }) => {
  const visitor = await connectVisitor(visitorUrl)
  const desk = await windowOf(app, 'desk')
  const close = (): Promise<boolean> =>
    app.evaluate(({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows().find((each) => each.webContents.getURL().endsWith('/desk.html'))
      window?.close()
      return window?.isVisible() ?? true
    })
  await expect.poll(close).toBe(false)
  await visitor.knock('Ben')
  const row = desk.getByRole('listitem').filter({ hasText: 'Ben' })
  await row.getByRole('button', { name: /^(Deny|お断り)$/ }).click()
  const reply = desk.getByRole('menuitem').or(desk.getByRole('dialog').getByRole('button')).first()
  if (await reply.isVisible()) await reply.click()
  await visitor.reached('denied')
  visitor.dispose()
})

electronTest('windows have no Node, have a policy, and go nowhere else', async ({ running: { app } }) => {
  const desk = await windowOf(app, 'desk')
  expect(await desk.evaluate(() => ['require', 'process', 'module'].filter((name) => name in window))).toEqual([])
  expect(
    await desk.evaluate(async () => (await fetch(location.href)).headers.get('content-security-policy')),
  ).toContain("default-src 'none'")
  await desk.evaluate(() => {
    location.href = 'https://example.com/'
  })
  expect(desk.url()).toBe('app://konkon/desk.html')
})
