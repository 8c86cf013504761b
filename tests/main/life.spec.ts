import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from './support/app-test.ts'

test('prints the three lines, serves the room, and ends tidily', async ({ launch }) => {
  const app = await launch()
  expect(app.output.stdout).toEqual([
    expect.stringMatching(/^visitor page: http:\/\/localhost:\d+\/front-desk$/),
    expect.stringMatching(/^front desk: http:\/\/localhost:\d+\/desk#front-desk\.pair\.[\w-]{43}$/),
    'ready',
  ])
  const health = new URL('/healthz', await app.visitorUrl())
  expect((await fetch(health)).status).toBe(200)
  await app.close()
  expect(await app.ended).toBe(0)
  await expect(fetch(health)).rejects.toThrow()
  expect(app.output.stderr).toEqual([])
})

test('closing the window hides it; the desk goes on', async ({ launch, visit }) => {
  const app = await launch()
  await app.control('close-window', { role: 'desk' })
  expect((await app.windowState('desk')).isVisible).toBe(false)
  await (await visit(app)).knock('Jun')
  await app.openNotification()
  await app.control('click-tray', null)
  expect(await app.windowState('desk')).toMatchObject({ isVisible: true, isFocused: true })
})

test('Quit in the tray ends it', async ({ launch }) => {
  const app = await launch()
  await app.control('click-menu', { id: 'quit' })
  expect(await app.ended).toBe(0)
})

test('a second start shows the first desk and ends', async ({ launch, start }) => {
  const app = await launch({ args: ['--hidden'] })
  const second = start()
  expect(await second.ended).toBe(0)
  await app.until((record) => record.windows.find(({ role, isVisible }) => role === 'desk' && isVisible))
})

test('a desk window whose process died comes back, and has lost nothing', async ({ launch, visit }) => {
  const app = await launch()
  await (await visit(app)).knock('Kei')
  const before = await app.window('desk')
  await expect(before.getByRole('listitem').filter({ hasText: 'Kei' })).toBeVisible()
  await app.control('crash-window', { role: 'desk' })
  await expect(async () => {
    const after = await app.window('desk')
    await expect(after.getByRole('listitem').filter({ hasText: 'Kei' })).toBeVisible({ timeout: 1000 })
  }).toPass({ timeout: 15_000 })
})

test('a ringer whose process died is made anew and goes on ringing', async ({ launch, visit }) => {
  const app = await launch()
  const visitor = await visit(app)
  await visitor.knock('Leo')
  await app.until((record) => record.windows.find(({ role, isAudible }) => role === 'ringer' && isAudible))
  await app.control('crash-window', { role: 'ringer' })
  await app.until((record) => record.beeps > 0)
  const { beeps } = await app.until(
    (record) => record.windows.find(({ role, isAudible }) => role === 'ringer' && isAudible) && record,
  )
  await visitor.withdraw()
  const end = await app.until((record) => record.tray?.image.endsWith('/idle.png') && record)
  expect(end.beeps - beeps).toBeLessThanOrEqual(1)
})

test('a room server that died comes back where it was, and the knock still waits', async ({ launch, visit }) => {
  const app = await launch()
  const visitor = await visit(app)
  const { id } = await visitor.knock('Mai')
  await app.openNotification()
  await app.killServer()
  await app.until((record) => record.tray?.image.endsWith('/offline.png'))
  await app.serverReady()
  await app.until((record) => record.tray?.image.endsWith('/knock.png'))
  await app.until((record) => record.tray?.menu.some((entry) => entry.id === `admit-${id}`))
})

test('prints no link where it is told so, and its own desk is in all the same', async ({ launch }) => {
  const app = await launch({ env: { KONKON_PRINT_LINK: '0' } })
  expect(await app.deskUrl()).toMatch(/^http:\/\/localhost:\d+\/desk$/)
})

test('a bad variable ends it with code 2 and a sentence', async ({ start }) => {
  for (const [name, value] of [
    ['KONKON_PORT', 'seventy'],
    ['KONKON_ROOM', 'Front Desk!'],
    ['KONKON_PRINT_LINK', 'yes'],
    ['KONKON_DATA', '/dev/null/inside'],
  ] as const) {
    const app = start({ env: { [name]: value } })
    expect(await app.ended, name).toBe(2)
    expect(app.output.stderr.join('\n')).toContain(name)
    expect(app.output.stdout).toEqual([])
  }
})

test('settings outlive the program, and a key of a server elsewhere never stands in the file', async ({
  launch,
  dataFolder,
}) => {
  const key = 'k'.repeat(43)
  const first = await launch()
  const desk = await first.window('desk')
  const answer = await desk.evaluate(
    (key) =>
      Reflect.get(window, 'konkon').command({
        kind: 'change-settings',
        settings: { theme: 'dark', server: { kind: 'remote', url: 'http://127.0.0.1:9', room: 'elsewhere', key } },
      }),
    key,
  )
  expect(answer).toMatchObject({ kind: 'ok' })
  await first.until((record) => record.themeSource === 'dark')
  await first.close()

  const file = await readFile(path.join(dataFolder, 'desk.json'), 'utf8')
  expect(file).toContain('"elsewhere"')
  expect(file).not.toContain(key)
  // The key for what the app's own server keeps is with the system, and in no file of the server's.
  expect(JSON.parse(file)).toMatchObject({ lockedServerKeys: [expect.any(String)] })
  expect(existsSync(path.join(dataFolder, 'konkon.db'))).toBe(true)
  expect(existsSync(path.join(dataFolder, 'key'))).toBe(false)
})

test('waking reconnects, and says so to the log', async ({ launch, dataFolder }) => {
  const app = await launch()
  await app.control('emit', { on: 'powerMonitor', event: 'resume' })
  await app.until((record) => record.tray?.image.endsWith('/idle.png'))
  const log = await readFile(path.join(dataFolder, 'logs/main.log'), 'utf8')
  expect(log).toContain('woken')
})
