import { Command, CommanderError } from 'commander'
import { version } from '../start/version.ts'
import { backupCommand } from './backup-command.ts'
import { restoreCommand } from './restore-command.ts'
import { CommandError, type ExitCode, type Terminal } from './terminal.ts'

/** Carries out one command; never rejects. A further command is one more entry here and a file of its own. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const program = new Command('konkon')
    .description('The front desk of a small company: what its operator does from a terminal.')
    .version(version)
  for (const command of [backupCommand(terminal), restoreCommand(terminal)]) program.addCommand(command)
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: terminal.out, writeErr: terminal.err })
  }
  try {
    await program.parseAsync([...args], { from: 'user' })
    return 0
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2
    terminal.err(`konkon: ${cause instanceof Error ? cause.message : String(cause)}\n`)
    return cause instanceof CommandError ? cause.exitCode : 1
  }
}
