import { createListeners } from '../../src-shared/listeners.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'

/**
 * The whole window for one thing, and the whole screen where the browser can: an iPhone cannot, and a person or a policy
 * may forbid it. The page shows by `isFull` what fills it.
 */
export type FullScreen = {
  isFull: () => boolean
  subscribe: (listener: () => void) => Unsubscribe
  /** To be called from a press: no browser lets a page fill the screen by itself. */
  enter: () => void
  leave: () => void
  dispose: () => void
}

/**
 * The whole page goes to the screen, not the one element: else notes, dialogs and the sign of a knock would stay
 * behind.
 */
export function createFullScreen(log: (message: string, cause: unknown) => void, page = document): FullScreen {
  const changed = createListeners<void>()
  let isFull = false

  function set(next: boolean): void {
    if (next === isFull) return
    isFull = next
    changed.tell()
  }

  /** Escape of the browser, a swipe, another program: all of them end here. */
  function follow(): void {
    if (page.fullscreenElement === null) set(false)
    // It came after nobody wanted it any more.
    else if (!isFull) exit()
  }

  function exit(): void {
    page.exitFullscreen().catch((cause: unknown) => log('the screen stays full', cause))
  }

  function leave(): void {
    set(false)
    if (page.fullscreenElement !== null) exit()
  }

  page.addEventListener('fullscreenchange', follow)
  return {
    isFull: () => isFull,
    subscribe: changed.add,
    enter() {
      if (isFull) return
      set(true)
      // Missing on an iPhone, whatever the type says.
      if (!page.fullscreenEnabled) return
      page.documentElement
        .requestFullscreen({ navigationUI: 'hide' })
        .catch((cause: unknown) => log('the window is all that can be filled', cause))
    },
    leave,
    dispose() {
      leave()
      page.removeEventListener('fullscreenchange', follow)
      changed.clear()
    },
  }
}
