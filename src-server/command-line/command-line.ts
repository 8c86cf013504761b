import { Command, CommanderError } from 'commander'
import path from 'node:path'
import { version } from '../start/version.ts'
import { backupCommand } from './backup-command.ts'
import { configCommands } from './config-commands.ts'
import { deskCommands } from './desk-commands.ts'
import { doctorCommand } from './doctor-command.ts'
import { logCommands } from './log-commands.ts'
import { relayCommands } from './relay-commands.ts'
import { restoreCommand } from './restore-command.ts'
import { roomCommands } from './room-commands.ts'
import { startCommand } from './start-command.ts'
import { CommandError, type ExitCode, type Terminal } from './terminal.ts'

/** In the order of the help. One more is its line here and a file of its own; a group has its commands in that file. */
const commands: readonly ((terminal: Terminal) => Command)[] = [
  startCommand,
  roomCommands,
  deskCommands,
  logCommands,
  configCommands,
  relayCommands,
  doctorCommand,
  backupCommand,
  restoreCommand,
]

/** Carries out one command; never rejects. */
export async function runCommandLine(args: readonly string[], given: Terminal): Promise<ExitCode> {
  const program = new Command('konkon')
    .description('The front desk of a small company: what its operator does from a terminal.')
    .version(version)
    .helpCommand(false)
    .option('--config <file>', 'read the settings from this file')
  // What was typed wins over the variable.
  const variables = { ...given.variables }
  const terminal: Terminal = { ...given, variables }
  program.hook('preAction', () => {
    const { config } = program.opts<{ config?: string }>()
    if (config !== undefined) variables['KONKON_CONFIG'] = path.resolve(config)
  })
  for (const make of commands) program.addCommand(make(terminal))
  program.addHelpText('after', '\nEnds with 0 when done, 1 when it failed, 2 when used wrongly.')
  prepare(program, terminal)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return 0
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2
    const words = cause instanceof Error ? cause.message : String(cause)
    if (words !== '') terminal.err(`konkon: ${words}\n`)
    return cause instanceof CommandError ? cause.exitCode : 1
  }
}

/** Every command says its help in the width that any screen has, and ends the program in no way of its own. */
function prepare(command: Command, terminal: Terminal): void {
  command.exitOverride().configureOutput({
    writeOut: terminal.out,
    writeErr: terminal.err,
    getOutHelpWidth: () => 80,
    getErrHelpWidth: () => 80,
  })
  for (const inner of command.commands) prepare(inner, terminal)
}
