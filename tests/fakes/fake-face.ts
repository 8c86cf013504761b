import type { FacePort } from '../../src-desk/ports.ts'

export type FakeFace = FacePort & { readonly broughtForward: number }

/** A window that counts how often it was called to the front. */
export function createFakeFace(): FakeFace {
  let broughtForward = 0
  return {
    bringForward() {
      broughtForward += 1
    },
    get broughtForward() {
      return broughtForward
    },
  }
}
