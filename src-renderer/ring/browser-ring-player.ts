import { createBrowserMediaAccess } from '../../src-rtc/media-access.ts'
import { createClock } from '../../src-shared/clock.ts'
import { createRingPlayer, type RingPlayer } from './ring-player.ts'
import { loadSound } from './sounds.ts'

/** The ring player on this browser's own audio and devices. */
export function createBrowserRingPlayer(): RingPlayer {
  const { devices } = createBrowserMediaAccess()
  return createRingPlayer({
    openContext: () => new AudioContext(),
    loadSound,
    setTimer: createClock(globalThis).setTimer,
    onDevicesChanged: (listener) => {
      devices?.addEventListener('devicechange', listener)
      return () => devices?.removeEventListener('devicechange', listener)
    },
  })
}
