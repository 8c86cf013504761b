import * as v from 'valibot'
import {
  CallOutIdSchema,
  CallOutListSchema,
  CallOutResultSchema,
  CallOutSchema,
  CallOutSecretSchema,
} from './call-out.ts'
import { InvitationEntrySchema, InvitationRefSchema, InvitationRequestSchema, InvitationSchema } from './invitation.ts'
import { DataCopyPartSchema, DataCopyReadSchema, DataCopySchema } from './data-copy.ts'
import { listOf } from './list.ts'
import { DeskIdRefSchema, DeskNameSchema, PairedDeskSchema, PairingOfferSchema } from './pairing.ts'
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
import { nothing, type CommandAnswers, type CommandPayload, type CommandSchemas } from './wire.ts'

/**
 * What a desk asks the room server and shows the answer of, without keeping it, by its name on the wire. The server,
 * the bridge and the core all go by this one table. docs/protocol.md says what each does.
 */
export const deskRequests = {
  'visits:list': { payload: VisitQuerySchema, answer: VisitPageSchema },
  'visits:export': { payload: VisitExportSchema, answer: VisitExportAnswerSchema },
  'visits:stats': { payload: VisitStatsQuerySchema, answer: VisitStatsSchema },
  /** Erases everything known of the visitor of this visit; the answer is how many visits went. */
  'visits:erase': { payload: VisitRefSchema, answer: v.object({ erased: v.number() }) },
  'follow-up:done': { payload: FollowUpDoneSchema, answer: v.null() },
  'follow-up:reopen': { payload: VisitRefSchema, answer: v.null() },
  'invitation:create': { payload: InvitationRequestSchema, answer: InvitationSchema },
  'invitations:list': { payload: nothing, answer: listOf(InvitationEntrySchema) },
  'invitations:revoke': { payload: InvitationRefSchema, answer: v.null() },
  /** Denies all that come from where this knock does; the answer is how many. */
  'sources:deny': { payload: DenySourceSchema, answer: SourceDeniedSchema },
  /** Does that, and refuses what comes from there until a time. */
  'sources:block': { payload: BlockSourceSchema, answer: SourceBlockedSchema },
  'sources:blocks': { payload: nothing, answer: listOf(BlockSchema) },
  'sources:unblock': { payload: SourceRefSchema, answer: v.null() },
  'pairing:create': { payload: nothing, answer: PairingOfferSchema },
  'desks:list': { payload: nothing, answer: listOf(PairedDeskSchema) },
  'desks:rename': { payload: DeskNameSchema, answer: v.null() },
  'desks:revoke': { payload: DeskIdRefSchema, answer: v.null() },
  /** A copy of everything that the server keeps, secrets included, to be read in parts. */
  'copy:make': { payload: nothing, answer: DataCopySchema },
  'copy:read': { payload: DataCopyReadSchema, answer: DataCopyPartSchema },
  /** A person has seen what the snapshot's `notices` told. */
  'notice:confirm': { payload: ServerNoticeRefSchema, answer: v.null() },
  /** Everybody but the desk that asks; the answer is how many went. */
  'desks:put-out': { payload: nothing, answer: v.object({ putOut: v.number() }) },
  'call-outs:list': {
    payload: nothing,
    answer: v.object({
      callOuts: listOf(CallOutSchema),
      results: listOf(CallOutResultSchema),
      /** Servers of before do not tell. */
      secrets: v.optional(listOf(CallOutSecretSchema), []),
    }),
  },
  'call-outs:set': { payload: CallOutListSchema, answer: v.null() },
  /** Carries it out now, and answers with what became of it. */
  'call-outs:test': { payload: v.object({ callOutId: CallOutIdSchema }), answer: CallOutResultSchema },
} as const satisfies CommandSchemas

type DeskRequests = typeof deskRequests
export type DeskRequestName = keyof DeskRequests
export type DeskRequestPayload<Name extends DeskRequestName> = CommandPayload<DeskRequests, Name>
export type DeskRequestAnswers = CommandAnswers<DeskRequests>
