import type { Clock } from '../../src-shared/clock.ts'
import type { PublicRoom, Room } from '../../src-shared/room.ts'
import { isSameData } from '../../src-shared/same-data.ts'
import type { Log } from '../log.ts'
import { isJapaneseHoliday } from '../presence/holidays.ts'
import { createRoomPresence, isOver, type PresenceFacts } from '../presence/room-presence.ts'
import type { StoredRoom } from './room-store.ts'

export type RoomSettingsDeps = {
  readonly stored: StoredRoom
  readonly save: (room: StoredRoom) => void
  readonly clock: Clock
  readonly getDesks: () => PresenceFacts['desks']
  readonly tellDesks: (room: Room) => void
  readonly tellVisitors: (room: PublicRoom) => void
  /** What time had made of the settings could not be written. What is told does not depend on it. */
  readonly onFault: (cause: unknown) => void
  readonly log: Log
}

/** A room's settings, and the presence that follows from them, the time and its desks. */
export type RoomSettings = {
  readonly get: () => Room
  /** As visitors see it. */
  readonly getPublic: () => PublicRoom
  /** Saves the change and tells everybody; does nothing when nothing differs. */
  readonly change: (change: Partial<Pick<StoredRoom, 'profile' | 'presenceSetting' | 'rules'>>) => void
  /** Call when presence may have changed: tells everybody what did. */
  readonly refresh: () => void
  readonly dispose: () => void
}

export function createRoomSettings(deps: RoomSettingsDeps): RoomSettings {
  const { save, clock, getDesks, log } = deps
  let stored = deps.stored
  const presence = createRoomPresence({
    clock,
    isHoliday: isJapaneseHoliday,
    getFacts: () => ({ setting: stored.presenceSetting, rules: stored.rules, desks: getDesks() }),
    onDue: endManualPresence,
  })
  let told = { room: get(), publicRoom: getPublic() }
  presence.plan()
  endManualPresence()
  return { get, getPublic, change, refresh, dispose: presence.dispose }

  function get(): Room {
    const { address, profile, presenceSetting, rules } = stored
    return { address, profile, presenceSetting, rules, presenceNow: presence.get() }
  }

  function getPublic(): PublicRoom {
    const { address, profile, presenceNow, rules } = get()
    const { unnoticedAfterMs, hours } = rules
    const isDeskOnline = getDesks().length > 0
    return { address, profile, presenceNow, isDeskOnline, unnoticedAfterMs, timeZone: hours.timeZone }
  }

  function change(part: Partial<StoredRoom>): void {
    const changed = { ...stored, ...part }
    if (isSameData(changed, stored)) return
    save(changed)
    stored = changed
    presence.plan()
    refresh()
    log.info({ presence: presence.get().presence }, 'room changed')
  }

  function endManualPresence(): void {
    try {
      if (isOver(stored.presenceSetting, clock.now())) change({ presenceSetting: { kind: 'automatic' } })
    } catch (cause) {
      // Harmless until the next try: a manual presence that has run out is ignored, saved or not.
      deps.onFault(cause)
    }
    refresh()
  }

  function refresh(): void {
    const before = told
    told = { room: get(), publicRoom: getPublic() }
    if (!isSameData(told.room, before.room)) deps.tellDesks(told.room)
    if (!isSameData(told.publicRoom, before.publicRoom)) deps.tellVisitors(told.publicRoom)
  }
}
