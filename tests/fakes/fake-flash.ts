import type { FlashPort } from '../../src-desk/ports.ts'

export type FakeFlash = FlashPort & { readonly isFlashing: boolean; readonly changes: readonly boolean[] }

/** Displays that nobody looks at. */
export function createFakeFlash(): FakeFlash {
  const changes: boolean[] = []
  return {
    setFlashing(isFlashing) {
      changes.push(isFlashing)
    },
    changes,
    get isFlashing() {
      return changes.at(-1) ?? false
    },
  }
}
