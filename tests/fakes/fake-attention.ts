import type { Attention, AttentionPort } from '../../src-desk/ports.ts'

export type FakeAttention = AttentionPort & { readonly applied: readonly Attention[] }

/** A tray without an icon. */
export function createFakeAttention(): FakeAttention {
  const applied: Attention[] = []
  return {
    apply(attention) {
      applied.push(attention)
    },
    applied,
  }
}
