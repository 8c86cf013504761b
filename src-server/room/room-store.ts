import type { DatabaseSync } from 'node:sqlite'
import * as v from 'valibot'
import { DeskKeySchema, RoomAddressSchema } from '../../src-shared/ids.ts'
import type { CallId, DeskKey, KnockId, RoomAddress } from '../../src-shared/ids.ts'
import { defaultRoomRules, RoomRulesSchema, type RoomRules } from '../../src-shared/room-rules.ts'
import { PresenceSettingSchema, ProfileSchema, type PresenceSetting, type Profile } from '../../src-shared/room.ts'
import type { KnockRecord } from '../knocks/knock-machine.ts'
import { callIdOf, knockColumns, toKnockRecord, withoutLinks, type Row } from '../knocks/knock-rows.ts'

export type StoredRoom = {
  readonly address: RoomAddress
  readonly deskKey: DeskKey
  readonly profile: Profile
  readonly presenceSetting: PresenceSetting
  readonly rules: RoomRules
}

/** What is kept of rooms and knocks. Every call is done when it returns; a failing disk throws. */
export type RoomStore = {
  readonly listRooms: () => readonly StoredRoom[]
  readonly saveRoom: (room: StoredRoom) => void
  /** Writes all but the links, which do not outlive the process. */
  readonly saveKnock: (room: RoomAddress, record: KnockRecord) => void
  readonly findKnock: (room: RoomAddress, id: KnockId) => KnockRecord | null
  readonly findKnockByToken: (room: RoomAddress, tokenHash: string) => KnockRecord | null
  readonly findKnockByCall: (room: RoomAddress, callId: CallId) => KnockRecord | null
  /** Open knocks and running calls, oldest first, with every link connected. */
  readonly listRunning: (room: RoomAddress) => readonly KnockRecord[]
  readonly isTimeTaken: (room: RoomAddress, knockedAtMs: number) => boolean
}

export function createRoomStore(database: DatabaseSync): RoomStore {
  const selectRooms = database.prepare('SELECT * FROM rooms ORDER BY rowid')
  const upsertRoom = database.prepare(
    `INSERT INTO rooms (address, desk_key, profile, presence_setting, rules) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (address) DO UPDATE SET desk_key = excluded.desk_key, profile = excluded.profile,
       presence_setting = excluded.presence_setting, rules = excluded.rules`,
  )
  const upsertKnock = database.prepare(
    `INSERT INTO knocks (${knockColumns}, room, is_over, phase_kind, call_id)
     VALUES (:id, :tokenHash, :name, :company, :language, :knockedAtMs, :invitationHash, :followUp, :phase,
       :room, :isOver, :phaseKind, :callId)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, company = excluded.company, follow_up = excluded.follow_up,
       phase = excluded.phase, is_over = excluded.is_over, phase_kind = excluded.phase_kind, call_id = excluded.call_id`,
  )
  const selectKnock = database.prepare(`SELECT ${knockColumns} FROM knocks WHERE room = ? AND id = ?`)
  const selectByToken = database.prepare(`SELECT ${knockColumns} FROM knocks WHERE room = ? AND token_hash = ?`)
  const selectByCall = database.prepare(`SELECT ${knockColumns} FROM knocks WHERE room = ? AND call_id = ?`)
  const selectRunning = database.prepare(
    `SELECT ${knockColumns} FROM knocks WHERE room = ? AND is_over = 0 ORDER BY knocked_at_ms`,
  )
  const selectTime = database.prepare('SELECT 1 FROM knocks WHERE room = ? AND knocked_at_ms = ?')
  const one = (row: Row | undefined): KnockRecord | null => (row ? toKnockRecord(row) : null)
  return {
    listRooms: () => selectRooms.all().map(toStoredRoom),
    saveRoom({ address, deskKey, profile, presenceSetting, rules }) {
      const texts = [profile, presenceSetting, rules].map((value) => JSON.stringify(value))
      upsertRoom.run(address, deskKey, ...texts)
    },
    saveKnock(room, record) {
      const { visitorLostAtMs: _link, phase, followUp, ...columns } = withoutLinks(record)
      upsertKnock.run({
        ...columns,
        room,
        followUp: JSON.stringify(followUp),
        phase: JSON.stringify(phase),
        isOver: phase.kind === 'over' ? 1 : 0,
        phaseKind: phase.kind,
        callId: callIdOf(phase),
      })
    },
    findKnock: (room, id) => one(selectKnock.get(room, id)),
    findKnockByToken: (room, tokenHash) => one(selectByToken.get(room, tokenHash)),
    findKnockByCall: (room, callId) => one(selectByCall.get(room, callId)),
    listRunning: (room) => selectRunning.all(room).map(toKnockRecord),
    isTimeTaken: (room, knockedAtMs) => selectTime.get(room, knockedAtMs) !== undefined,
  }
}

const RoomRowSchema = v.object({
  address: RoomAddressSchema,
  desk_key: DeskKeySchema,
  profile: v.pipe(v.string(), v.parseJson(), ProfileSchema),
  presence_setting: v.pipe(v.string(), v.parseJson(), PresenceSettingSchema),
  rules: v.pipe(v.string(), v.parseJson(), v.record(v.string(), v.unknown())),
})

function toStoredRoom(row: Row): StoredRoom {
  const { address, desk_key: deskKey, profile, presence_setting: presenceSetting, rules } = v.parse(RoomRowSchema, row)
  // Rules that are missing, because the program is newer than the row, are the program's own.
  return {
    address,
    deskKey,
    profile,
    presenceSetting,
    rules: v.parse(RoomRulesSchema, { ...defaultRoomRules, ...rules }),
  }
}
