import { parseResult } from '../../src-shared/parse.ts'
import type { AnswerSchemas, CommandAnswers, CommandPayload } from '../../src-shared/wire.ts'
import { askServer } from '../control/ask-server.ts'
import { controlCommands, type ControlCommands, type ControlName } from '../control/control-commands.ts'
import { CommandError, settingsOf, type Terminal } from './terminal.ts'

/** A command and what it carries. */
export type Asked<Name extends ControlName> = {
  readonly name: Name
  readonly payload: CommandPayload<ControlCommands, Name>
}

/**
 * Has a command carried out by the server that holds the data, or on the data itself where none does. Throws a
 * `CommandError` with the sentence that came back.
 */
export async function ask<Name extends ControlName>(
  terminal: Terminal,
  asked: Asked<Name>,
): Promise<CommandAnswers<ControlCommands>[Name]> {
  const settings = settingsOf(terminal)
  const answer = (await askServer(settings.dataFolder, asked)) ?? (await atRest(settings, asked))
  const schemas: AnswerSchemas<ControlCommands> = controlCommands
  const result = parseResult<CommandAnswers<ControlCommands>[Name]>(schemas[asked.name].answer, answer)
  if (result.kind === 'failed') throw new CommandError(result.message)
  return result.value
}

/** The database and the rooms' stores are much to load for a command that a server answers. */
async function atRest(settings: ReturnType<typeof settingsOf>, asked: Asked<ControlName>): Promise<unknown> {
  const { runAtRest } = await import('../control/at-rest.ts')
  return runAtRest(settings, asked)
}
