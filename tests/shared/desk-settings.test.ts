import { describe, expect, it, test } from 'vitest'
import { defaultDeskSettings, mergeSettings, repairSettings } from '../../src-shared/desk-settings.ts'

describe('merged settings', () => {
  it('keep what a change does not mention', () => {
    const merged = mergeSettings(defaultDeskSettings, { theme: 'dark', deskName: undefined })
    expect(merged).toEqual({ ...defaultDeskSettings, theme: 'dark' })
  })

  it('take null as a language', () => {
    const merged = mergeSettings({ ...defaultDeskSettings, language: 'en' }, { language: null })
    expect(merged.language).toBeNull()
  })

  it('take every field', () => {
    const every = {
      deskName: 'a',
      language: 'en',
      theme: 'light',
      ring: { volume: 0.3, outputDeviceId: 'b' },
      cameraId: 'c',
      microphoneId: 'd',
      speakerId: 'e',
      isStartedWithComputer: true,
      isAwayWhenLocked: true,
      selfTestAtMinute: 450,
      hasRung: true,
      areFirstStepsPutAway: true,
      admitShortcut: 'Alt+A',
      lan: { isOpen: true, port: 6000, certificate: { kind: 'self-made' } },
      server: { kind: 'embedded' },
    } as const
    expect(mergeSettings(defaultDeskSettings, every)).toEqual(every)
  })
})

test('one setting that cannot be read takes no other with it', () => {
  const replaced: string[] = []
  const repaired = repairSettings(
    {
      ...defaultDeskSettings,
      deskName: 'Lathe',
      theme: 'pink',
      ring: { volume: 0 },
      cameraId: 7,
      server: { kind: 'remote' },
    },
    (name) => replaced.push(name),
  )
  expect(repaired).toEqual({ ...defaultDeskSettings, deskName: 'Lathe' })
  expect(replaced).toEqual(['theme', 'ring', 'cameraId', 'server'])
})

test.each([null, undefined, 7, 'text', []])('%o instead of settings gives the defaults', (raw) => {
  expect(repairSettings(raw, () => {})).toEqual(defaultDeskSettings)
})
