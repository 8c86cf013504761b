import type { CallLink, CallLinkOptions, CallLinkState } from '../../src-rtc/call-link.ts'

export type FakeCallLink = CallLink & {
  readonly options: CallLinkOptions
  change: (state: CallLinkState) => void
  readonly restoredCount: number
  readonly isDisposed: boolean
}

/** A peer connection that is as a test says. */
export function createFakeCallLink(options: CallLinkOptions, remote: CallLink['remote']): FakeCallLink {
  const listeners = new Set<() => void>()
  let state: CallLinkState = { link: { kind: 'connecting' }, remote: null }
  let restoredCount = 0
  let isDisposed = false
  return {
    options,
    remote,
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    signalingRestored: () => {
      restoredCount += 1
    },
    dispose: () => {
      isDisposed = true
    },
    change: (next) => {
      state = next
      for (const listener of listeners) listener()
    },
    get restoredCount() {
      return restoredCount
    },
    get isDisposed() {
      return isDisposed
    },
  }
}
