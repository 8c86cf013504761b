import type { DeskWindowBridge, ShareSource } from '../../src-shared/bridge.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import type { Store } from '../face/store.ts'

/** What the app can share, and what was chosen last: a track does not know the name of its window. */
export type ShareSources = {
  list: () => Promise<readonly ShareSource[]>
  /** Whether main waits for a choice. It is kept here, for the picker may be fetched only once it is asked for. */
  isRequested: Store<boolean>
  /** Null cancels. */
  choose: (id: string | null) => void
  chosenName: () => string | null
}

export function createShareSources(
  bridge: Pick<DeskWindowBridge, 'listShareSources' | 'onShareRequested' | 'chooseShareSource'>,
): ShareSources {
  let listed: readonly ShareSource[] = []
  let chosenName: string | null = null
  let isRequested = false
  const listeners = createListeners<void>()
  const setRequested = (next: boolean): void => {
    isRequested = next
    listeners.tell()
  }
  bridge.onShareRequested(() => setRequested(true))
  return {
    list: async () => {
      listed = await bridge.listShareSources()
      return listed
    },
    isRequested: { getState: () => isRequested, subscribe: listeners.add },
    choose: (id) => {
      chosenName = listed.find((source) => source.id === id)?.name ?? null
      setRequested(false)
      bridge.chooseShareSource(id)
    },
    chosenName: () => chosenName,
  }
}

/** A label that means something to people. Browsers name many shares by an id, such as `screen:0:0`. */
export function shareLabel(trackLabel: string, chosenName: string | null): string {
  if (chosenName) return chosenName
  return /^(screen|window|web-contents-media-stream|browser|tab):|^\{?[\da-f-]{16,}\}?$/i.test(trackLabel)
    ? ''
    : trackLabel
}
