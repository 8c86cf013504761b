/** New call-outs, and what is wrong with edited ones. */
import * as v from 'valibot'
import { CallOutIdSchema, CallOutListSchema, type CallOut } from '../../src-shared/call-out.ts'
import { parse } from '../../src-shared/parse.ts'
import type { Result } from '../../src-shared/result.ts'
import { randomId } from '../../src-page/random-id.ts'
import { blankCallOut, type CallOutKind } from './call-out-kinds.tsx'

/** `name` is what it is called until somebody names it. */
export function newCallOut(kind: CallOutKind, name: string): CallOut {
  return blankCallOut(kind, { id: v.parse(CallOutIdSchema, randomId('call-out')), name, isOn: true })
}

/** As it is shown once it is saved: what was typed as its secret is kept, and the field is empty again. */
export function withoutTypedSecret(callOut: CallOut): CallOut {
  if ('password' in callOut) return { ...callOut, password: '' }
  return 'secret' in callOut ? { ...callOut, secret: '' } : callOut
}

export function checkCallOuts(drafts: readonly CallOut[]): Result<readonly CallOut[]> {
  return parse(CallOutListSchema, drafts)
}

/** The field that is wrong in the call-out at `index`, e.g. `urls.knock`; null when it is another's or none. */
export function wrongFieldOf(checked: Result<readonly CallOut[]>, index: number): string | null {
  if (checked.kind === 'ok') return null
  const path = /^(\d+)\.([\w.]+?)(?:\.\d+)?: /.exec(checked.message)
  return path && Number(path[1]) === index ? (path[2] ?? null) : null
}
