import { Command } from 'commander'
import path from 'node:path'
import { statSync } from 'node:fs'
import { keyOf } from '../start/config-file.ts'
import type { Origin, Settings } from '../start/settings.ts'
import type { Variable } from '../start/variable.ts'
import { allVariables } from '../start/variables.ts'
import { jsonOf, tableOf } from './print.ts'
import { allSettingsOf, type Terminal } from './terminal.ts'

/** `konkon config …`: the settings of the server. */
export function configCommands(terminal: Terminal): Command {
  return new Command('config')
    .summary('its settings: check')
    .description('The settings of the server.')
    .addCommand(checkCommand(terminal))
}

function checkCommand(terminal: Terminal): Command {
  return new Command('check')
    .description('Say whether the settings are right, what holds, and where each comes from.')
    .argument('[file]', 'a file of settings, instead of the one that a start would read')
    .option('--json', 'print it as JSON')
    .addHelpText(
      'after',
      '\nVariables win over the file. Ends with 2 where something in them is wrong, and 1\nwhere the file cannot be read. Secrets are not shown.',
    )
    .action((file: string | undefined, { json = false }: { json?: boolean }) => {
      const named = file === undefined ? {} : { KONKON_CONFIG: path.resolve(file) }
      const settings = allSettingsOf({ ...terminal, variables: { ...terminal.variables, ...named } })
      const rows = allVariables.map((variable) => rowOf(variable, settings))
      if (json) terminal.out(jsonOf({ file: settings.file, settings: rows }))
      else terminal.out(`file of settings: ${settings.file ?? 'none'}\n${wordsOf(rows)}${warningOf(settings)}`)
    })
}

type SettingRow = { readonly key: string; readonly variable: string; readonly from: string; readonly value: string }

function rowOf(variable: Variable<unknown>, { variables, originOf, environment }: Settings): SettingRow {
  const { name, fallback } = variable
  const given = variables[name] || null
  const byDefault = name === 'KONKON_DATA' ? environment.dataFolder : fallback
  const value = given === null ? byDefault : shownOf(variable, given)
  return { key: keyOf(name), variable: name, from: fromOf(name, originOf(name)), value }
}

function fromOf(name: string, origin: Origin): string {
  if (origin.kind === 'file') return `${path.basename(origin.file)}:${origin.line}`
  return origin.kind === 'variable' ? name : 'default'
}

/** Whatever a person could sign in with stays where it is. */
function shownOf({ isSecret, isJson }: Variable<unknown>, value: string): string {
  if (isSecret) return '(set, not shown)'
  if (!isJson) return value
  const hide = (key: string, part: unknown): unknown => (key === 'credential' ? '(not shown)' : part)
  return JSON.stringify(JSON.parse(value, hide))
}

function wordsOf(rows: readonly SettingRow[]): string {
  return tableOf(
    ['SETTING', 'FROM', 'VALUE'],
    rows.map(({ key, from, value }) => [key, from, value]),
  )
}

/** A password in a file that everybody may read is none. */
function warningOf({ file, originOf }: Settings): string {
  const holdsSecret = allVariables.some(
    ({ name, isSecret, isJson }) => (isSecret ?? isJson) && originOf(name).kind === 'file',
  )
  if (file === null || !holdsSecret || process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return ''
  return `Others may read ${file}, which holds secrets: chmod 600 keeps them out.\n`
}
