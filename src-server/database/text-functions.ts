import type { DatabaseSync } from 'node:sqlite'

/** Makes texts comparable whatever their case and width (full-width letters, half-width kana). */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** Adds both to SQL, as `fold` and `digits`. */
export function addTextFunctions(database: DatabaseSync): void {
  database.function('fold', { deterministic: true }, (text) => fold(String(text ?? '')))
  database.function('digits', { deterministic: true }, (text) => digitsOf(String(text ?? '')))
}
