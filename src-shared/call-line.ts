import * as v from 'valibot'
import { CallIdSchema } from './ids.ts'
import { limits } from './limits.ts'
import { lineSchema } from './one-line.ts'

/** Made by whoever writes the line, so that sending it again is no second line. */
export const LineIdSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/), v.brand('LineId'))
export type LineId = v.InferOutput<typeof LineIdSchema>

export const callSides = ['visitor', 'desk'] as const
export type CallSide = (typeof callSides)[number]

/** What one side of a call has written to the other, for whom sound does not do. It goes with the call. */
export type CallLine = {
  readonly id: LineId
  readonly from: CallSide
  readonly text: string
  /** Epoch ms of the server's clock. */
  readonly atMs: number
}

export const CallLineSchema: v.GenericSchema<unknown, CallLine> = v.object({
  id: LineIdSchema,
  from: v.picklist(callSides),
  text: v.string(),
  atMs: v.number(),
})

/** To the other side of this call. */
export const SayingSchema = v.object({
  callId: CallIdSchema,
  lineId: LineIdSchema,
  text: v.pipe(lineSchema(limits.lineLength), v.minLength(1)),
})
export type Saying = v.InferOutput<typeof SayingSchema>
