import type { DeskSettings } from '../../src-shared/desk-settings.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskFact } from '../core/desk-fact.ts'

type SettingsSlice = Pick<DeskState, 'settings' | 'self'>

/** Some settings; a field that is missing or undefined stays as it is. */
export type SettingsChange = { readonly [Key in keyof DeskSettings]?: DeskSettings[Key] | undefined }

/** Returns the fields that change. */
export function reduceSettings({ self }: SettingsSlice, fact: DeskFact): Partial<SettingsSlice> {
  if (fact.kind !== 'settings-changed') return {}
  return { settings: fact.settings, ...(fact.name === self.name ? {} : { self: { ...self, name: fact.name } }) }
}

export function mergeSettings(settings: DeskSettings, change: SettingsChange): DeskSettings {
  return {
    deskName: change.deskName ?? settings.deskName,
    // Null is a value here: the system's language.
    language: change.language === undefined ? settings.language : change.language,
    theme: change.theme ?? settings.theme,
    ring: change.ring ?? settings.ring,
    cameraId: change.cameraId ?? settings.cameraId,
    microphoneId: change.microphoneId ?? settings.microphoneId,
    speakerId: change.speakerId ?? settings.speakerId,
    isStartedWithComputer: change.isStartedWithComputer ?? settings.isStartedWithComputer,
    isAwayWhenLocked: change.isAwayWhenLocked ?? settings.isAwayWhenLocked,
    // Null is a value in these two: never, and none.
    selfTestAtMinute: change.selfTestAtMinute === undefined ? settings.selfTestAtMinute : change.selfTestAtMinute,
    admitShortcut: change.admitShortcut === undefined ? settings.admitShortcut : change.admitShortcut,
    lan: change.lan ?? settings.lan,
    server: change.server ?? settings.server,
  }
}
