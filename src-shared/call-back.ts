import * as v from 'valibot'
import { limits } from './limits.ts'
import { oneLine } from './one-line.ts'

const line = (maxLength: number) => v.pipe(v.string(), v.trim(), v.maxLength(maxLength), v.transform(oneLine))

/** A visitor's wish to be phoned. Only the phone number is needed. */
export const CallBackRequestSchema = v.object({
  name: line(limits.nameLength),
  company: line(limits.companyLength),
  phone: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(limits.phoneLength), v.regex(/^[0-9+()\-. ]+$/)),
  about: line(limits.messageLength),
  /** When it suits, in the visitor's own words. */
  when: line(limits.messageLength),
})
export type CallBackRequest = v.InferOutput<typeof CallBackRequestSchema>
