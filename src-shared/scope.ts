import type { Unsubscribe } from './unsubscribe.ts'

/** The lifetime of what was created: everything that has to be undone, undone once and in one place. */
export type Scope = {
  /** Undoes it at the end, the last first; at once when the end is over. Returns what undoes it earlier. */
  readonly add: (undo: () => void) => Unsubscribe
  readonly isOver: () => boolean
  /** Idempotent. What throws is reported, and the rest is undone all the same. */
  readonly dispose: () => void
}

export function createScope(onFault: (cause: unknown) => void): Scope {
  const undos = new Set<() => void>()
  let isOver = false

  function run(undo: () => void): void {
    try {
      undo()
    } catch (cause) {
      onFault(cause)
    }
  }

  return {
    add(undo) {
      if (isOver) {
        run(undo)
        return () => undefined
      }
      // A wrapper of its own, so that the same function added twice is undone twice.
      const entry = (): void => undo()
      undos.add(entry)
      return () => {
        if (undos.delete(entry)) run(entry)
      }
    },
    isOver: () => isOver,
    dispose() {
      isOver = true
      const all = [...undos].toReversed()
      undos.clear()
      for (const undo of all) run(undo)
    },
  }
}
