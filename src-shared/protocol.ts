import * as v from 'valibot'
import { CallBackRequestSchema } from './call-back.ts'
import { CallLineSchema, SayingSchema } from './call-line.ts'
import { CallEndSchema, CallRefSchema, CallSchema, IceServerSchema, SignalSchema, type Signal } from './call.ts'
import { ConnectedDeskSchema, DeskRefSchema, IntroducedDeskSchema } from './desk-ref.ts'
import { DeskRoleSchema } from './desk-role.ts'
import { HoldTimeSchema } from './hold.ts'
import { CallIdSchema, DeskKeySchema, KnockIdSchema, KnockTokenSchema, RoomAddressSchema } from './ids.ts'
import { EnterRequestSchema, InvitationTokenSchema, type InvitationState } from './invitation.ts'
import { DeskKnockSchema, KnockEndSchema, KnockRequestSchema, type VisitorKnock } from './knock.ts'
import { LanCertificateSchema } from './lan-certificate.ts'
import { LanguageSchema, localTextSchema } from './language.ts'
import { limits } from './limits.ts'
import { listOf } from './list.ts'
import { NewcomerSchema } from './pairing.ts'
import type { Failed } from './result.ts'
import { RoomSchema, type PublicRoom } from './room.ts'
import { ServerNoticeSchema } from './server-notice.ts'
import { ServerTroubleSchema } from './server-trouble.ts'
import { VisitSchema } from './visit.ts'
import { WayTroubleSchema } from './way-trouble.ts'
import { nothing, type CommandEvents, type CommandSchemas, type FactEvents, type FactPayloads } from './wire.ts'

/**
 * `socket.handshake.auth` of `/visitor`. With `token` the page finds its knock again after a reload; with `invitation`
 * it is told whether its link is still good.
 */
export const VisitorHandshakeSchema = v.object({
  protocol: v.number(),
  room: RoomAddressSchema,
  language: LanguageSchema,
  token: v.optional(KnockTokenSchema),
  invitation: v.optional(InvitationTokenSchema),
})
export type VisitorHandshake = v.InferInput<typeof VisitorHandshakeSchema>

/** `socket.handshake.auth` of `/desk`. */
export const DeskHandshakeSchema = v.object({
  protocol: v.number(),
  room: RoomAddressSchema,
  key: DeskKeySchema,
  desk: IntroducedDeskSchema,
})
export type DeskHandshake = v.InferInput<typeof DeskHandshakeSchema>

/** The `data` of a refused handshake's `connect_error`. */
export type HandshakeFailure = Failed & { readonly protocol: number }

/**
 * The value that a visitor's page is answered, for its type alone: the page comes from the very server that answers it,
 * so there is nobody here whom it could trust less than its own code.
 */
const told = <T>(): v.GenericSchema<unknown, T> => v.custom<T>(() => true)

/** Commands of a visitor. Each is idempotent, and each is acknowledged. */
export const visitorCommands = {
  knock: { payload: KnockRequestSchema, answer: told<VisitorKnock>() },
  withdraw: { payload: nothing, answer: v.null() },
  leave: { payload: nothing, answer: v.null() },
  /** Also without a knock: then the visit of this page becomes an entry to be called back. The last one counts. */
  'call-back': { payload: CallBackRequestSchema, answer: v.null() },
  /** A knock that is marked as invited, with the link that a desk gave. */
  enter: { payload: EnterRequestSchema, answer: told<VisitorKnock>() },
  /** In a call, now and then: the desk is heard, so that it has not left even if it has lost the server. */
  'call:hear': { payload: CallRefSchema, answer: v.null() },
  /** In a call: a line of text for the desk. */
  say: { payload: SayingSchema, answer: v.null() },
  signal: { payload: SignalSchema, answer: v.null() },
} as const satisfies CommandSchemas
export type VisitorCommands = typeof visitorCommands
export type VisitorToServer = CommandEvents<VisitorCommands>

/** Facts for a visitor. `welcome` comes first on every (re)connect and holds all there is to know. */
export type VisitorFacts = {
  readonly welcome: VisitorWelcome
  readonly 'room:changed': PublicRoom
  readonly 'knock:changed': VisitorKnock
  readonly signal: Signal
  /** The same knock is open in another page, which has it now; this connection is closed next. */
  readonly displaced: null
  /** The server is about to stop; whoever reconnects goes on where they were. */
  readonly 'server:restarting': null
}
export type ServerToVisitor = FactEvents<VisitorFacts>

export type VisitorWelcome = {
  readonly serverTimeMs: number
  readonly room: PublicRoom
  /** The knock of the handshake's token, if it is known. */
  readonly knock: VisitorKnock | null
  /** Of the handshake's invitation; null without one. */
  readonly invitation: InvitationState | null
}

const MessageSchema = v.nullable(localTextSchema(limits.messageLength))

