import * as v from 'valibot'
import { IceServerSchema } from '../../src-shared/call.ts'
import { DeskRoleSchema } from '../../src-shared/desk-role.ts'
import { DeskIdSchema, RoomAddressSchema } from '../../src-shared/ids.ts'
import { LanguageSchema } from '../../src-shared/language.ts'
import { CertificateStateSchema } from '../../src-shared/relay-set-up.ts'
import { PresenceSchema } from '../../src-shared/room.ts'
import { ServerTroubleSchema } from '../../src-shared/server-trouble.ts'
import { VisitSchema } from '../../src-shared/visit.ts'
import { nothing, type CommandHandlers } from '../../src-shared/wire.ts'
import { LineStateSchema } from '../../src-shared/line-state.ts'
import { CaaIssuerSchema } from '../acme/caa.ts'
import type { RelayAccess } from '../line/relay-access.ts'
import type { Relay } from '../relay/set-up-relay.ts'
import { isReserved } from '../http/reserved-addresses.ts'

/** The address of a room that is to be made. */
export const NewRoomAddressSchema = v.pipe(
  RoomAddressSchema,
  v.check((address) => !isReserved(address)),
)

/** What a person would lose with a room. */
export const RoomContentsSchema = v.object({
  desks: v.number(),
  visits: v.number(),
  invitations: v.number(),
  callOuts: v.number(),
})
export type RoomContents = v.InferOutput<typeof RoomContentsSchema>

export const RoomEntrySchema = v.object({
  room: RoomAddressSchema,
  /** Empty where it has not said who it is. */
  company: v.string(),
  visitorUrl: v.string(),
  /** The one that every start makes. */
  isFirst: v.boolean(),
  ...RoomContentsSchema.entries,
  /** Null where no server runs. */
  now: v.nullable(v.object({ desks: v.number(), knocksAndCalls: v.number() })),
})
export type RoomEntry = v.InferOutput<typeof RoomEntrySchema>

const LinkSchema = v.object({ deskUrl: v.string(), expiresAtMs: v.number() })

const DeskEntrySchema = v.object({
  room: RoomAddressSchema,
  id: DeskIdSchema,
  name: v.string(),
  role: DeskRoleSchema,
  pairedAtMs: v.number(),
  lastSeenAtMs: v.nullable(v.number()),
  isConnected: v.boolean(),
})
export type DeskEntry = v.InferOutput<typeof DeskEntrySchema>

const RelayEntrySchema = v.object({
  host: v.string(),
  name: v.string(),
  /** Null where no server runs. */
  line: v.nullable(LineStateSchema),
})
export type RelayEntry = v.InferOutput<typeof RelayEntrySchema>

/** What a doctor asks: null where only a server that runs could tell. */
export const ServerStateSchema = v.object({
  running: v.nullable(
    v.object({
      version: v.string(),
      port: v.number(),
      trouble: v.nullable(ServerTroubleSchema),
      /** By how many ms the machine's clock has jumped, as long as that is not believed. */
      clockDoubtMs: v.nullable(v.number()),
    }),
  ),
  /** By what relays customers come; `line` is null where no server runs. */
  relays: v.array(RelayEntrySchema),
  /** Of the relays' name; null where no authority is asked for one, or no server runs. */
  certificate: v.nullable(CertificateStateSchema),
  /** The account by which certificates are ordered; null until an authority was asked, or where no server runs. */
  issuer: v.nullable(CaaIssuerSchema),
  /** What the relays offer to calls, with passwords for a minute. */
  iceServers: v.array(IceServerSchema),
  /** The address of an owner's own proxy or tunnel, set at a desk. */
  ownOrigin: v.nullable(v.string()),
  /** In SQLite's own words; null for a database that is whole. */
  damage: v.nullable(v.string()),
  /** Entries that could not be read, and nobody has confirmed. */
  setAside: v.number(),
  rooms: v.array(
    v.object({
      room: RoomAddressSchema,
      desks: v.number(),
      callOuts: v.number(),
      now: v.nullable(
        v.object({
          connected: v.number(),
          locked: v.number(),
          presence: PresenceSchema,
          isByHand: v.boolean(),
          failingCallOuts: v.array(v.object({ name: v.string(), cause: v.string() })),
        }),
      ),
    }),
  ),
})
export type ServerState = v.InferOutput<typeof ServerStateSchema>

