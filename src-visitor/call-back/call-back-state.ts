import { CallBackRequestSchema, type CallBackRequest } from '../../src-shared/call-back.ts'
import { parse } from '../../src-shared/parse.ts'
import { assertNever, type FailureCode } from '../../src-shared/result.ts'

export type CallBackDraft = Readonly<CallBackRequest>
export type CallBackField = keyof CallBackRequest

/** Why a phone number cannot be phoned; nothing else in the form can be wrong. */
export type PhoneProblem = 'missing' | 'unreadable'

/** The visitor's wish to be phoned, from this page's side. */
export type CallBack = {
  /** What stands in the form; it survives every change of the view. */
  readonly draft: CallBackDraft
  readonly stage:
    | { readonly kind: 'idle' }
    | { readonly kind: 'filling'; readonly problem: PhoneProblem | null; readonly failure: FailureCode | null }
    /** Not confirmed yet; sent again until it is. */
    | { readonly kind: 'sending'; readonly request: CallBackDraft }
    | { readonly kind: 'taken'; readonly request: CallBackDraft }
}

export type CallBackChange =
  | { readonly kind: 'opened'; readonly name: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'typed'; readonly field: CallBackField; readonly text: string }
  | { readonly kind: 'unclear'; readonly problem: PhoneProblem }
  | { readonly kind: 'sent'; readonly request: CallBackDraft }
  | { readonly kind: 'taken' }
  | { readonly kind: 'failed'; readonly code: FailureCode }

export const emptyDraft: CallBackDraft = { name: '', company: '', phone: '', about: '', when: '' }

/** `unsent` is what an earlier load of the page could not deliver. */
export function createCallBack(unsent: CallBackDraft | null): CallBack {
  return unsent === null
    ? { draft: emptyDraft, stage: { kind: 'idle' } }
    : { draft: unsent, stage: { kind: 'sending', request: unsent } }
}

export function reduceCallBack(state: CallBack, change: CallBackChange): CallBack {
  switch (change.kind) {
    case 'opened':
      return {
        draft: { ...state.draft, name: state.draft.name || change.name },
        stage: { kind: 'filling', problem: null, failure: null },
      }
    case 'closed':
      return { ...state, stage: { kind: 'idle' } }
    case 'typed':
      return {
        draft: { ...state.draft, [change.field]: change.text },
        // Whoever corrects the number is not scolded meanwhile.
        stage:
          change.field === 'phone' && state.stage.kind === 'filling' ? { ...state.stage, problem: null } : state.stage,
      }
    case 'unclear':
      return { ...state, stage: { kind: 'filling', problem: change.problem, failure: null } }
    case 'sent':
      return { ...state, stage: { kind: 'sending', request: change.request } }
    case 'taken':
      return state.stage.kind === 'sending' ? { ...state, stage: { ...state.stage, kind: 'taken' } } : state
    case 'failed':
      return state.stage.kind === 'sending'
        ? { ...state, stage: { kind: 'filling', problem: null, failure: change.code } }
        : state
    default:
      return assertNever(change)
  }
}

/** A new knock begins with a closed form; what is still to be delivered is not forgotten. */
export function putAside(state: CallBack): CallBack {
  return state.stage.kind === 'sending' ? state : { ...state, stage: { kind: 'idle' } }
}

/** The request of a filled form, or what is the matter with its phone number. */
export function readDraft(draft: CallBackDraft): CallBackDraft | PhoneProblem {
  const phone = plainPhone(draft.phone)
  if (phone === '') return 'missing'
  const request = parse(CallBackRequestSchema, { ...draft, phone })
  return request.kind === 'ok' && /\d/.test(phone) ? request.value : 'unreadable'
}

/** Japanese keyboards write digits, hyphens and brackets in full width, and some a long vowel for a hyphen. */
function plainPhone(phone: string): string {
  return phone
    .normalize('NFKC')
    .replaceAll(/[ー‐‑‒–—−]/g, '-')
    .trim()
}
