import * as v from 'valibot'
import type { CallBackRequest } from './call-back.ts'
import type { Call, CallEnd, IceServer, Signal } from './call.ts'
import type { DeskRequestAnswers, DeskRequestName, DeskRequestPayload } from './desk-requests.ts'
import { DeskIdSchema, DeskKeySchema, KnockIdSchema, KnockTokenSchema, RoomAddressSchema } from './ids.ts'
import type { CallId, KnockId } from './ids.ts'
import type { DeskKnock, KnockEnd, KnockRequest, VisitorKnock } from './knock.ts'
import type { EnterRequest } from './invitation.ts'
import { LanguageSchema, localTextSchema, type LocalText } from './language.ts'
import { limits } from './limits.ts'
import type { Done, Failed, Result } from './result.ts'
import type { DeskRef, PresenceSetting, Profile, PublicRoom, Room } from './room.ts'
import type { RoomRules } from './room-rules.ts'
import type { Visit } from './visit.ts'

/** Version of everything in this file; docs/protocol.md says when it changes. */
export const protocolVersion = 1

export const namespaces = { visitor: '/visitor', desk: '/desk' } as const

/** `socket.handshake.auth` of `/visitor`. With `token` the page finds its knock again after a reload. */
export const VisitorHandshakeSchema = v.object({
  protocol: v.number(),
  room: RoomAddressSchema,
  language: LanguageSchema,
  token: v.optional(KnockTokenSchema),
})
export type VisitorHandshake = v.InferInput<typeof VisitorHandshakeSchema>

/** `socket.handshake.auth` of `/desk`. */
export const DeskHandshakeSchema = v.object({
  protocol: v.number(),
  room: RoomAddressSchema,
  key: DeskKeySchema,
  desk: v.object({ id: DeskIdSchema, name: v.pipe(v.string(), v.trim(), v.maxLength(limits.nameLength)) }),
})
export type DeskHandshake = v.InferInput<typeof DeskHandshakeSchema>

/** The `data` of a refused handshake's `connect_error`. */
export type HandshakeFailure = Failed & { readonly protocol: number }

type Ack<T> = (result: T) => void

/** Commands of a visitor. Each is idempotent, and each is acknowledged. */
export type VisitorToServer = {
  knock: (request: KnockRequest, ack: Ack<Result<VisitorKnock>>) => void
  withdraw: (nothing: null, ack: Ack<Done>) => void
  leave: (nothing: null, ack: Ack<Done>) => void
  /** Also without a knock: then the visit of this page becomes an entry to be called back. The last one counts. */
  'call-back': (request: CallBackRequest, ack: Ack<Done>) => void
  /** In without knocking, with the link that a desk gave. */
  enter: (request: EnterRequest, ack: Ack<Result<VisitorKnock>>) => void
  signal: (signal: Signal, ack: Ack<Done>) => void
}

/** Facts for a visitor. `welcome` comes first on every (re)connect and holds all there is to know. */
export type ServerToVisitor = {
  welcome: (welcome: VisitorWelcome) => void
  'room:changed': (room: PublicRoom) => void
  'knock:changed': (knock: VisitorKnock) => void
  signal: (signal: Signal) => void
}

export type VisitorWelcome = {
  readonly serverTimeMs: number
  readonly room: PublicRoom
  /** The knock of the handshake's token, if it is known. */
  readonly knock: VisitorKnock | null
}

const MessageSchema = v.nullable(localTextSchema(limits.messageLength))

export const KnockRefSchema = v.object({ knockId: KnockIdSchema })
export const KnockMessageSchema = v.object({ knockId: KnockIdSchema, message: MessageSchema })
export const DenialSchema = v.object({ ...KnockMessageSchema.entries, promisesCall: v.boolean() })

type KnockRef = { readonly knockId: KnockId }
type KnockMessage = { readonly knockId: KnockId; readonly message: LocalText | null }
/** `promisesCall` leaves an entry to be called back. */
type Denial = KnockMessage & { readonly promisesCall: boolean }

/** Commands of a desk. Each is idempotent, and each is acknowledged; the first decision of a knock wins. */
export type DeskToServer = {
  admit: (knock: KnockRef, ack: Ack<Result<Call>>) => void
  hold: (knock: KnockMessage, ack: Ack<Done>) => void
  deny: (knock: Denial, ack: Ack<Done>) => void
  'hang-up': (call: { readonly callId: CallId }, ack: Ack<Done>) => void
  signal: (signal: Signal, ack: Ack<Done>) => void
  'profile:set': (profile: Profile, ack: Ack<Done>) => void
  'presence:set': (setting: PresenceSetting, ack: Ack<Done>) => void
  'rules:set': (rules: RoomRules, ack: Ack<Done>) => void
  /** Whether this desk's screen is locked, so that nobody sees it. */
  'desk:locked': (isLocked: boolean, ack: Ack<Done>) => void
} & {
  [Name in DeskRequestName]: (payload: DeskRequestPayload<Name>, ack: Ack<Result<DeskRequestAnswers[Name]>>) => void
}

/**
 * Facts for a desk. `snapshot` comes first on every (re)connect; each later fact carries the room's revision, and one
 * at or below the snapshot's is old news.
 */
export type ServerToDesk = {
  snapshot: (snapshot: DeskSnapshot) => void
  'knock:changed': (fact: { readonly revision: number; readonly knock: DeskKnock }) => void
  'knock:ended': (fact: { readonly revision: number; readonly knockId: KnockId; readonly end: KnockEnd }) => void
  'call:changed': (fact: { readonly revision: number; readonly call: Call }) => void
  'call:ended': (fact: { readonly revision: number; readonly callId: CallId; readonly reason: CallEnd }) => void
  'room:changed': (fact: { readonly revision: number; readonly room: Room }) => void
  'desks:changed': (fact: { readonly revision: number; readonly desks: readonly DeskRef[] }) => void
  'follow-ups:changed': (fact: { readonly revision: number; readonly followUps: readonly Visit[] }) => void
  signal: (signal: Signal) => void
  /** The same desk connected from somewhere else; this connection is closed next. */
  displaced: () => void
}

export type DeskSnapshot = {
  readonly revision: number
  readonly serverTimeMs: number
  readonly room: Room
  readonly desks: readonly DeskRef[]
  /** Open knocks, oldest first. */
  readonly knocks: readonly DeskKnock[]
  readonly calls: readonly Call[]
  /** Visits that still have to be dealt with, newest first; at most `limits.followUpsShown`. */
  readonly followUps: readonly Visit[]
  readonly iceServers: readonly IceServer[]
  /** The visitor's page for phones and PCs of the same network; null while the server is not open to it. */
  readonly lanUrl: string | null
}
