import type { CardPort } from '../../src-desk/ports.ts'

export type FakeCard = CardPort & { readonly isVisible: boolean; readonly changes: readonly boolean[] }

/** A card without a window. */
export function createFakeCard(): FakeCard {
  const changes: boolean[] = []
  return {
    setVisible(isVisible) {
      changes.push(isVisible)
    },
    changes,
    get isVisible() {
      return changes.at(-1) ?? false
    },
  }
}
