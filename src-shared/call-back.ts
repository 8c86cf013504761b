import * as v from 'valibot'
import { limits } from './limits.ts'
import { lineSchema } from './one-line.ts'

/** A visitor's wish to be phoned. Only the phone number is needed. */
export const CallBackRequestSchema = v.object({
  name: lineSchema(limits.nameLength),
  company: lineSchema(limits.companyLength),
  phone: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(limits.phoneLength), v.regex(/^[0-9+()\-. ]+$/)),
  about: lineSchema(limits.messageLength),
  /** When it suits, in the visitor's own words. */
  when: lineSchema(limits.messageLength),
})
export type CallBackRequest = v.InferOutput<typeof CallBackRequestSchema>
