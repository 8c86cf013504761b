import * as v from 'valibot'

/** What a person should know of the room server, and can confirm to have seen; it goes on either way. */
export const ServerNoticeSchema = v.variant('kind', [
  /** So many entries could not be read; they were set aside, and nothing else was touched. */
  v.object({ kind: v.literal('entries-set-aside'), count: v.number() }),
  /**
   * The server's machine has set its clock by so many ms, which is not believed yet: the server goes on by the time before.
   */
  v.object({ kind: v.literal('clock-jumped'), byMs: v.number() }),
])
export type ServerNotice = v.InferOutput<typeof ServerNoticeSchema>

export const ServerNoticeRefSchema = v.object({ notice: v.picklist(['entries-set-aside', 'clock-jumped']) })
export type ServerNoticeKind = v.InferOutput<typeof ServerNoticeRefSchema>['notice']
