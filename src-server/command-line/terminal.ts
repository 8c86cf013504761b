import { parseEnvironment, type Machine } from '../start/environment.ts'

/** What a command may know of where it runs. */
export type Terminal = {
  readonly variables: NodeJS.ProcessEnv
  readonly machine: Machine
  /** Epoch ms. */
  readonly nowMs: number
  /** What was asked for. */
  readonly out: (words: string) => void
  /** What went wrong. */
  readonly err: (words: string) => void
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

/** The folder of `KONKON_DATA`, or the platform's own. */
export function dataFolderOf({ variables, machine }: Terminal): string {
  const parsed = parseEnvironment(variables, machine)
  if (parsed.kind === 'invalid') throw new CommandError(parsed.message, { exitCode: 2 })
  return parsed.environment.dataFolder
}
