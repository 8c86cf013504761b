import type { DeskId } from '../../src-shared/ids.ts'
import { useDesk } from '../face/face.ts'
import { useAnswer } from './use-answer.ts'

/** What the room calls one of its desks, and all the others; null until the server has said so. */
export function useDeskNames(deskId: DeskId): { readonly own: string; readonly others: readonly string[] } | null {
  const connected = useDesk(({ desks }) => desks)
  const [answer] = useAnswer('desks:list', null, JSON.stringify(connected))
  if (answer?.kind !== 'ok') return null
  return {
    own: answer.value.find(({ id }) => id === deskId)?.name ?? '',
    others: answer.value.filter(({ id }) => id !== deskId).map(({ name }) => name),
  }
}
