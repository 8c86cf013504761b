import type { RingerPort } from '../../src-desk/ports.ts'
import type { RingPlayer } from '../ring/ring-player.ts'
import type { Vibration } from './vibration.ts'

/** The ringer of a desk page: its own audio, and a phone's vibration. Any click or key press unlocks the sound. */
export function createPageRinger(player: RingPlayer, vibration: Vibration): RingerPort {
  const events = ['pointerdown', 'keydown'] as const
  for (const event of events) addEventListener(event, player.unlock, { capture: true })
  // Phones suspend the audio of a page in the background.
  const unlockInFront = (): void => {
    if (document.visibilityState === 'visible') player.unlock()
  }
  document.addEventListener('visibilitychange', unlockInFront)
  return {
    apply: (order) => {
      player.apply(order)
      vibration.apply(order)
    },
    onStatus: player.onStatus,
    dispose: () => {
      for (const event of events) removeEventListener(event, player.unlock, { capture: true })
      document.removeEventListener('visibilitychange', unlockInFront)
      vibration.dispose()
      player.dispose()
    },
  }
}
