import type { DatabaseSync } from 'node:sqlite'

/** So that full-width letters, half-width kana and capitals are found by any of their forms. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** Makes both known to SQL, as `fold` and `digits`. */
export function addTextFunctions(database: DatabaseSync): void {
  database.function('fold', { deterministic: true }, (text) => fold(String(text ?? '')))
  database.function('digits', { deterministic: true }, (text) => digitsOf(String(text ?? '')))
}
