import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { rowId, type Row, type SetAside } from '../database/set-aside.ts'
import { RoomAddressSchema, type RoomAddress } from '../../src-shared/ids.ts'
import { defaultRoomRules, RoomRulesSchema, type RoomRules } from '../../src-shared/room-rules.ts'
import { PresenceSettingSchema, ProfileSchema, type PresenceSetting, type Profile } from '../../src-shared/room.ts'

export type StoredRoom = {
  readonly address: RoomAddress
  readonly profile: Profile
  readonly presenceSetting: PresenceSetting
  readonly rules: RoomRules
}

/** The table of rooms. Every call is synchronous; a failing disk throws, an unreadable setting gets its default. */
export type RoomStore = {
  readonly list: () => readonly StoredRoom[]
  readonly save: (room: StoredRoom) => void
}

export function createRoomStore(database: DatabaseSync, { keep }: Pick<SetAside, 'keep'>): RoomStore {
  const select = database.prepare(`SELECT ${rowId}, * FROM rooms ORDER BY rowid`)
  const upsert = database.prepare(
    `INSERT INTO rooms (address, profile, presence_setting, rules) VALUES (?, ?, ?, ?)
     ON CONFLICT (address) DO UPDATE SET profile = excluded.profile,
       presence_setting = excluded.presence_setting, rules = excluded.rules`,
  )
  return { list: () => select.all().flatMap((row) => read(row) ?? []), save }

  function save({ address, profile, presenceSetting, rules }: StoredRoom): void {
    const texts = [profile, presenceSetting, rules].map((value) => JSON.stringify(value))
    upsert.run(address, ...texts)
  }

  /** A room is more than one broken setting: it keeps what can be read. Null where not even its address can. */
  function read(row: Row): StoredRoom | null {
    try {
      return toStoredRoom(row)
    } catch (cause) {
      if (!v.isValiError(cause)) throw cause
      keep('rooms', row, cause)
      const mended = mend(row)
      if (mended) save(mended)
      return mended
    }
  }
}

/** Empty until the company says who it is: every page has a word of its own for that. */
const defaultProfile: Profile = {
  company: { ja: '', en: '' },
  phone: '',
  greeting: { ja: '', en: '' },
}

const RoomRowSchema = v.object({
  address: RoomAddressSchema,
  profile: v.pipe(v.string(), v.parseJson(), ProfileSchema),
  presence_setting: v.pipe(v.string(), v.parseJson(), PresenceSettingSchema),
  rules: v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())),
})

function mend(row: Row): StoredRoom | null {
  const address = v.safeParse(RoomAddressSchema, row['address'])
  if (!address.success) return null
  const { profile, presence_setting: presenceSetting } = RoomRowSchema.entries
  const given = { ...defaultRoomRules, ...orElse(RoomRowSchema.entries.rules, row['rules'], () => ({})) }
  const schemas: Record<string, v.GenericSchema> = RoomRulesSchema.entries
  const readable = Object.entries(given).filter(([name, rule]) => schemas[name] && v.is(schemas[name], rule))
  return {
    address: address.output,
    profile: orElse(profile, row['profile'], () => defaultProfile),
    presenceSetting: orElse(presenceSetting, row['presence_setting'], () => ({ kind: 'automatic' })),
    rules: v.parse(RoomRulesSchema, { ...defaultRoomRules, ...Object.fromEntries(readable) }),
  }
}

function orElse<T>(schema: v.GenericSchema<unknown, T>, value: unknown, makeDefault: () => T): T {
  const parsed = v.safeParse(schema, value)
  return parsed.success ? parsed.output : makeDefault()
}

function toStoredRoom(row: Row): StoredRoom {
  const { address, profile, presence_setting: presenceSetting, rules } = v.parse(RoomRowSchema, row)
  // A row written by an older version lacks newer rules: those get their defaults.
  return {
    address,
    profile,
    presenceSetting,
    rules: v.parse(RoomRulesSchema, { ...defaultRoomRules, ...rules }),
  }
}

/** A room as it is before anybody has said anything of it. */
export function newRoom(address: RoomAddress): StoredRoom {
  return { address, profile: defaultProfile, presenceSetting: { kind: 'automatic' }, rules: defaultRoomRules }
}

/** Makes the room at the first start. */
export function ensureRoom(store: RoomStore, address: RoomAddress): void {
  if (!store.list().some((room) => room.address === address)) store.save(newRoom(address))
}