export const KnockRefSchema = v.object({ knockId: KnockIdSchema })
export const KnockMessageSchema = v.object({ knockId: KnockIdSchema, message: MessageSchema })
/** `forMs` is how long; left out, the server decides. */
export const HoldSchema = v.object({ ...KnockMessageSchema.entries, forMs: v.exactOptional(HoldTimeSchema) })
/** `promisesCall` leaves an entry to be called back. */
export const DenialSchema = v.object({ ...KnockMessageSchema.entries, promisesCall: v.boolean() })
/** `isUndoable`: the visitor hears of it only after a while, in which any desk may undo it; else at once. */
export const DenialRequestSchema = v.object({ ...DenialSchema.entries, isUndoable: v.optional(v.boolean(), false) })

const revision = v.number()

/**
 * Facts for a desk. `snapshot` comes first on every (re)connect; each later fact carries the room's revision, and one
 * at or below the snapshot's is old news.
 */
export const deskFacts = {
  snapshot: v.object({
    revision,
    serverTimeMs: v.number(),
    room: RoomSchema,
    desks: listOf(ConnectedDeskSchema),
    /** This desk's own; servers of before tell none, and let every desk do everything. */
    role: v.nullish(DeskRoleSchema, 'owner'),
    /** Open knocks, oldest first. */
    knocks: listOf(DeskKnockSchema),
    calls: listOf(CallSchema),
    /** Visits that still have to be dealt with, newest first; at most `limits.followUpsShown`. */
    followUps: listOf(VisitSchema),
    /** Those of this desk's own call; none while it is in no call. */
    iceServers: listOf(IceServerSchema),
    /** What both sides of that call have written, in order; servers of before carry none. */
    lines: v.nullish(listOf(CallLineSchema), []),
    /** The visitor's page for phones and PCs of the same network; null while the server is not open to it. */
    lanUrl: v.nullable(v.string()),
    /** Null while there is none; servers of before do not tell. */
    lanCertificate: v.nullish(LanCertificateSchema, null),
    /** The visitor's page for everybody; null unless the operator has set it. Servers of before do not tell. */
    publicUrl: v.nullish(v.string(), null),
    /** Null while everything can be written; servers of before do not tell. */
    trouble: v.nullish(ServerTroubleSchema, null),
    /** Null while customers get in by the address on the internet, or there is none; servers of before do not tell. */
    way: v.nullish(WayTroubleSchema, null),
    /** Until a person confirms them; servers of before have none. */
    notices: v.nullish(listOf(ServerNoticeSchema), []),
  }),
  'knock:changed': v.object({ revision, knock: DeskKnockSchema }),
  /** `call` is the call that begins with an admission; `call:changed` tells it too, to clients that look only there. */
  'knock:ended': v.object({
    revision,
    knockId: KnockIdSchema,
    end: KnockEndSchema,
    call: v.exactOptional(CallSchema),
  }),
  'call:changed': v.object({ revision, call: CallSchema }),
  'call:ended': v.object({ revision, callId: CallIdSchema, reason: CallEndSchema }),
  'room:changed': v.object({ revision, room: RoomSchema }),
  'desks:changed': v.object({ revision, desks: listOf(ConnectedDeskSchema) }),
  /** This desk's own role is another now. */
  'role:changed': v.object({ revision, role: DeskRoleSchema }),
  /** A desk that was paired just now. */
  'desk:paired': v.object({ revision, desk: DeskRefSchema }),
  /** To the desk whose codes they used: all who wait for its answer. */
  'newcomers:changed': v.object({ revision, newcomers: listOf(NewcomerSchema) }),
  'follow-ups:changed': v.object({ revision, followUps: listOf(VisitSchema) }),
  'trouble:changed': v.object({ revision, trouble: v.nullable(ServerTroubleSchema) }),
  'way:changed': v.object({ revision, way: v.nullable(WayTroubleSchema) }),
  'notices:changed': v.object({ revision, notices: listOf(ServerNoticeSchema) }),
  /** For the desk of this call alone: before it learns of the call, and while it lasts whenever their passwords are new. */
  'ice-servers:changed': v.object({ revision, callId: CallIdSchema, iceServers: listOf(IceServerSchema) }),
  /** For the desk of this call alone: all that both sides have written. */
  'lines:changed': v.object({ revision, callId: CallIdSchema, lines: listOf(CallLineSchema) }),
  signal: SignalSchema,
  /** To a desk that came with the room's key of before: its own key, which it keeps and uses from now on. */
  'key:given': v.object({ key: DeskKeySchema }),
  /** The same desk connected from somewhere else; this connection is closed next. */
  displaced: nothing,
  /** The server is about to stop; whoever reconnects goes on where they were. */
  'server:restarting': nothing,
} as const
export type DeskFacts = FactPayloads<typeof deskFacts>
export type ServerToDesk = FactEvents<DeskFacts>
export type DeskSnapshot = DeskFacts['snapshot']
