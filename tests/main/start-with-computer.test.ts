import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createStartWithComputer } from '../../src-main/settings/start-with-computer.ts'

async function setUp(options: {
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
  readonly env?: Record<string, string>
}) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'konkon-autostart-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const items: unknown[] = []
  const apply = createStartWithComputer({
    app: {
      setLoginItemSettings: (item) => items.push(item),
      getPath: () => folder,
      getAppPath: () => '/home/a b/100% "kon$kon"',
      isPackaged: options.isPackaged,
    },
    platform: options.platform,
    env: options.env ?? {},
    execPath: '/opt/Konkon/konkon',
  })
  return { apply, items, file: path.join(folder, 'autostart/jp.konkon.frontdesk.desktop') }
}

test('Linux: a file of the desktop, which goes again', async () => {
  const { apply, file } = await setUp({ platform: 'linux', isPackaged: true })
  await apply(true)
  expect(await readFile(file, 'utf8')).toContain('\nExec="/opt/Konkon/konkon" "--hidden"\n')
  await apply(false)
  await apply(false)
  expect(existsSync(file)).toBe(false)
})

test('Linux: an AppImage starts from its own file, and a working copy with its path, quoted', async () => {
  const image = await setUp({ platform: 'linux', isPackaged: true, env: { APPIMAGE: '/home/a/Konkon.AppImage' } })
  await image.apply(true)
  expect(await readFile(image.file, 'utf8')).toContain('Exec="/home/a/Konkon.AppImage" "--hidden"')
  const copy = await setUp({ platform: 'linux', isPackaged: false })
  await copy.apply(true)
  expect(await readFile(copy.file, 'utf8')).toContain(
    String.raw`Exec="/opt/Konkon/konkon" "/home/a b/100%% \\"kon\\$kon\\"" "--hidden"`,
  )
})

test('Windows and macOS: the login item', async () => {
  const { apply, items } = await setUp({ platform: 'win32', isPackaged: true })
  await apply(true)
  await apply(false)
  expect(items).toEqual([
    { openAtLogin: true, path: '/opt/Konkon/konkon', args: ['--hidden'] },
    { openAtLogin: false, path: '/opt/Konkon/konkon', args: ['--hidden'] },
  ])
})
