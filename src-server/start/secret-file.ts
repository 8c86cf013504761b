import { readFileSync } from 'node:fs'
import { StartError } from './start-error.ts'

/** Where the operator keeps a secret: a file, named by this variable. */
export type SecretFile = { readonly variable: string; readonly file: string }

/** Its first line that is not empty; throws a `StartError` that names the variable and the file, and no secret. */
export function readSecretFile({ variable, file }: SecretFile): string {
  const line = readText({ variable, file })
    .split(/\r?\n/)
    .map((text) => text.trim())
    .find((text) => text !== '')
  if (line === undefined) throw unusable({ variable, file }, 'it is empty')
  return line
}

function readText(secret: SecretFile): string {
  try {
    return readFileSync(secret.file, 'utf8')
  } catch (cause) {
    throw unusable(secret, cause instanceof Error ? cause.message : String(cause))
  }
}

function unusable({ variable, file }: SecretFile, reason: string): StartError {
  return new StartError('secret-unusable', `The file ${file} of ${variable} cannot be used: ${reason}`)
}
