import { app, safeStorage } from 'electron'
import Store from 'electron-store'
import { chooseLanguage, type Language } from '../../src-shared/language.ts'
import { createKeyVault } from '../settings/key-vault.ts'
import { openServerKeys } from '../settings/server-keys.ts'
import { openSettingsStore, type SettingsStore } from '../settings/settings-store.ts'
import type { Base } from './base.ts'

/** What the desk remembers, and in whose language it speaks. */
export type Settings = {
  readonly settings: SettingsStore
  /** For this program's own room server; null where the system has no safe place for them. */
  readonly serverKeys: string | null
  /** Spoken while no language is chosen. */
  readonly systemLanguage: Language
  readonly getLanguage: () => Language
}

export async function setUpSettings({ log }: Base, dataFolder: string): Promise<Settings> {
  const vault = createKeyVault({ safeStorage, platform: process.platform, log })
  const file = new Store({ cwd: dataFolder, name: 'desk', clearInvalidConfig: true, configFileMode: 0o600 })
  const settings = await openSettingsStore({ file, vault, log })
  const serverKeys = await openServerKeys({ file, vault })
  const systemLanguage = chooseLanguage(null, app.getPreferredSystemLanguages().join(','))
  return { settings, serverKeys, systemLanguage, getLanguage: () => settings.load().language ?? systemLanguage }
}
