import * as v from 'valibot'
import { AuditEntrySchema } from './audit.ts'
import {
  CallOutIdSchema,
  CallOutListSchema,
  CallOutResultSchema,
  CallOutSchema,
  CallOutSecretSchema,
} from './call-out.ts'
import { InvitationEntrySchema, InvitationRefSchema, InvitationRequestSchema, InvitationSchema } from './invitation.ts'
import { DataCopyPartSchema, DataCopyReadSchema, DataCopySchema } from './data-copy.ts'
import { CallRefSchema } from './call.ts'
import { SayingSchema } from './call-line.ts'
import { IceServerTestsSchema } from './ice-server-test.ts'
import { listOf } from './list.ts'
import {
  DeskIdRefSchema,
  DeskRenamingSchema,
  DeskRoleChangeSchema,
  NewcomerAnswerSchema,
  PairedDeskSchema,
  PairingOfferSchema,
} from './pairing.ts'
import { OwnAddressSchema, OwnAddressViewSchema } from './own-address.ts'
import { PracticeRequestSchema } from './practice.ts'
import {
  RelayLookSchema,
  RelayPlaceSchema,
  RelayRemovalRequestSchema,
  RelaySetUpRequestSchema,
  RelayViewSchema,
} from './relay-set-up.ts'
import { ServerNoticeRefSchema } from './server-notice.ts'
import {
  BlockSchema,
  BlockSourceSchema,
  DenySourceSchema,
  SourceBlockedSchema,
  SourceDeniedSchema,
  SourceRefSchema,
} from './source.ts'
import {
  FollowUpDoneSchema,
  VisitExportAnswerSchema,
  VisitExportSchema,
  VisitPageSchema,
  VisitQuerySchema,
  VisitRefSchema,
  VisitStatsQuerySchema,
  VisitStatsSchema,
} from './visit.ts'
import { nothing, type CommandAnswers, type CommandPayload, type RoleCommandSchemas } from './wire.ts'

/**
 * What a desk asks the room server and shows the answer of, without keeping it, by its name on the wire. The server,
 * the bridge and the core all go by this one table. docs/protocol.md says what each does.
 */
