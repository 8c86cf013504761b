import * as v from 'valibot'
import { DeskIdSchema, DeskKeySchema, RoomAddressSchema } from './ids.ts'

/** What the room server inside the app tells the app, once: where it is, or why it cannot start. */
export const EmbeddedReportSchema = v.variant('kind', [
  v.object({
    kind: v.literal('ready'),
    url: v.pipe(v.string(), v.url()),
    visitorUrl: v.pipe(v.string(), v.url()),
    deskUrl: v.pipe(v.string(), v.url()),
    room: RoomAddressSchema,
    /** Of the app's own desk, until this server ends. */
    deskKey: DeskKeySchema,
  }),
  v.object({ kind: v.literal('failed'), message: v.string() }),
])
export type EmbeddedReport = v.InferOutput<typeof EmbeddedReportSchema>
export type EmbeddedReady = Extract<EmbeddedReport, { readonly kind: 'ready' }>

/** What the app tells it. */
export const EmbeddedOrderSchema = v.variant('kind', [
  v.object({
    /** First of all. */
    kind: v.literal('start'),
    /** Seal its secrets, one a line, the current one first; null lets it keep one itself. */
    keys: v.nullable(v.string()),
    /** The app's own desk, which comes in without being paired. */
    deskId: DeskIdSchema,
  }),
  /** End by yourself, with the database closed. */
  v.object({ kind: v.literal('stop') }),
])
export type EmbeddedOrder = v.InferOutput<typeof EmbeddedOrderSchema>
