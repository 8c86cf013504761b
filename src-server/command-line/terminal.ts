import type { Environment, Machine } from '../start/environment.ts'
import { readSettings, type Settings } from '../start/settings.ts'
import type { StopListeners } from '../start/stop-signals.ts'

/** What a command may know of where it runs. */
export type Terminal = {
  readonly variables: NodeJS.ProcessEnv
  readonly machine: Machine
  /** Of the built pages. */
  readonly webFolder: string
  /** Epoch ms. */
  readonly now: () => number
  /** What was asked for. */
  readonly out: (words: string) => void
  /** What went wrong. */
  readonly err: (words: string) => void
  /** Asks, and resolves to what was typed or, where nobody types, to the next line of the input; '' at its end. */
  readonly readLine: (question: string, options: { readonly isSecret: boolean }) => Promise<string>
  /** Calls when the person asks the command to stop, and when they ask again. */
  readonly onStop: (listeners: StopListeners) => void
  /** Ends the program at once; for a command that has left something running. */
  readonly exit: (code: ExitCode) => void
}

/** Done, failed, used wrongly. */
export type ExitCode = 0 | 1 | 2

/** It cannot be done, and a person can do something about it: the message is the sentence for them. */
export class CommandError extends Error {
  override readonly name = 'CommandError'
  readonly exitCode: ExitCode

  constructor(message: string, options: ErrorOptions & { readonly exitCode?: ExitCode } = {}) {
    super(message, options)
    this.exitCode = options.exitCode ?? 1
  }
}

/** It was used in a way that means nothing; the message says what would. */
export function usedWrongly(message: string): CommandError {
  return new CommandError(message, { exitCode: 2 })
}

/** What the operator has set; throws a `CommandError` that says which of it is wrong. */
export function settingsOf(terminal: Terminal): Environment {
  return allSettingsOf(terminal).environment
}

/** With where each comes from. */
export function allSettingsOf({ variables, machine }: Terminal): Settings {
  const read = readSettings(variables, machine)
  if (read.kind !== 'ok') throw new CommandError(read.message, { exitCode: read.kind === 'invalid' ? 2 : 1 })
  return read.settings
}
