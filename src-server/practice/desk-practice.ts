import type { Clock } from '../../src-shared/clock.ts'
import type { DeskId } from '../../src-shared/ids.ts'
import type { PracticeRequest } from '../../src-shared/practice.ts'
import { done, type Done } from '../../src-shared/result.ts'
import { createScope } from '../../src-shared/scope.ts'
import { programTexts } from '../../src-shared/texts/program-texts.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { createKnockBook, type KnockBook } from '../knocks/knock-book.ts'
import type { KnockRecord } from '../knocks/knock-record.ts'
import { createKnockTelling } from '../knocks/knock-telling.ts'
import type { Policy } from '../policy.ts'
import { makeKnockId } from '../room/secrets.ts'
import type { ConnectedDesks } from '../wire/connected-desks.ts'
import { createForgetfulStore } from './forgetful-store.ts'

export type DeskPracticeDeps = {
  readonly desk: DeskId
  readonly connected: Pick<ConnectedDesks, 'tellOnly'>
  readonly clock: Clock
  readonly policy: Policy
  /** Called for what is to be called out as well. */
  readonly onCalledOut: (before: KnockRecord | null, after: KnockRecord) => void
  readonly onFault: (cause: unknown) => void
}

/** What one desk practises: a knock like every other, by the same rules and facts, in a book of its own. */
export type DeskPractice = {
  readonly book: Pick<KnockBook, 'decide' | 'find' | 'findByCall' | 'isDeskInCall' | 'listRunning'>
  /** Begins anew only when nothing is running. */
  readonly start: (request: PracticeRequest) => Done
  readonly isCalledOut: () => boolean
  /** As if the visitor had gone. */
  readonly end: () => void
  readonly dispose: () => void
}

export function createDeskPractice(deps: DeskPracticeDeps): DeskPractice {
  const { desk, connected, clock, policy } = deps
  const scope = createScope(deps.onFault)
  let withCallOuts = false
  let cancelTimer: Unsubscribe = () => undefined
  const book = createKnockBook({
    store: createForgetfulStore(),
    clock,
    policy,
    onChanged(before, after) {
      planEnd()
      telling.tell(before, after)
      if (withCallOuts) deps.onCalledOut(before, after)
    },
    onFault: deps.onFault,
  })
  scope.add(book.dispose)
  const telling = createKnockTelling({
    // Everybody who has to know is this desk.
    desks: { tell: (send) => connected.tellOnly(desk, send), tellOnly: connected.tellOnly },
    visitors: { find: () => null },
    iceServers: { listSources: () => [], validForMs: policy.turnPasswordMs, clock },
    listRunning: book.listRunning,
  })
  scope.add(telling.dispose)
  scope.add(() => cancelTimer())

  return {
    book,
    start(request) {
      if (book.listRunning().length > 0) return done
      withCallOuts = request.withCallOuts
      const id = makeKnockId()
      const { language } = request
      // Nobody has a token for it: its id stands in, which can equal no hash.
      const knock = { id, kind: 'practice', tokenHash: id, name: programTexts[language].practice, language } as const
      const added = book.add({ ...knock, source: null })
      return added.kind === 'ok' ? done : added
    },
    isCalledOut: () => withCallOuts,
    end,
    dispose: scope.dispose,
  }

  function end(): void {
    for (const { id, phase } of book.listRunning()) {
      book.decide(id, phase.kind === 'in-call' ? { kind: 'leave' } : { kind: 'withdraw' })
    }
  }

  function planEnd(): void {
    cancelTimer()
    cancelTimer = book.listRunning().length > 0 ? clock.setTimer(policy.practiceMs, end) : () => undefined
  }
}
