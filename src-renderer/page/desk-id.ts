import { DeskIdSchema, type DeskId } from '../../src-shared/ids.ts'
import { parse } from '../../src-shared/parse.ts'

const storageKey = 'konkon.desk-id'

/** The name by which the server knows this browser again; made at the first visit. */
export function loadDeskId(storage: Storage): DeskId {
  const known = parse(DeskIdSchema, storage.getItem(storageKey))
  if (known.kind === 'ok') return known.value
  const made = parse(DeskIdSchema, makeId())
  if (made.kind === 'failed') throw new Error(`A made id does not fit: ${made.message}`)
  storage.setItem(storageKey, made.value)
  return made.value
}

/** Not `randomUUID`: it is missing on a page without HTTPS, where a desk in the company's own network may live. */
function makeId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return `page-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
}
