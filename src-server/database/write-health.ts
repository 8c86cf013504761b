import type { Clock } from '../../src-shared/clock.ts'
import type { ServerTrouble } from '../../src-shared/server-trouble.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { isOfDatabase, reasonOf } from './database-faults.ts'

/** Whether knocks can be written now. It is known from the writes themselves, and tried again while they fail. */
export type WriteHealth = {
  readonly get: () => ServerTrouble | null
  /** Something threw; it counts where it came from the database. */
  readonly note: (cause: unknown) => void
  /** Calls after every change of `get()`. */
  readonly subscribe: (listener: () => void) => Unsubscribe
  readonly dispose: () => void
}

export type WriteHealthDeps = {
  readonly clock: Clock
  /** Writes what changes nothing; throws while nothing can be written. */
  readonly tryWrite: () => void
}

const tryAgainMs = 5_000

export function createWriteHealth({ clock, tryWrite }: WriteHealthDeps): WriteHealth {
  const listeners = createListeners<void>()
  let trouble: ServerTrouble | null = null
  let cancelTimer: Unsubscribe = () => undefined

  function change(next: ServerTrouble | null): void {
    cancelTimer()
    cancelTimer = next === null ? () => undefined : clock.setTimer(tryAgainMs, tryAgain)
    if (next === trouble) return
    trouble = next
    listeners.tell()
  }

  function tryAgain(): void {
    try {
      tryWrite()
      change(null)
    } catch (cause) {
      change(troubleOf(cause))
    }
  }

  return {
    get: () => trouble,
    note(cause) {
      if (isOfDatabase(cause)) change(troubleOf(cause))
    },
    subscribe: listeners.add,
    dispose() {
      cancelTimer()
      listeners.clear()
    },
  }
}

function troubleOf(cause: unknown): ServerTrouble {
  return reasonOf(cause) === 'disk-full' ? 'disk-full' : 'database'
}
