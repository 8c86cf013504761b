import { LineIdSchema, type LineId } from '../src-shared/call-line.ts'
import { parse } from '../src-shared/parse.ts'
import { randomId } from './random-id.ts'

export type Unsent = { readonly text: string; readonly lineId: LineId }

/** A line to be sent. The same text after one that failed is the same line, so that it cannot arrive twice. */
export function lineToSend(text: string, before: Unsent | null): Unsent {
  if (before?.text === text) return before
  const lineId = parse(LineIdSchema, randomId('l'))
  if (lineId.kind === 'failed') throw new Error(lineId.message)
  return { text, lineId: lineId.value }
}
