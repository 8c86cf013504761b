/** New call-outs, and what is wrong with edited ones. */
import * as v from 'valibot'
import { CallOutIdSchema, CallOutListSchema, type CallOut } from '../../src-shared/call-out.ts'
import { parse } from '../../src-shared/parse.ts'
import { assertNever, type Result } from '../../src-shared/result.ts'
import { randomId } from '../settings/random-id.ts'

export const callOutKinds = ['signal-tower', 'webhook', 'mqtt', 'mail'] as const satisfies readonly CallOut['kind'][]

/** `name` is what it is called until somebody names it. */
export function newCallOut(kind: CallOut['kind'], name: string): CallOut {
  const common = { id: v.parse(CallOutIdSchema, randomId('call-out')), name, isOn: true }
  switch (kind) {
    case 'signal-tower':
      return { ...common, kind, urls: { knock: '', escalate: '', answered: '', missed: '' } }
    case 'webhook':
      return { ...common, kind, url: '', secret: '', events: ['knock', 'escalate', 'answered', 'missed'] }
    case 'mqtt':
      return {
        ...common,
        kind,
        url: '',
        username: '',
        password: '',
        topic: 'konkon',
        events: ['knock', 'escalate', 'answered', 'missed'],
      }
    case 'mail':
      return {
        ...common,
        kind,
        host: '',
        port: 587,
        security: 'starttls',
        username: '',
        password: '',
        from: '',
        to: [],
      }
    default:
      return assertNever(kind)
  }
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
