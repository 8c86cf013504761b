import * as v from 'valibot'
import { parse } from './parse.ts'

/** A control message longer than this, in characters, is not read. */
const controlMessageLength = 1_000

// Only parts of valibot that the visitor's door needs anyway: it carries the library for the call's code too, and
// `variant` alone would weigh 300 bytes there.
const MediaMessageSchema = v.object({
  kind: v.picklist(['media']),
  isMicrophoneOn: v.boolean(),
  isCameraOn: v.boolean(),
  isSharingScreen: v.boolean(),
  isShowingPart: v.optional(v.boolean()),
})
const BeatMessageSchema = v.object({ kind: v.picklist(['beat']) })

/**
 * What the two peers of a call tell each other directly, as JSON texts on the data channel with id 0.
 *
 * - `media`: what the sender sends now; told when the channel opens and after every change. Its camera shows a face
 *   unless `isShowingPart`, which pages of before do not say.
 * - `beat`: "I am here", every 300 ms, because two muted peers send nothing else that proves it.
 */
export type ControlMessage = v.InferOutput<typeof MediaMessageSchema> | v.InferOutput<typeof BeatMessageSchema>

/** Null for anything that is not one of these messages. */
export function readControlMessage(data: unknown): ControlMessage | null {
  if (typeof data !== 'string' || data.length > controlMessageLength) return null
  try {
    const value: unknown = JSON.parse(data)
    for (const schema of [MediaMessageSchema, BeatMessageSchema]) {
      const message = parse<typeof MediaMessageSchema | typeof BeatMessageSchema>(schema, value)
      if (message.kind === 'ok') return message.value
    }
  } catch {
    // Not JSON, and so not one of these messages either.
  }
  return null
}
