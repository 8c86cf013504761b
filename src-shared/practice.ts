import * as v from 'valibot'
import { LanguageSchema } from './language.ts'

/** What a practice knock is to try. The visitor who is none is called so in this language. */
export const PracticeRequestSchema = v.object({ language: LanguageSchema, withCallOuts: v.boolean() })
export type PracticeRequest = v.InferOutput<typeof PracticeRequestSchema>
