import * as v from 'valibot'

/** A control message longer than this, in characters, is not read. */
export const controlMessageLength = 1_000

/**
 * What the two peers of a call tell each other directly, as JSON texts on the data channel with id 0.
 *
 * - `media`: what the sender sends now; told when the channel opens and after every change.
 * - `beat`: "I am here", every 300 ms, because two muted peers send nothing else that proves it.
 */
export const ControlMessageSchema = v.variant('kind', [
  v.object({
    kind: v.literal('media'),
    isMicrophoneOn: v.boolean(),
    isCameraOn: v.boolean(),
    isSharingScreen: v.boolean(),
  }),
  v.object({ kind: v.literal('beat') }),
])
export type ControlMessage = v.InferOutput<typeof ControlMessageSchema>
