import { readFileSync } from 'node:fs'
import { StartError } from './start-error.ts'

/** Where the operator keeps a secret: a file, named by this variable. */
export type SecretFile = { readonly variable: string; readonly file: string }

/** Its lines that are not empty; throws a `StartError` that names the variable and the file, and no secret. */
export function readSecretFile(secret: SecretFile): readonly [string, ...string[]] {
  const [first, ...rest] = readText(secret)
    .split(/\r?\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
  if (first === undefined) throw unusable(secret, 'it is empty')
  return [first, ...rest]
}

/** What was given itself or lies in a file; null for none. */
export function textOfSecret(secret: string | SecretFile | null): string | null {
  return secret === null || typeof secret === 'string' ? secret : readSecretFile(secret)[0]
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
