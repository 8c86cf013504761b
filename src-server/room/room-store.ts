import type { DatabaseSync, SQLOutputValue } from 'node:sqlite'
import * as v from 'valibot'
import { DeskKeySchema, RoomAddressSchema, type DeskKey, type RoomAddress } from '../../src-shared/ids.ts'
import { defaultRoomRules, RoomRulesSchema, type RoomRules } from '../../src-shared/room-rules.ts'
import { PresenceSettingSchema, ProfileSchema, type PresenceSetting, type Profile } from '../../src-shared/room.ts'

export type StoredRoom = {
  readonly address: RoomAddress
  readonly deskKey: DeskKey
  readonly profile: Profile
  readonly presenceSetting: PresenceSetting
  readonly rules: RoomRules
}

/** The table of rooms. Every call is synchronous; a failing disk throws. */
export type RoomStore = {
  readonly list: () => readonly StoredRoom[]
  readonly save: (room: StoredRoom) => void
}

export function createRoomStore(database: DatabaseSync): RoomStore {
  const select = database.prepare('SELECT * FROM rooms ORDER BY rowid')
  const upsert = database.prepare(
    `INSERT INTO rooms (address, desk_key, profile, presence_setting, rules) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (address) DO UPDATE SET desk_key = excluded.desk_key, profile = excluded.profile,
       presence_setting = excluded.presence_setting, rules = excluded.rules`,
  )
  return {
    list: () => select.all().map(toStoredRoom),
    save({ address, deskKey, profile, presenceSetting, rules }) {
      const texts = [profile, presenceSetting, rules].map((value) => JSON.stringify(value))
      upsert.run(address, deskKey, ...texts)
    },
  }
}

const RoomRowSchema = v.object({
  address: RoomAddressSchema,
  desk_key: DeskKeySchema,
  profile: v.pipe(v.string(), v.parseJson(), ProfileSchema),
  presence_setting: v.pipe(v.string(), v.parseJson(), PresenceSettingSchema),
  rules: v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())),
})

function toStoredRoom(row: Record<string, SQLOutputValue>): StoredRoom {
  const { address, desk_key: deskKey, profile, presence_setting: presenceSetting, rules } = v.parse(RoomRowSchema, row)
  // A row written by an older version lacks newer rules: those get their defaults.
  return {
    address,
    deskKey,
    profile,
    presenceSetting,
    rules: v.parse(RoomRulesSchema, { ...defaultRoomRules, ...rules }),
  }
}
