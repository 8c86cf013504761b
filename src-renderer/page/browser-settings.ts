import * as v from 'valibot'
import type { LogPort, SettingsPort } from '../../src-desk/ports.ts'
import { defaultDeskSettings, repairSettings, type DeskSettings } from '../../src-shared/desk-settings.ts'

const storageKey = 'konkon.settings'

/**
 * The settings of this browser's desk, in its storage. What cannot be read is replaced by its default, with a line in
 * the log.
 */
export function createBrowserSettings(storage: Storage, log: Pick<LogPort, 'warn'>): SettingsPort {
  return {
    load: () => readSettings(storage.getItem(storageKey), log),
    save: (settings) => {
      try {
        storage.setItem(storageKey, JSON.stringify(settings))
      } catch (cause) {
        log.warn('settings could not be kept in this browser', cause)
      }
    },
  }
}

function readSettings(text: string | null, log: Pick<LogPort, 'warn'>): DeskSettings {
  if (text === null) return defaultDeskSettings
  const stored = v.safeParse(v.pipe(v.string(), v.parseJson()), text)
  if (!stored.success) log.warn('stored settings cannot be read; the defaults are used')
  return repairSettings(stored.output, (name) => log.warn('setting replaced by its default', { name }))
}
