import type { DatabaseSync } from 'node:sqlite'
import { hashToken } from '../room/secrets.ts'

/** Makes texts comparable whatever their case and width (full-width letters, half-width kana). */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

export function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

/** Adds them to SQL, as `fold` and `digits`, and `hash_token` for a migration. */
export function addTextFunctions(database: DatabaseSync): void {
  database.function('fold', { deterministic: true }, (text) => fold(String(text ?? '')))
  database.function('hash_token', { deterministic: true }, (token) => hashToken(String(token ?? '')))
  database.function('digits', { deterministic: true }, (text) => digitsOf(String(text ?? '')))
}
