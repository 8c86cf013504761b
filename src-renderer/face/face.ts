import { createContext, use, useSyncExternalStore } from 'react'
import { useSyncExternalStoreWithSelector } from 'use-sync-external-store/with-selector'
import { isSameData } from '../../src-shared/same-data.ts'
import type { DeskWindowBridge } from '../../src-shared/bridge.ts'
import type { DeskClient } from '../../src-shared/desk-client.ts'
import type { DeskState } from '../../src-shared/desk-state.ts'
import type { Language } from '../../src-shared/language.ts'
import type { LocalMedia } from '../../src-rtc/local-media.ts'
import type { CallSession } from '../call/call-session.ts'
import type { ShareSources } from '../call/share-sources.ts'
import type { Feedback } from './feedback.ts'
import type { Store } from './store.ts'

/** Everything the views depend on. Composed in the entries, faked in the tests. */
export type Face = {
  readonly client: DeskClient
  readonly media: LocalMedia
  readonly callSession: CallSession
  readonly feedback: Feedback
  readonly surroundings: Surroundings
  /** Plays one sound through a chosen loudspeaker, so that one hears which it is. */
  readonly testSpeaker: (outputDeviceId: string) => void
  /** `?lang=` of a page; wins until a language is chosen in the settings. */
  readonly askedLanguage: Language | null
  readonly log: (message: string, detail?: unknown) => void
}

/** What differs between the app's window and a page in a browser. */
export type Surroundings =
  | {
      readonly kind: 'app'
      readonly shareSources: ShareSources
      readonly pairWithServer: DeskWindowBridge['pairWithServer']
      readonly waitForServer: DeskWindowBridge['waitForServer']
    }
  | {
      readonly kind: 'page'
      readonly alertPermission: Store<AlertPermission> & { ask: () => void }
      /** Allows the page to make sounds. Must be called from a click. */
      readonly enableSound: () => void
      readonly pairing: { unpair: () => void }
    }

export type AlertPermission = 'not-asked' | 'granted' | 'denied' | 'unsupported'

export const FaceContext = createContext<Face | null>(null)

export function useFace(): Face {
  const face = use(FaceContext)
  if (!face) throw new Error('A view outside its FaceContext.')
  return face
}

/** The current value of a store. Renders again whenever it changes. */
export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.subscribe, store.getState)
}

/**
 * What `select` picks from the desk's state: plain data. Renders again only when its value differs, because a state that
 * crossed the bridge shares no object with the one before, and a knock brings several states before the first frame.
 */
export function useDesk<T>(select: (desk: DeskState) => T): T {
  const { client } = useFace()
  return useSyncExternalStoreWithSelector(client.subscribe, client.getState, null, select, isSameData)
}
