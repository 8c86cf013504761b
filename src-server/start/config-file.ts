import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { getStaticTOMLValue, ParseError, parseTOML, type AST } from 'toml-eslint-parser'
import type { Variable } from './variable.ts'
import { allVariables } from './variables.ts'

/** What stands in a file of settings (TOML), by the names of the variables. */
export type ConfigFile = {
  readonly file: string
  readonly values: ReadonlyMap<string, { readonly text: string; readonly line: number }>
}

/** The file cannot be read, or does not hold settings: the message is the sentence for the operator, with the line. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault'
  readonly kind: 'unreadable' | 'wrong'

  constructor(kind: ConfigFault['kind'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.kind = kind
  }
}

const fileName = 'konkon.toml'

/** The one in the data folder; null where there is none. */
export function findConfigFile(dataFolder: string): string | null {
  const file = path.join(dataFolder, fileName)
  return existsSync(file) ? file : null
}

/** `KONKON_PUBLIC_ORIGIN` is `public-origin` there. */
export function keyOf(variable: string): string {
  return variable
    .replace(/^KONKON_/, '')
    .toLowerCase()
    .replaceAll('_', '-')
}

/** Throws a `ConfigFault` at the first thing that is no setting. What a setting's value may be is not looked at here. */
export function readConfigFile(file: string): ConfigFile {
  const values = new Map<string, { readonly text: string; readonly line: number }>()
  for (const entry of parseFile(file)) {
    const { line } = entry.loc.start
    if (entry.type === 'TOMLTable') throw wrong(file, line, 'settings stand alone, not under a [heading]')
    const key = getKey(entry)
    const variable = allVariables.find(({ name }) => keyOf(name) === key)
    if (!variable) throw wrong(file, line, `there is no setting ${JSON.stringify(key)}. There are: ${allKeys()}`)
    const text = textOf(getStaticTOMLValue(entry.value), variable)
    if (text === null) throw wrong(file, line, `${key} must be ${variable.allowed}`)
    values.set(variable.name, { text: variable.isPath ? path.resolve(path.dirname(file), text) : text, line })
  }
  return { file, values }
}

function parseFile(file: string): readonly (AST.TOMLKeyValue | AST.TOMLTable)[] {
  try {
    return parseTOML(readFileSync(file, 'utf8')).body[0].body
  } catch (cause) {
    if (cause instanceof ParseError) throw wrong(file, cause.lineNumber, `this cannot be read: ${cause.message}`)
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ConfigFault('unreadable', `The file of settings ${file} cannot be read: ${reason}`, { cause })
  }
}

function getKey({ key }: AST.TOMLKeyValue): string {
  return key.keys.map((part) => (part.type === 'TOMLBare' ? part.name : part.value)).join('.')
}

/** As the variable would say it; null for what no variable can. */
function textOf(value: unknown, { isJson }: Variable<unknown>): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  if (!Array.isArray(value)) return null
  if (isJson) return JSON.stringify(value)
  return value.every((one) => typeof one === 'string') ? value.join(', ') : null
}

function wrong(file: string, line: number, words: string): ConfigFault {
  return new ConfigFault('wrong', `${file}:${line}: ${words}.`)
}

function allKeys(): string {
  return allVariables.map(({ name }) => keyOf(name)).join(', ')
}
