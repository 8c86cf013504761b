import type { Environment } from '../start/environment.ts'
import type { ServerState } from '../control/control-commands.ts'

/** One line of what was found. `bad` is what would keep a knock from being noticed; the words say what to do. */
export type Finding = { readonly level: 'good' | 'note' | 'bad'; readonly check: string; readonly words: string }

/** What is known before anything is looked at. */
export type Patient = {
  readonly settings: Environment
  /** Null where the data cannot be read at all. */
  readonly state: ServerState | null
  /** Epoch ms. */
  readonly nowMs: number
}

/** One thing that could be wrong. Rejects never: what cannot be looked at is a finding too. */
export type Check = (patient: Patient) => Promise<readonly Finding[]> | readonly Finding[]

export function good(check: string, words: string): Finding {
  return { level: 'good', check, words }
}

export function note(check: string, words: string): Finding {
  return { level: 'note', check, words }
}

export function bad(check: string, words: string): Finding {
  return { level: 'bad', check, words }
}

/** In the words of whatever failed. */
export function reasonWords(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const code: unknown = Reflect.get(cause, 'code')
  return cause.message || String(code)
}
