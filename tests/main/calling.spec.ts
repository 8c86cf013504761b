/**
 * What calls people who neither hear nor look: flashing displays and a key combination; and what follows the screen
 * lock.
 */
import type { Page } from '@playwright/test'
import type { AppRecord } from '../electron-shim/control.ts'
import { expect, test } from './support/app-test.ts'

const left = { x: 0, y: 0, width: 1280, height: 840 }
const right = { x: 1280, y: 0, width: 1920, height: 1080 }

function command(desk: Page, sent: object): Promise<unknown> {
  return desk.evaluate((given) => Reflect.get(window, 'konkon').command(given), sent)
}

async function flashAfter(desk: Page, flashAfterMs: number): Promise<void> {
  const rules = await desk.evaluate(async () => (await Reflect.get(window, 'konkon').getState()).room.rules)
  expect(
    await command(desk, { kind: 'set-rules', rules: { ...rules, escalation: { ...rules.escalation, flashAfterMs } } }),
  ).toMatchObject({ kind: 'ok' })
}

function flashes(record: AppRecord): AppRecord['windows'] {
  return record.windows.filter(({ role, isVisible }) => role === 'flash' && isVisible)
}

test('every display flashes with the name, lets clicks through, and follows displays that come and go', async ({
  launch,
  visit,
}) => {
  const app = await launch({ args: ['--hidden'] })
  await app.control('set-displays', { displays: [left, right] })
  await flashAfter(await app.window('desk'), 500)
  expect((await app.record()).windows.some(({ role }) => role === 'flash')).toBe(false)

  const visitor = await visit(app)
  await visitor.knock('Nao')
  const shown = await app.until((record) => flashes(record).length === 2 && flashes(record))
  expect(shown.map(({ bounds }) => bounds)).toEqual([left, right])
  for (const window of shown) {
    expect(window.calls).toEqual(
      expect.arrayContaining(['setIgnoreMouseEvents(true)', 'setAlwaysOnTop(true, "screen-saver")', 'showInactive()']),
    )
    expect(window.isFocused).toBe(false)
  }
  const card = await app.windowState('card')
  expect(card.isVisible).toBe(true)
  const page = await app.window('flash')
  await expect(page.getByText('Nao')).toBeVisible()
  // Fewer than three flashes a second, and a change of colour at all.
  const seconds = await page.locator('main').evaluate((element) => getComputedStyle(element).animationDuration)
  expect(seconds).toBe('1s')
  await visit(app).then((other) => other.knock('Rei'))
  await expect(page.getByText('1 more waiting')).toBeVisible()

  await app.control('set-displays', { displays: [left] })
  await app.until((record) => flashes(record).length === 1)
  await app.control('set-displays', { displays: [left, right] })
  await app.until((record) => flashes(record).length === 2)

  await command(await app.window('desk'), { kind: 'hold', knockId: (await app.openNotification()).id, message: null })
  await app.control('set-displays', { displays: [left] })
  await app.until((record) => flashes(record).length === 1)
})

test('a key combination admits from any program, once it is chosen', async ({ launch, visit }) => {
  const app = await launch({ args: ['--hidden'] })
  expect((await app.record()).shortcuts).toEqual([])
  const desk = await app.window('desk')
  await command(desk, { kind: 'change-settings', settings: { admitShortcut: 'CommandOrControl+Alt+A' } })
  await app.until((record) => record.shortcuts.includes('CommandOrControl+Alt+A'))
  const first = await visit(app)
  const second = await visit(app)
  await first.knock('Sora')
  await second.knock('Taro')
  await app.until((record) => record.tray?.tip.startsWith('Konkon: 2 waiting'))
  await app.control('press-shortcut', { keys: 'CommandOrControl+Alt+A' })
  await first.reached('admitted')

  await command(desk, { kind: 'change-settings', settings: { admitShortcut: null } })
  await app.until((record) => record.shortcuts.length === 0)
})

test('a combination that another program holds is none, and the desk says so', async ({ launch }) => {
  const app = await launch()
  await app.control('take-shortcut', { keys: 'Alt+F9' })
  const desk = await app.window('desk')
  await command(desk, { kind: 'change-settings', settings: { admitShortcut: 'Alt+F9' } })
  expect((await app.record()).shortcuts).toEqual([])
})

test('visitors are told away while the screen is locked, if that is wanted', async ({ launch }) => {
  const app = await launch()
  const desk = await app.window('desk')
  const presence = (): Promise<string> =>
    desk.evaluate(async () => (await Reflect.get(window, 'konkon').getState()).room.presenceNow.presence)
  expect(await presence()).toBe('open')
  await app.control('emit', { on: 'powerMonitor', event: 'lock-screen' })
  await command(desk, { kind: 'change-settings', settings: { isAwayWhenLocked: true } })
  await expect.poll(presence).toBe('away')
  await app.control('emit', { on: 'powerMonitor', event: 'unlock-screen' })
  await expect.poll(presence).toBe('open')
})

test('the audio service’s death is survived: the ring is heard again', async ({ launch, visit }) => {
  const app = await launch()
  const visitor = await visit(app)
  await visitor.knock('Umi')
  await app.until((record) => record.windows.find(({ role, isAudible }) => role === 'ringer' && isAudible))
  await app.control('emit', {
    on: 'app',
    event: 'child-process-gone',
    detail: { type: 'Utility', name: 'Audio Service', reason: 'crashed' },
  })
  const { beeps } = await app.until((record) => record.beeps > 0 && record)
  await app.until((record) => record.windows.find(({ role, isAudible }) => role === 'ringer' && isAudible))
  await visitor.withdraw()
  await app.until((record) => record.windows.every(({ isAudible }) => !isAudible))
  expect((await app.record()).beeps - beeps).toBeLessThanOrEqual(2)
})

test('a self-test tries ring, notice, card and devices', async ({ launch }) => {
  const app = await launch()
  const desk = await app.window('desk')
  await command(desk, { kind: 'self-test' })
  const selfTest = (): Promise<{ kind: string; checks?: { part: string; outcome: { kind: string } }[] }> =>
    desk.evaluate(async () => (await Reflect.get(window, 'konkon').getState()).selfTest)
  await expect.poll(async () => (await selfTest()).kind, { timeout: 30_000 }).toBe('done')
  const { checks = [] } = await selfTest()
  for (const part of ['server', 'ring', 'alert', 'card', 'camera', 'microphone']) {
    expect(
      checks.find((check) => check.part === part),
      part,
    ).toMatchObject({ outcome: { kind: 'good' } })
  }
})

test('opening the server to the local network keeps its port and the knock that waits', async ({ launch, visit }) => {
  const app = await launch()
  const desk = await app.window('desk')
  const lanUrl = (): Promise<string | null> =>
    desk.evaluate(async () => (await Reflect.get(window, 'konkon').getState()).lanUrl)
  expect(await lanUrl()).toBeNull()
  const visitor = await visit(app)
  const { id } = await visitor.knock('Yui')
  const lan = { isOpen: true, port: 20_000 + (process.pid % 20_000), certificate: { kind: 'self-made' } }
  await command(desk, { kind: 'change-settings', settings: { lan } })
  await expect.poll(lanUrl, { timeout: 20_000 }).toMatch(new RegExp(String.raw`^https://[^/]+:${lan.port}/front-desk$`))
  await app.serverReady()
  await app.until((record) => record.tray?.menu.some((entry) => entry.id === `admit-${id}`))
  await command(desk, { kind: 'change-settings', settings: { lan: { ...lan, isOpen: false } } })
  await expect.poll(lanUrl, { timeout: 20_000 }).toBeNull()
})
