import * as v from 'valibot'
import { DeskRefSchema, type DeskRef } from './desk-ref.ts'
import { CallIdSchema, KnockIdSchema, type CallId, type KnockId } from './ids.ts'
import { limits } from './limits.ts'
import { VisitorLinkSchema, type VisitorLink } from './visitor-link.ts'

/** Why a call ended. `…-lost` means that this side was away for longer than the grace period. */
export const callEnds = ['visitor-left', 'desk-hung-up', 'visitor-lost', 'desk-lost'] as const
export const CallEndSchema = v.picklist(callEnds)
export type CallEnd = v.InferOutput<typeof CallEndSchema>

/** A call as the desks see it; the one whose `desk.id` is one's own is one's own. */
export type Call = {
  readonly id: CallId
  /** With nobody: the desk's own page plays the other side. Left out for every other call. */
  readonly kind?: 'practice'
  readonly knockId: KnockId
  readonly visitorName: string
  readonly desk: DeskRef
  readonly startedAtMs: number
  readonly visitorLink: VisitorLink
}

export const CallSchema: v.GenericSchema<unknown, Call> = v.object({
  id: CallIdSchema,
  kind: v.exactOptional(v.literal('practice')),
  knockId: KnockIdSchema,
  visitorName: v.string(),
  desk: DeskRefSchema,
  startedAtMs: v.number(),
  visitorLink: VisitorLinkSchema,
})

export const CallRefSchema = v.object({ callId: CallIdSchema })

/** As `RTCIceServer` of W3C WebRTC, always with a list of URLs. */
export const IceServerSchema = v.object({
  urls: v.array(v.pipe(v.string(), v.regex(/^(stun|stuns|turn|turns):\S+$/))),
  username: v.optional(v.string()),
  credential: v.optional(v.string()),
})
export type IceServer = v.InferOutput<typeof IceServerSchema>

const DescriptionSchema = v.object({
  type: v.picklist(['offer', 'answer', 'pranswer', 'rollback']),
  sdp: v.pipe(v.string(), v.maxLength(limits.sdpLength)),
})

const CandidateSchema = v.object({
  candidate: v.pipe(v.string(), v.maxLength(limits.candidateLength)),
  sdpMid: v.nullish(v.pipe(v.string(), v.maxLength(64))),
  sdpMLineIndex: v.nullish(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(64))),
  usernameFragment: v.nullish(v.pipe(v.string(), v.maxLength(256))),
})

/**
 * What the two peers of a call tell each other through the server.
 *
 * - `description`, `candidate`: as in W3C WebRTC; a null candidate ends the candidates.
 * - `join`: the visitor has no connection (its page was reloaded) and asks the desk for a new one.
 * - `restart-wanted`: the polite side noticed a stall; only the impolite side restarts ICE.
 */
export const SignalBodySchema = v.variant('kind', [
  v.object({ kind: v.literal('description'), description: DescriptionSchema }),
  v.object({ kind: v.literal('candidate'), candidate: v.nullable(CandidateSchema) }),
  v.object({ kind: v.literal('join') }),
  v.object({ kind: v.literal('restart-wanted') }),
])
export type SignalBody = v.InferOutput<typeof SignalBodySchema>

/**
 * `generation` grows with every new `RTCPeerConnection` of a call and is chosen by the desk, which takes its clock in
 * ms. A peer drops signals of a generation older than its own; the visitor starts anew at a newer one. `join` carries
 * 0.
 */
export const SignalSchema = v.object({
  callId: CallIdSchema,
  generation: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER)),
  body: SignalBodySchema,
})
export type Signal = v.InferOutput<typeof SignalSchema>
