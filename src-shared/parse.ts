import * as v from 'valibot'
import { failed, ok, type Result } from './result.ts'

/**
 * Unknown data enters here. A value that does not fit is `too-large` where a length or size bound was the cause and
 * `bad-request` otherwise; the message names the first offending path.
 */
export function parse<TSchema extends v.GenericSchema>(
  schema: TSchema,
  input: unknown,
): Result<v.InferOutput<TSchema>> {
  const result = v.safeParse(schema, input, { abortEarly: true })
  if (result.success) return ok(result.output)
  const [issue] = result.issues
  const path = v.getDotPath(issue) ?? 'payload'
  const isTooLarge = issue.type === 'max_length' || issue.type === 'max_value'
  return failed(isTooLarge ? 'too-large' : 'bad-request', `${path}: ${issue.message}`)
}