export const deskRequests = {
  /** A line of text for the visitor of this desk's call. */
  say: { payload: SayingSchema, answer: v.null(), role: 'desk' },
  /** In its call, now and then: the visitor is heard, and so has not left even if they have lost the server. */
  'call:hear': { payload: CallRefSchema, answer: v.null(), role: 'desk' },
  'visits:list': { payload: VisitQuerySchema, answer: VisitPageSchema, role: 'desk' },
  'visits:export': { payload: VisitExportSchema, answer: VisitExportAnswerSchema, role: 'owner' },
  'visits:stats': { payload: VisitStatsQuerySchema, answer: VisitStatsSchema, role: 'desk' },
  /** Erases everything known of the visitor of this visit; the answer is how many visits went. */
  'visits:erase': { payload: VisitRefSchema, answer: v.object({ erased: v.number() }), role: 'owner' },
  'follow-up:done': { payload: FollowUpDoneSchema, answer: v.null(), role: 'desk' },
  'follow-up:reopen': { payload: VisitRefSchema, answer: v.null(), role: 'desk' },
  'invitation:create': { payload: InvitationRequestSchema, answer: InvitationSchema, role: 'desk' },
  'invitations:list': { payload: nothing, answer: listOf(InvitationEntrySchema), role: 'desk' },
  'invitations:revoke': { payload: InvitationRefSchema, answer: v.null(), role: 'desk' },
  /** Denies all that come from where this knock does; the answer is how many. */
  'sources:deny': { payload: DenySourceSchema, answer: SourceDeniedSchema, role: 'desk' },
  /** Does that, and refuses what comes from there until a time. */
  'sources:block': { payload: BlockSourceSchema, answer: SourceBlockedSchema, role: 'desk' },
  'sources:blocks': { payload: nothing, answer: listOf(BlockSchema), role: 'desk' },
  'sources:unblock': { payload: SourceRefSchema, answer: v.null(), role: 'desk' },
  'pairing:create': { payload: nothing, answer: PairingOfferSchema, role: 'owner' },
  /** What a person said who has compared the numbers of a device that used this desk's code. */
  'newcomer:answer': { payload: NewcomerAnswerSchema, answer: v.null(), role: 'owner' },
  /** A knock at this desk alone by nobody, for practice. */
  'practice:knock': { payload: PracticeRequestSchema, answer: v.null(), role: 'desk' },
  'desks:list': { payload: nothing, answer: listOf(PairedDeskSchema), role: 'desk' },
  'desks:rename': { payload: DeskRenamingSchema, answer: v.null(), role: 'owner' },
  'desks:revoke': { payload: DeskIdRefSchema, answer: v.null(), role: 'owner' },
  /** A copy of everything that the server keeps, secrets included, to be read in parts. */
  'copy:make': { payload: nothing, answer: DataCopySchema, role: 'owner' },
  'copy:read': { payload: DataCopyReadSchema, answer: DataCopyPartSchema, role: 'owner' },
  /** By what relays customers come to this server, and what is being done about them. */
  'relay:show': { payload: nothing, answer: RelayViewSchema, role: 'owner' },
  /** The key that a server shows, for a person to compare before anything is sent there. */
  'relay:look': { payload: RelayPlaceSchema, answer: RelayLookSchema, role: 'owner' },
  /** Begins it; `relay:show` tells how it goes on. */
  'relay:set-up': { payload: RelaySetUpRequestSchema, answer: v.null(), role: 'owner' },
  'relay:remove': { payload: RelayRemovalRequestSchema, answer: v.null(), role: 'owner' },
  /** The address by a proxy or tunnel of the owner's, and whether it leads here. */
  'own-address:show': { payload: nothing, answer: OwnAddressViewSchema, role: 'owner' },
  'own-address:set': { payload: OwnAddressSchema, answer: v.null(), role: 'owner' },
  'own-address:remove': { payload: nothing, answer: v.null(), role: 'owner' },
  /** Goes there now; `own-address:show` tells what came of it. */
  'own-address:look': { payload: nothing, answer: v.null(), role: 'owner' },
  /** Tries what carries calls, from the server; takes some seconds. */
  'ice-servers:test': { payload: nothing, answer: IceServerTestsSchema, role: 'desk' },
  /** A person has seen what the snapshot's `notices` told. */
  'notice:confirm': { payload: ServerNoticeRefSchema, answer: v.null(), role: 'owner' },
  /** The desk that asks gives its own key back. */
  'desks:leave': { payload: nothing, answer: v.null(), role: 'desk' },
  'desks:set-role': { payload: DeskRoleChangeSchema, answer: v.null(), role: 'owner' },
  /** What was done about desks, rules and what leaves the house, newest first. */
  'audit:list': { payload: nothing, answer: listOf(AuditEntrySchema), role: 'owner' },
  /** Everybody but the desk that asks; the answer is how many went. */
  'desks:put-out': { payload: nothing, answer: v.object({ putOut: v.number() }), role: 'owner' },
  'call-outs:list': {
    payload: nothing,
    answer: v.object({
      callOuts: listOf(CallOutSchema),
      results: listOf(CallOutResultSchema),
      /** Servers of before do not tell. */
      secrets: v.optional(listOf(CallOutSecretSchema), []),
    }),
    role: 'owner',
  },
  'call-outs:set': { payload: CallOutListSchema, answer: v.null(), role: 'owner' },
  /** Carries it out now, and answers with what became of it. */
  'call-outs:test': { payload: v.object({ callOutId: CallOutIdSchema }), answer: CallOutResultSchema, role: 'owner' },
} as const satisfies RoleCommandSchemas

type DeskRequests = typeof deskRequests
export type DeskRequestName = keyof DeskRequests
export type DeskRequestPayload<Name extends DeskRequestName> = CommandPayload<DeskRequests, Name>
export type DeskRequestAnswers = CommandAnswers<DeskRequests>
