/** Who may use which channel, and what a payload must look like. */
import * as v from 'valibot'
import { SignalSchema } from '../../src-shared/call.ts'
import { CardCommandSchema } from '../../src-shared/card.ts'
import { DeskCommandSchema } from '../../src-shared/desk-command.ts'
import { deskRequests, type DeskRequestName } from '../../src-shared/desk-requests.ts'
import type { RingStatus } from '../../src-shared/desk-state.ts'
import type { IpcNotices, IpcQuestions, WindowRole } from '../../src-shared/ipc-contract.ts'
import { ServerPairingSchema, ServerWaitSchema } from '../../src-shared/pairing.ts'

export type IpcRule = {
  readonly from: readonly WindowRole[]
  readonly payload: v.GenericSchema
}

const NothingSchema = v.null()
const LabelSchema = v.nullable(v.pipe(v.string(), v.maxLength(200)))

const RingStatusSchema = v.variant('kind', [
  v.object({ kind: v.literal('silent') }),
  v.object({ kind: v.literal('ringing') }),
  v.object({ kind: v.literal('needs-gesture') }),
  v.object({ kind: v.literal('other-output') }),
  v.object({ kind: v.literal('failed'), cause: v.pipe(v.string(), v.maxLength(500)) }),
]) satisfies v.GenericSchema<unknown, RingStatus>

const RequestNameSchema = v.custom<DeskRequestName>(
  (name) => typeof name === 'string' && Object.hasOwn(deskRequests, name),
)
const NamedSchema = v.object({ name: RequestNameSchema })

/** Checks each request by its own schema. */
const RequestSchema = v.lazy((raw) => {
  const named = v.safeParse(NamedSchema, raw)
  return v.object({
    name: RequestNameSchema,
    payload: named.success ? deskRequests[named.output.name].payload : v.never(),
  })
}) satisfies v.GenericSchema<unknown, IpcQuestions['request']['payload']>

/** In CSS px; a taller card would leave no screen to work on. */
const CardHeightSchema = v.pipe(v.number(), v.finite(), v.minValue(1), v.maxValue(2000))

type Rule<Payload> = {
  readonly from: readonly WindowRole[]
  readonly payload: v.GenericSchema<unknown, Payload>
}

export const questionRules: { readonly [C in keyof IpcQuestions]: Rule<IpcQuestions[C]['payload']> } = {
  'state:get': { from: ['desk'], payload: NothingSchema },
  command: { from: ['desk'], payload: DeskCommandSchema },
  'card:get': { from: ['card'], payload: NothingSchema },
  'card:answer': { from: ['card'], payload: CardCommandSchema },
  request: { from: ['desk'], payload: RequestSchema },
  'server:pair': { from: ['desk'], payload: ServerPairingSchema },
  'server:pair-wait': { from: ['desk'], payload: ServerWaitSchema },
  'share:list-sources': { from: ['desk'], payload: NothingSchema },
  'sharing:get-label': { from: ['sharing'], payload: NothingSchema },
  'flash:get-notice': { from: ['flash'], payload: NothingSchema },
}

export const noticeRules: { readonly [C in keyof IpcNotices]: Rule<IpcNotices[C]> } = {
  'signal:send': { from: ['desk'], payload: SignalSchema },
  'share:choose': { from: ['desk'], payload: LabelSchema },
  'share:label': { from: ['desk'], payload: LabelSchema },
  'face:open': { from: ['card'], payload: NothingSchema },
  'face:alive': { from: ['desk'], payload: NothingSchema },
  'card:resize': { from: ['card'], payload: CardHeightSchema },
  'ring:status': { from: ['ringer'], payload: RingStatusSchema },
  'ring:ready': { from: ['ringer'], payload: NothingSchema },
  'sharing:stop': { from: ['sharing'], payload: NothingSchema },
}
