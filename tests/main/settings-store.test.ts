import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createKeyVault, type KeyVault } from '../../src-main/settings/key-vault.ts'
import { openServerKeys } from '../../src-main/settings/server-keys.ts'
import { openSettingsStore, type SettingsFile } from '../../src-main/settings/settings-store.ts'
import { defaultDeskSettings, DeskSettingsSchema, type DeskSettings } from '../../src-shared/desk-settings.ts'
import { createFakeLog } from '../fakes/fake-log.ts'

const key = 'k'.repeat(43)
const remote: DeskSettings = v.parse(DeskSettingsSchema, {
  ...defaultDeskSettings,
  deskName: 'Lathe',
  server: { kind: 'remote', url: 'https://desk.example.jp', room: 'front-desk', key },
})

function memoryFile(
  contents: Record<string, unknown> = {},
): SettingsFile & { readonly contents: Record<string, unknown> } {
  return {
    contents,
    get: (name) => contents[name],
    set: (name, value) => {
      contents[name] = structuredClone(value)
    },
    delete: (name) => {
      delete contents[name]
    },
  }
}

const reversing: KeyVault = {
  lock: (secret) => Promise.resolve(`locked:${secret.length}:${Buffer.from(secret).toString('hex')}`),
  unlock: (locked) => Promise.resolve(Buffer.from(locked.split(':')[2] ?? '', 'hex').toString() || null),
}
const noVault: KeyVault = { lock: () => Promise.resolve(null), unlock: () => Promise.resolve(null) }

test('an empty file gives the defaults, and a desk id that stays', async () => {
  const file = memoryFile()
  const first = await openSettingsStore({ file, vault: reversing, log: createFakeLog() })
  const second = await openSettingsStore({ file, vault: reversing, log: createFakeLog() })
  expect(first.load()).toEqual(defaultDeskSettings)
  expect(second.deskId).toBe(first.deskId)
})

test('what was saved is loaded, and the key is locked', async () => {
  const file = memoryFile()
  const store = await openSettingsStore({ file, vault: reversing, log: createFakeLog() })
  store.save(remote)
  expect(store.load()).toEqual(remote)
  await store.settled()
  expect(JSON.stringify(file.contents)).not.toContain(key)
  const again = await openSettingsStore({ file, vault: reversing, log: createFakeLog() })
  expect(again.load()).toEqual(remote)
})

test('where nothing is safe the key is not written, the log says so, and the next start has its own server', async () => {
  const file = memoryFile()
  const log = createFakeLog()
  const store = await openSettingsStore({ file, vault: noVault, log })
  store.save(remote)
  await store.settled()
  expect(JSON.stringify(file.contents)).not.toContain(key)
  expect(log.messages('warn')).toEqual([expect.stringContaining('no safe place')])
  expect(JSON.stringify(log.lines)).not.toContain(key)
  const again = await openSettingsStore({ file, vault: noVault, log })
  expect(again.load()).toEqual({ ...remote, server: { kind: 'embedded' } })
})

test('going back to its own server forgets the key', async () => {
  const file = memoryFile()
  const store = await openSettingsStore({ file, vault: reversing, log: createFakeLog() })
  store.save(remote)
  store.save(defaultDeskSettings)
  await store.settled()
  expect(file.contents).not.toHaveProperty('lockedServerKey')
})

test('a value that cannot be saved breaks nothing', async () => {
  const log = createFakeLog()
  const file = {
    ...memoryFile(),
    set: (name: string) => {
      if (name === 'settings') throw new Error('disk full')
    },
  }
  const store = await openSettingsStore({ file, vault: reversing, log })
  store.save(remote)
  await store.settled()
  expect(log.messages('error')).toHaveLength(1)
  expect(store.load()).toEqual(remote)
})

const storage = (backend: 'basic_text' | 'gnome_libsecret', isAvailable = true) => ({
  isAsyncEncryptionAvailable: () => Promise.resolve(isAvailable),
  encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(`safe:${text}`)),
  decryptStringAsync: (bytes: Buffer) =>
    bytes.toString().startsWith('safe:')
      ? Promise.resolve({ result: bytes.toString().slice(5), shouldReEncrypt: false })
      : Promise.reject(new Error('not ours')),
  getSelectedStorageBackend: () => backend,
})

test('the vault locks with the system, and unlocks what it locked', async () => {
  const vault = createKeyVault({ safeStorage: storage('gnome_libsecret'), platform: 'linux', log: createFakeLog() })
  const locked = await vault.lock(key)
  expect(locked).not.toBeNull()
  expect(await vault.unlock(locked ?? '')).toBe(key)
  expect(await vault.unlock('bm90IG91cnM=')).toBeNull()
})

test('a Linux without a keyring is no safe place, nor is a system that has none', async () => {
  const log = createFakeLog()
  expect(await createKeyVault({ safeStorage: storage('basic_text'), platform: 'linux', log }).lock(key)).toBeNull()
  expect(
    await createKeyVault({ safeStorage: storage('basic_text', false), platform: 'win32', log }).lock(key),
  ).toBeNull()
})

test('the keys of the app’s own server are made once, and only locked ones are in the file', async () => {
  const file = memoryFile()
  const first = await openServerKeys({ file, vault: reversing })
  expect(Buffer.from(first ?? '', 'base64')).toHaveLength(32)
  expect(await openServerKeys({ file, vault: reversing })).toBe(first)
  expect(JSON.stringify(file.contents)).not.toContain(first ?? '')
})

test('where nothing is safe there are none, and the server keeps its own', async () => {
  const file = memoryFile()
  expect(await openServerKeys({ file, vault: noVault })).toBeNull()
  expect(file.contents).toEqual({})
})

test('a password store that was emptied costs a new key; the old one serves again when it is back', async () => {
  const file = memoryFile()
  const first = await openServerKeys({ file, vault: reversing })
  const emptied: KeyVault = { ...reversing, unlock: () => Promise.resolve(null) }
  const second = await openServerKeys({ file, vault: emptied })
  expect(second).not.toBeNull()
  expect(second).not.toBe(first)
  expect(await openServerKeys({ file, vault: reversing })).toBe(`${second}\n${first}`)
})

test('a password store that is shut for now costs nothing', async () => {
  const file = memoryFile()
  const first = await openServerKeys({ file, vault: reversing })
  expect(await openServerKeys({ file, vault: noVault })).toBeNull()
  expect(await openServerKeys({ file, vault: reversing })).toBe(first)
})
