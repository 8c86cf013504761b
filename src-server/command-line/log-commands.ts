import { Command, Option } from 'commander'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { RoomAddress } from '../../src-shared/ids.ts'
import { defaultLanguage, languages, type Language } from '../../src-shared/language.ts'
import { readDay, readRoom } from './arguments.ts'
import { ask } from './ask.ts'
import { jsonOf } from './print.ts'
import { CommandError, usedWrongly, type Terminal } from './terminal.ts'

type ExportOptions = {
  readonly room?: RoomAddress
  readonly from?: string
  readonly to?: string
  readonly language: Language
  readonly json?: boolean
}

/** `konkon log …`: the visit log. */
export function logCommands(terminal: Terminal): Command {
  return new Command('log')
    .summary('its visit log: export')
    .description('The visit log.')
    .addCommand(exportCommand(terminal))
}

function exportCommand(terminal: Terminal): Command {
  return new Command('export')
    .description('Write the visits of a room as a table for a spreadsheet, as a desk does.')
    .argument('[file]', 'where to; the terminal if none is given')
    .option('--room <name>', 'of this room instead of the first', readRoom)
    .option('--from <day>', 'the first day, such as 2026-04-01', readDay)
    .option('--to <day>', 'the last day, included', readDay)
    .addOption(
      new Option('--language <language>', 'of the table').choices(languages).default(languageOf(terminal.variables)),
    )
    .option('--json', 'print it as JSON instead')
    .addHelpText('after', '\nDays are those of the room. It holds names and numbers of visitors: keep it so.')
    .action(async (file: string | undefined, options: ExportOptions) => {
      const span = { room: options.room ?? null, from: options.from ?? null, to: options.to ?? null }
      if (span.from !== null && span.to !== null && span.from > span.to) throw usedWrongly('--from is after --to.')
      const words = await wordsOf(terminal, { ...options, span })
      if (file === undefined) terminal.out(words)
      else terminal.out(`wrote ${write(path.resolve(file), words)}\n`)
    })
}

type Span = { readonly room: RoomAddress | null; readonly from: string | null; readonly to: string | null }

async function wordsOf(
  terminal: Terminal,
  { json = false, language, span }: ExportOptions & { readonly span: Span },
): Promise<string> {
  if (json) return jsonOf(await ask(terminal, { name: 'visits:list', payload: span }))
  const { csv } = await ask(terminal, { name: 'visits:export', payload: { ...span, language } })
  return csv
}

/** Whole or not at all, and for nobody else to read. */
function write(file: string, words: string): string {
  const unfinished = `${file}.part`
  try {
    writeFileSync(unfinished, words, { mode: 0o600, flush: true })
    renameSync(unfinished, file)
    return file
  } catch (cause) {
    rmSync(unfinished, { force: true })
    throw new CommandError(`${file} could not be written: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
  }
}

/** Of the terminal. */
function languageOf({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  const locale = LC_ALL || LC_MESSAGES || LANG || ''
  return languages.find((language) => locale.startsWith(language)) ?? defaultLanguage
}
