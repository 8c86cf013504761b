import * as v from 'valibot'

/** Why there is no line now. */
export const LineFaultSchema = v.picklist([
  // Nothing answers there, or the network is away.
  'unreachable',
  // Another machine, or one that was set up anew.
  'other-host-key',
  // The relay does not know the key any more.
  'key-refused',
  // It knows the key, but does not let it have the socket.
  'socket-refused',
  // Another PC with the same key came later, and customers come to that one.
  'replaced',
  // It was there, and nothing came any more.
  'silent',
  // It was there, and was closed.
  'closed',
])
export type LineFault = v.InferOutput<typeof LineFaultSchema>

/** Times are epoch ms. */
export const LineStateSchema = v.variant('kind', [
  // `after` is why the one before ended; null at the first time.
  v.object({ kind: v.literal('dialing'), after: v.nullable(LineFaultSchema) }),
  v.object({ kind: v.literal('up'), sinceMs: v.number() }),
  v.object({ kind: v.literal('down'), sinceMs: v.number(), fault: LineFaultSchema }),
])
export type LineState = v.InferOutput<typeof LineStateSchema>
