import * as v from 'valibot'
import { failed, isFailureCode, ok, type Result } from './result.ts'

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

const EnvelopeSchema = v.variant('kind', [
  v.object({ kind: v.literal('ok'), value: v.unknown() }),
  v.object({ kind: v.literal('failed'), code: v.string(), message: v.string() }),
])

/**
 * The answer to a command, as it came from another process or the network. An answer that does not fit is a fault of
 * who gave it (`internal`), and so is a failure code that nobody knows here.
 */
export function parseResult<T>(schema: v.GenericSchema<unknown, T>, input: unknown): Result<T> {
  const envelope = parse(EnvelopeSchema, input)
  if (envelope.kind === 'failed') return failed('internal', `The answer does not fit: ${envelope.message}`)
  const answer = envelope.value
  if (answer.kind === 'failed') {
    return failed(isFailureCode(answer.code) ? answer.code : 'internal', answer.message)
  }
  const value = parse(schema, answer.value)
  return value.kind === 'ok' ? value : failed('internal', `The answer does not fit: ${value.message}`)
}
