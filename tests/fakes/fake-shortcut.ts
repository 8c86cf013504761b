import type { ShortcutPort } from '../../src-desk/ports.ts'
import { createFakeListeners } from './fake-listeners.ts'

export type FakeShortcut = ShortcutPort & {
  /** What is set now. */
  readonly combination: string | null
  /** Another program has it from now on. */
  take: (combination: string) => void
  press: () => void
}

/** A keyboard without keys. */
export function createFakeShortcut(): FakeShortcut {
  const presses = createFakeListeners<null>()
  const taken = new Set<string>()
  let combination: string | null = null
  return {
    setAdmitShortcut(next) {
      combination = next === null || taken.has(next) ? null : next
      return combination === next
    },
    onPressed: (listener) => presses.on(() => listener()),
    get combination() {
      return combination
    },
    take(other) {
      taken.add(other)
    },
    press() {
      if (combination !== null) presses.tell(null)
    },
  }
}
