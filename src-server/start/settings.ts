import path from 'node:path'
import { ConfigFault, findConfigFile, keyOf, readConfigFile, type ConfigFile } from './config-file.ts'
import { defaultDataFolder, parseEnvironment, type Environment, type Machine } from './environment.ts'
import { dataFolder } from './variables.ts'

/** What holds: each setting by its variable, else by the file, else by its default. */
export type Settings = {
  readonly environment: Environment
  /** The file's settings among them. */
  readonly variables: NodeJS.ProcessEnv
  readonly file: string | null
  readonly originOf: (variable: string) => Origin
}

export type Origin =
  | { readonly kind: 'variable' }
  | { readonly kind: 'file'; readonly file: string; readonly line: number }
  | { readonly kind: 'default' }

/** `message` is one line that names the variable, or the file with its line, and what is allowed. */
export type SettingsResult =
  | { readonly kind: 'ok'; readonly settings: Settings }
  | { readonly kind: 'invalid' | 'unreadable'; readonly message: string }

/**
 * Reads the file that `KONKON_CONFIG` names, else `konkon.toml` in the data folder where there is one, and the variables,
 * which win.
 */
export function readSettings(given: NodeJS.ProcessEnv, machine: Machine): SettingsResult {
  try {
    const config = findConfig(given, machine)
    const variables = { ...given }
    for (const [name, { text }] of config?.values ?? []) variables[name] = given[name] || text
    const originOf = (variable: string): Origin => {
      if (given[variable]) return { kind: 'variable' }
      const line = config?.values.get(variable)?.line
      return config && line !== undefined ? { kind: 'file', file: config.file, line } : { kind: 'default' }
    }
    const parsed = parseEnvironment(variables, machine)
    if (parsed.kind === 'invalid') {
      const origin = originOf(parsed.variable)
      const words = parsed.message.replace(parsed.variable, keyOf(parsed.variable))
      const message = origin.kind === 'file' ? `${origin.file}:${origin.line}: ${words}` : parsed.message
      return { kind: 'invalid', message }
    }
    const { environment } = parsed
    return { kind: 'ok', settings: { environment, variables, file: config?.file ?? null, originOf } }
  } catch (cause) {
    if (cause instanceof ConfigFault) {
      return { kind: cause.kind === 'unreadable' ? 'unreadable' : 'invalid', message: cause.message }
    }
    throw cause
  }
}

function findConfig(given: NodeJS.ProcessEnv, machine: Machine): ConfigFile | null {
  const named = given['KONKON_CONFIG']
  if (named) return readConfigFile(path.resolve(named))
  const folder = given[dataFolder.name] || defaultDataFolder(given, machine)
  const file = findConfigFile(path.resolve(folder))
  if (file === null) return null
  const config = readConfigFile(file)
  const line = config.values.get(dataFolder.name)?.line
  // It was found because the data is there.
  if (line !== undefined) {
    throw new ConfigFault('wrong', `${file}:${line}: data cannot be set in a file that lies in the data folder itself.`)
  }
  return config
}
