import type * as v from 'valibot'
import { limits } from '../../src-shared/limits.ts'
import { parse } from '../../src-shared/parse.ts'
import { failed, type Result } from '../../src-shared/result.ts'

/** Parses what came over the wire, checking its size before its shape. */
export function parsePayload<TSchema extends v.GenericSchema>(
  schema: TSchema,
  payload: unknown,
): Result<v.InferOutput<TSchema>> {
  // Some clients leave out an empty payload; the schema decides whether that is allowed.
  const bytes = payload === undefined ? 0 : jsonBytes(payload)
  if (bytes === null) return failed('bad-request', 'payload: cannot be written as JSON')
  if (bytes > limits.payloadBytes) return failed('too-large', `payload: ${bytes} bytes, at most ${limits.payloadBytes}`)
  return parse(schema, payload)
}

/** Null for what cannot be written as JSON, deep nesting included. */
function jsonBytes(payload: unknown): number | null {
  try {
    const json: string | undefined = JSON.stringify(payload)
    return json === undefined ? null : Buffer.byteLength(json)
  } catch (cause) {
    if (cause instanceof RangeError || cause instanceof TypeError) return null
    throw cause
  }
}
