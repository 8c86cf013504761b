import * as v from 'valibot'

/** How much of a copy of the data comes with one answer. */
export const dataCopyPartBytes = 1_024 * 1_024

const CopyIdSchema = v.pipe(v.string(), v.minLength(22), v.maxLength(64))

export const DataCopySchema = v.object({ copyId: CopyIdSchema, bytes: v.number(), fileName: v.string() })
export const DataCopyReadSchema = v.object({
  copyId: CopyIdSchema,
  offset: v.pipe(v.number(), v.integer(), v.minValue(0)),
})
/** Base64. */
export const DataCopyPartSchema = v.object({ part: v.string() })
