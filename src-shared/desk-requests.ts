import * as v from 'valibot'
import { CallOutIdSchema, CallOutListSchema, type CallOut, type CallOutResult } from './call-out.ts'
import { InvitationRequestSchema, type Invitation } from './invitation.ts'
import { DeskIdRefSchema, DeskNameSchema, type PairedDesk, type PairingOffer } from './pairing.ts'
import {
  FollowUpDoneSchema,
  VisitExportSchema,
  VisitQuerySchema,
  VisitRefSchema,
  VisitStatsQuerySchema,
  type VisitExport,
  type VisitPage,
  type VisitStats,
} from './visit.ts'

/**
 * What a desk asks the room server and shows the answer of, without keeping it: each request's payload schema, by its
 * name on the wire. The server, the bridge and the core all go by this one table. docs/protocol.md says what each does.
 */
export const deskRequestSchemas = {
  'visits:list': VisitQuerySchema,
  'visits:export': VisitExportSchema,
  'visits:stats': VisitStatsQuerySchema,
  /** Erases everything known of the visitor of this visit; the answer is how many visits went. */
  'visits:erase': VisitRefSchema,
  'follow-up:done': FollowUpDoneSchema,
  'follow-up:reopen': VisitRefSchema,
  'invitation:create': InvitationRequestSchema,
  'pairing:create': v.null(),
  'desks:list': v.null(),
  'desks:rename': DeskNameSchema,
  'desks:revoke': DeskIdRefSchema,
  'call-outs:list': v.null(),
  'call-outs:set': CallOutListSchema,
  /** Carries it out now, and answers with what became of it. */
  'call-outs:test': v.object({ callOutId: CallOutIdSchema }),
} as const

export type DeskRequestName = keyof typeof deskRequestSchemas
export type DeskRequestPayload<Name extends DeskRequestName> = v.InferInput<(typeof deskRequestSchemas)[Name]>

export type DeskRequestAnswers = {
  'visits:list': VisitPage
  'visits:export': VisitExport
  'visits:stats': VisitStats
  'visits:erase': { readonly erased: number }
  'follow-up:done': null
  'follow-up:reopen': null
  'invitation:create': Invitation
  'pairing:create': PairingOffer
  'desks:list': readonly PairedDesk[]
  'desks:rename': null
  'desks:revoke': null
  'call-outs:list': { readonly callOuts: readonly CallOut[]; readonly results: readonly CallOutResult[] }
  'call-outs:set': null
  'call-outs:test': CallOutResult
}
