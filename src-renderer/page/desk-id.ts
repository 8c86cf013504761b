import { DeskIdSchema, type DeskId } from '../../src-shared/ids.ts'
import { randomId } from '../face/random-id.ts'
import { parse } from '../../src-shared/parse.ts'

const storageKey = 'konkon.desk-id'

/** The id by which the server recognises this browser; made on the first visit. */
export function loadDeskId(storage: Storage): DeskId {
  const known = parse(DeskIdSchema, storage.getItem(storageKey))
  if (known.kind === 'ok') return known.value
  const made = parse(DeskIdSchema, randomId('page'))
  if (made.kind === 'failed') throw new Error(`A made id does not fit: ${made.message}`)
  storage.setItem(storageKey, made.value)
  return made.value
}
