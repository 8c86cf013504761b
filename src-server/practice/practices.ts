import type { Call } from '../../src-shared/call.ts'
import type { CallId, DeskId, KnockId } from '../../src-shared/ids.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import type { PracticeRequest } from '../../src-shared/practice.ts'
import type { Done } from '../../src-shared/result.ts'
import type { KnockRecord } from '../knocks/knock-record.ts'
import { toCall, toDeskKnock } from '../knocks/knock-views.ts'
import { createDeskPractice, type DeskPractice, type DeskPracticeDeps } from './desk-practice.ts'

/**
 * The practice knocks of one room's desks. None of them is in the room's book, so nothing that counts, keeps or follows
 * knocks can meet one.
 */
export type Practices = {
  readonly start: (desk: DeskId, request: PracticeRequest) => Done
  /** The book of this desk's practice if this knock or call is of it; null for a real one. */
  readonly bookWith: (desk: DeskId, about: { knockId: KnockId } | { callId: CallId }) => DeskPractice['book'] | null
  readonly isInCall: (desk: DeskId) => boolean
  readonly knocksOf: (desk: DeskId) => readonly DeskKnock[]
  readonly callsOf: (desk: DeskId) => readonly Call[]
  /** Those whose desk has asked to try the call-outs as well. */
  readonly listCalledOut: () => readonly DeskKnock[]
  /** A visitor has come, who is more than practice. */
  readonly endAll: () => void
  readonly dispose: () => void
}

export function createPractices(deps: Omit<DeskPracticeDeps, 'desk'>): Practices {
  const practices = new Map<DeskId, DeskPractice>()
  const runningOf = (desk: DeskId): readonly KnockRecord[] => practices.get(desk)?.book.listRunning() ?? []

  return {
    start(desk, request) {
      const practice = practices.get(desk) ?? createDeskPractice({ ...deps, desk })
      practices.set(desk, practice)
      return practice.start(request)
    },
    bookWith(desk, about) {
      const book = practices.get(desk)?.book
      const found = 'knockId' in about ? book?.find(about.knockId) : book?.findByCall(about.callId)
      return book && found ? book : null
    },
    isInCall: (desk) => practices.get(desk)?.book.isDeskInCall(desk) ?? false,
    knocksOf: (desk) => runningOf(desk).flatMap((record) => toDeskKnock(record) ?? []),
    callsOf: (desk) => runningOf(desk).flatMap((record) => toCall(record) ?? []),
    listCalledOut: () =>
      [...practices.values()]
        .filter((practice) => practice.isCalledOut())
        .flatMap(({ book }) => book.listRunning())
        .flatMap((record) => toDeskKnock(record) ?? []),
    endAll() {
      for (const practice of practices.values()) practice.end()
    },
    dispose() {
      for (const practice of practices.values()) practice.dispose()
      practices.clear()
    },
  }
}
