import { defaultDeskSettings, type DeskSettings } from '../../src-shared/desk-settings.ts'
import type { SettingsPort } from '../../src-desk/ports.ts'

export type FakeSettings = SettingsPort & { readonly saved: readonly DeskSettings[] }

/** Settings that last as long as the test. */
export function createFakeSettings(initial: Partial<DeskSettings> = {}): FakeSettings {
  const saved: DeskSettings[] = []
  return {
    load: () => ({ ...defaultDeskSettings, ...initial, ...saved.at(-1) }),
    save(settings) {
      saved.push(settings)
    },
    saved,
  }
}