/** As in ISO 8601. */
export const DaySchema = v.pipe(
  v.string(),
  v.isoDate(),
  // A 30th of February is written like a day, and is none.
  v.check((day) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().startsWith(day)),
)

/** Which room is meant; null is the first. */
const AnyRoomSchema = v.object({ room: v.nullable(RoomAddressSchema) })

/** Days by the room's clock, both included. */
const VisitSpanSchema = v.object({ ...AnyRoomSchema.entries, from: v.nullable(DaySchema), to: v.nullable(DaySchema) })
export type VisitSpan = v.InferOutput<typeof VisitSpanSchema>

const RelayAccessSchema = v.object({
  host: v.string(),
  port: v.number(),
  hostKey: v.string(),
  user: v.string(),
  privateKey: v.string(),
  socketPath: v.string(),
}) satisfies v.GenericSchema<unknown, RelayAccess>

const RelaySchema = v.object({
  name: v.string(),
  access: RelayAccessSchema,
  turnSecret: v.string(),
}) satisfies v.GenericSchema<unknown, Relay>

const HostSchema = v.object({ host: v.string() })

/**
 * What the `konkon` command asks of whoever holds the data: the server that runs, or the command itself where none does.
 * All of it is for the owner of the data folder.
 */
export const controlCommands = {
  'server:state': { payload: nothing, answer: ServerStateSchema },
  'rooms:list': { payload: nothing, answer: v.array(RoomEntrySchema) },
  'room:add': {
    payload: v.object({ room: NewRoomAddressSchema }),
    /** Without a link where no server runs. */
    answer: v.object({ visitorUrl: v.string(), link: v.nullable(LinkSchema) }),
  },
  /** `copy` is the file to go back by; null where none was wanted. */
  'room:remove': {
    payload: v.object({ room: RoomAddressSchema, keepsCopy: v.boolean() }),
    answer: v.object({ copy: v.nullable(v.string()) }),
  },
  'desk:invite': { payload: AnyRoomSchema, answer: v.object({ room: RoomAddressSchema, ...LinkSchema.entries }) },
  /** Of all rooms where none is named. */
  'desks:list': { payload: AnyRoomSchema, answer: v.array(DeskEntrySchema) },
  /** In whatever room it is, where none is named. */
  'desk:revoke': {
    payload: v.object({ ...AnyRoomSchema.entries, deskId: DeskIdSchema }),
    answer: v.object({ room: RoomAddressSchema, name: v.string() }),
  },
  'desks:put-out': {
    payload: v.object({ room: RoomAddressSchema }),
    answer: v.object({ putOut: v.number() }),
  },
  'relays:list': { payload: nothing, answer: v.array(RelayEntrySchema) },
  /** With its key: whoever may ask could read the data folder as well. */
  'relay:find': { payload: HostSchema, answer: v.object({ relay: v.nullable(RelaySchema) }) },
  /** Replaces the one of the same host. */
  'relay:add': { payload: RelaySchema, answer: nothing },
  'relay:remove': { payload: HostSchema, answer: nothing },
  'visits:list': { payload: VisitSpanSchema, answer: v.array(VisitSchema) },
  'visits:export': {
    payload: v.object({ ...VisitSpanSchema.entries, language: LanguageSchema }),
    answer: v.object({ csv: v.string() }),
  },
}

export type ControlCommands = typeof controlCommands
export type ControlHandlers = CommandHandlers<ControlCommands>
export type ControlName = keyof ControlCommands
