import { relayRefusals, relaySteps, type RelayRefusal, type RelayStep } from '../../src-shared/relay-set-up.ts'

/** What `relay-script.ts` answers, line by line. */

export type RelayAnswer =
  | { readonly kind: 'step'; readonly step: RelayStep }
  | { readonly kind: 'failed'; readonly why: RelayRefusal; readonly detail: string }
  /** Of OpenSSH on that server, in base64. */
  | { readonly kind: 'host-key'; readonly key: string }
  | { readonly kind: 'account'; readonly account: string }
  | { readonly kind: 'socket'; readonly path: string }
  | { readonly kind: 'service'; readonly service: string; readonly isActive: boolean }
  | { readonly kind: 'name'; readonly name: string; readonly hasLine: boolean }
  | { readonly kind: 'done' }

/** Null for what is none of its answers: other programs write to the same output. */
export function parseRelayAnswer(line: string): RelayAnswer | null {
  const [, kind = '', first = '', rest = ''] = /^konkon: (\S+)(?: (\S+))?(?: (.*))?$/.exec(line) ?? []
  switch (kind) {
    case 'step': {
      const step = relaySteps.find((known) => known === first)
      return step === undefined ? null : { kind, step }
    }
    case 'failed': {
      const why = relayRefusals.find((known) => known === first)
      return why === undefined ? null : { kind, why, detail: rest }
    }
    case 'host-key':
      return { kind, key: first }
    case 'account':
      return { kind, account: first }
    case 'socket':
      return { kind, path: first }
    case 'service':
      return { kind, service: first, isActive: rest === 'active' }
    case 'name':
      return { kind, name: first, hasLine: rest === 'line' }
    case 'done':
      return { kind }
    default:
      return null
  }
}
