import { EventEmitter } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { createUpdates, firstLookMs, lookEveryMs, type Updater } from '../../src-main/updates/updates.ts'
import type { UpdateStatus } from '../../src-shared/update-status.ts'
import { settled } from '../desk/running-desk.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'
import { createFakeLog } from '../fakes/fake-log.ts'

const info = { version: '2.0.0', releaseDate: '2026-11-20T00:00:00.000Z' }
const about = { version: '2.0.0', releasedAtMs: Date.parse(info.releaseDate) }

/** A publisher played by events, as electron-updater reports them. */
function setUp(options: { readonly installsAlone?: boolean; readonly check?: () => Promise<null> } = {}) {
  const { installsAlone = true, check = () => Promise.resolve(null) } = options
  const clock = createFakeClock()
  const log = createFakeLog()
  const happened: string[] = []
  const updater = Object.assign(new EventEmitter(), {
    logger: null,
    autoDownload: false,
    autoInstallOnAppQuit: true,
    disableWebInstaller: false,
    checkForUpdates: () => {
      happened.push('look')
      return check()
    },
    quitAndInstall: (isSilent?: boolean, runsAfter?: boolean) => {
      happened.push(`install ${isSilent} ${runsAfter}`)
    },
  })
  const statuses: UpdateStatus[] = []
  const updates = createUpdates({
    load: () => {
      happened.push('load')
      return Promise.resolve(updater satisfies Updater)
    },
    installsAlone,
    beginQuitting: () => happened.push('quitting'),
    clock,
    log,
  })
  updates.onStatus((status) => statuses.push(status))
  onTestFinished(updates.dispose)
  const advance = async (ms: number): Promise<void> => {
    clock.advance(ms)
    await settled()
  }
  return { updates, updater, clock, log, happened, statuses, advance }
}

test('nothing is loaded at the start; then it looks every six hours, until the end', async () => {
  const { updates, clock, happened, advance } = setUp()
  await advance(firstLookMs - 1)
  expect(happened).toEqual([])
  await advance(1)
  expect(happened).toEqual(['load', 'look'])
  await advance(lookEveryMs)
  expect(happened).toEqual(['load', 'look', 'look'])
  updates.dispose()
  expect(clock.pending).toBe(0)
})

test('a newer version is loaded, told, and begun when it is asked for', async () => {
  const { updates, updater, log, happened, statuses, advance } = setUp()
  updates.install()
  await advance(firstLookMs)
  expect(updater).toMatchObject({
    logger: log,
    autoDownload: true,
    autoInstallOnAppQuit: true,
    disableWebInstaller: true,
  })
  updater.emit('update-available', info)
  updater.emit('update-downloaded', info)
  expect(statuses).toEqual([
    { kind: 'loading', ...about },
    { kind: 'ready', ...about, installsAlone: true },
  ])
  expect(happened).not.toContain('quitting')
  updates.install()
  expect(happened.slice(-2)).toEqual(['quitting', 'install true true'])
})

test('where the system asks for a password, nothing is begun when the program ends', async () => {
  const { updater, statuses, advance } = setUp({ installsAlone: false })
  await advance(firstLookMs)
  updater.emit('update-downloaded', info)
  expect(updater.autoInstallOnAppQuit).toBe(false)
  expect(statuses).toEqual([{ kind: 'ready', ...about, installsAlone: false }])
})

test('a version that cannot be loaded is told; that nobody can be asked is only logged', async () => {
  const { updater, log, statuses, advance } = setUp({ check: () => Promise.reject(new Error('no network')) })
  await advance(firstLookMs)
  expect(statuses).toEqual([])
  expect(log.lines).toMatchObject([{ level: 'warn', message: 'cannot update' }])
  updater.emit('update-available', info)
  updater.emit('error', new Error('sha512 checksum mismatch'))
  expect(statuses.at(-1)).toEqual({ kind: 'failed', ...about })
  updater.emit('update-not-available')
  expect(statuses.at(-1)).toEqual({ kind: 'none' })
})

test('a publisher who gives no date has released it now', async () => {
  const { updater, clock, statuses, advance } = setUp()
  await advance(firstLookMs)
  updater.emit('update-available', { ...info, releaseDate: '' })
  expect(statuses).toEqual([{ kind: 'loading', version: '2.0.0', releasedAtMs: clock.now() }])
})
