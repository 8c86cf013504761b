import type { DeskSettings } from '../../src-shared/desk-settings.ts'
import { createFakeAlerts } from './fake-alerts.ts'
import { createFakeAttention } from './fake-attention.ts'
import { createFakeCard } from './fake-card.ts'
import { createFakeClock } from './fake-clock.ts'
import { createFakeFace } from './fake-face.ts'
import { createFakeFlash } from './fake-flash.ts'
import { createFakeLog } from './fake-log.ts'
import { createFakeRinger } from './fake-ringer.ts'
import { createFakeRoom } from './fake-room.ts'
import { createFakeSelfTest } from './fake-self-test.ts'
import { createFakeSettings } from './fake-settings.ts'
import { createFakeShortcut } from './fake-shortcut.ts'
import { createFakeUpdates } from './fake-updates.ts'

export type FakeDeskPorts = ReturnType<typeof createFakeDeskPorts>

/** One fake of every port of the desk's core. */
export function createFakeDeskPorts(settings: Partial<DeskSettings> = {}, startMs?: number) {
  return {
    room: createFakeRoom(),
    alerts: createFakeAlerts(),
    ringer: createFakeRinger(),
    card: createFakeCard(),
    attention: createFakeAttention(),
    flash: createFakeFlash(),
    face: createFakeFace(),
    shortcut: createFakeShortcut(),
    selfTest: createFakeSelfTest(),
    updates: createFakeUpdates(),
    settings: createFakeSettings(settings),
    clock: createFakeClock(startMs),
    log: createFakeLog(),
  }
}
