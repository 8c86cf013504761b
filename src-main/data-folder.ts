import { accessSync, constants, mkdirSync } from 'node:fs'
import path from 'node:path'

export type DataFolder =
  | { readonly kind: 'usable'; readonly folder: string }
  /** The sentence names the variable, its value and what is allowed. */
  | { readonly kind: 'unusable'; readonly sentence: string }

/** Where everything is kept: `KONKON_DATA`, or `konkon` in the system's folder for app data. Created if missing. */
export function prepareDataFolder(asked: string | undefined, systemFolder: string): DataFolder {
  const folder = asked ? path.resolve(asked) : path.join(systemFolder, 'konkon')
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.R_OK | constants.W_OK)
    return { kind: 'usable', folder }
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    return {
      kind: 'unusable',
      sentence: `KONKON_DATA=${asked ?? folder}: must be a folder that this user may write to (${why}).`,
    }
  }
}
