/** What this desk remembers, in one file of the data folder. */
import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import type { LogPort, SettingsPort } from '../../src-desk/ports.ts'
import { repairSettings, type DeskSettings } from '../../src-shared/desk-settings.ts'
import { DeskIdSchema, type DeskId } from '../../src-shared/ids.ts'
import type { KeyVault } from './key-vault.ts'

/** The file as electron-store gives it, with anything in it. */
export type SettingsFile = {
  get: (key: string) => unknown
  set: (key: string, value: unknown) => void
  delete: (key: string) => void
}

export type SettingsStoreOptions = {
  readonly file: SettingsFile
  readonly vault: KeyVault
  readonly log: LogPort
}

export type SettingsStore = SettingsPort & {
  /** Made on the first start, and never changed. */
  readonly deskId: DeskId
  /** Resolves when everything saved is in the file. */
  settled: () => Promise<void>
}

/** The encrypted key of a server elsewhere. It is never written in plain text. */
const lockedKey = 'lockedServerKey'

export async function openSettingsStore({ file, vault, log }: SettingsStoreOptions): Promise<SettingsStore> {
  const deskId = readDeskId(file)
  let settings = await read()
  let saving = Promise.resolve()

  async function read(): Promise<DeskSettings> {
    const raw = file.get('settings')
    const locked = file.get(lockedKey)
    const key = typeof locked === 'string' ? await vault.unlock(locked) : null
    return repairSettings(withKey(raw, key), (name) => log.warn('setting replaced by its default', { name }))
  }

  async function write(next: DeskSettings): Promise<void> {
    if (next.server.kind === 'embedded') {
      file.set('settings', next)
      file.delete(lockedKey)
      return
    }
    const { key, ...server } = next.server
    file.set('settings', { ...next, server })
    const locked = await vault.lock(key)
    if (locked === null) {
      file.delete(lockedKey)
      log.warn('this computer has no safe place for the room key: it is forgotten when the program ends')
      return
    }
    file.set(lockedKey, locked)
  }

  /** One at a time, or an older value could be written last. */
  async function saveAfter(before: Promise<void>, next: DeskSettings): Promise<void> {
    await before
    try {
      await write(next)
    } catch (cause) {
      log.error('settings cannot be saved', cause)
    }
  }

  return {
    deskId,
    load: () => settings,
    save: (next) => {
      settings = next
      saving = saveAfter(saving, next)
    },
    settled: () => saving,
  }
}

function withKey(raw: unknown, key: string | null): unknown {
  const remote = v.safeParse(v.looseObject({ server: v.looseObject({ kind: v.literal('remote') }) }), raw)
  return remote.success ? { ...remote.output, server: { ...remote.output.server, key } } : raw
}

function readDeskId(file: SettingsFile): DeskId {
  const known = v.safeParse(DeskIdSchema, file.get('deskId'))
  if (known.success) return known.output
  const made = v.parse(DeskIdSchema, randomUUID())
  file.set('deskId', made)
  return made
}
