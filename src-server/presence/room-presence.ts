import type { DeskId } from '../../src-shared/ids.ts'
import type { Presence, PresenceNow, PresenceSetting } from '../../src-shared/room.ts'
import type { RoomRules } from '../../src-shared/room-rules.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { presenceByHours, type IsHoliday } from './presence-by-hours.ts'
import { dayMs } from '../../src-shared/duration.ts'

/** What decides the presence, besides time. */
export type PresenceFacts = {
  readonly setting: PresenceSetting
  readonly rules: RoomRules
  readonly desks: readonly { readonly id: DeskId; readonly isInCall: boolean; readonly isLocked: boolean }[]
}

export type RoomPresenceDeps = {
  readonly clock: Clock
  readonly isHoliday: IsHoliday
  readonly getFacts: () => PresenceFacts
  /** Called when time has changed the presence, or ended a manual one. */
  readonly onDue: () => void
}

export type RoomPresence = {
  readonly get: () => PresenceNow
  /** Sets the timer for the next change. Call it when the setting or the rules have changed, before telling anybody. */
  readonly plan: () => void
  readonly dispose: () => void
}

/** A PC that slept, or whose clock was set, is noticed within this. */
const recheckMs = 5 * 60_000

/** The room's presence as it is now, with a timer on its next change. */
export function createRoomPresence({ clock, isHoliday, getFacts, onDue }: RoomPresenceDeps): RoomPresence {
  let cancelTimer: Unsubscribe | null = null
  let byHours: { readonly rules: RoomRules; readonly atMs: number; readonly now: PresenceNow } | null = null
  return {
    get() {
      const { setting, rules, desks } = getFacts()
      const byTime =
        isOver(setting, clock.now()) || setting.kind === 'automatic' ? readHours(rules, clock.now()) : setting
      return withDesks({ presence: byTime.presence, untilMs: byTime.untilMs }, desks)
    },
    plan,
    dispose() {
      cancelTimer?.()
      cancelTimer = null
    },
  }

  function plan(): void {
    planFrom(clock.now())
  }

  /** For the next change after `fromMs`, up to which everything has been told. */
  function planFrom(fromMs: number): void {
    cancelTimer?.()
    const { setting, rules } = getFacts()
    const dueMs =
      setting.kind === 'manual' && !isOver(setting, fromMs) ? setting.untilMs : readHours(rules, fromMs).untilMs
    const delayMs = Math.min((dueMs ?? Infinity) - clock.now(), recheckMs)
    cancelTimer = clock.setTimer(Math.max(delayMs, 1), () => {
      // Planned from before the telling, which takes time: no change may fall in between.
      const beforeMs = clock.now()
      onDue()
      planFrom(beforeMs)
    })
  }

  /** Cached while it holds: looking two weeks ahead costs something. */
  function readHours(rules: RoomRules, nowMs: number): PresenceNow {
    const isFresh =
      byHours !== null &&
      byHours.rules === rules &&
      byHours.atMs <= nowMs &&
      nowMs < (byHours.now.untilMs ?? byHours.atMs + dayMs)
    if (!isFresh || byHours === null)
      byHours = { rules, atMs: nowMs, now: presenceByHours(rules.hours, nowMs, isHoliday) }
    return byHours.now
  }
}

/** Whether a manual presence has run out. */
export function isOver(setting: PresenceSetting, nowMs: number): boolean {
  return setting.kind === 'manual' && setting.untilMs !== null && setting.untilMs <= nowMs
}

/** An open room where nobody can answer is not told as open; nobody knows until when. */
function withDesks(now: PresenceNow, desks: PresenceFacts['desks']): PresenceNow {
  const isUnattended = desks.length > 0 && desks.every((desk) => desk.isInCall || desk.isLocked)
  if (now.presence !== 'open' || !isUnattended) return now
  const presence: Presence = desks.some((desk) => desk.isInCall) ? 'in-meeting' : 'away'
  return { presence, untilMs: null }
}
