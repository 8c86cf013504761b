import { createBrowserRingPlayer } from './browser-ring-player.ts'
import type { RingPlayer } from './ring-player.ts'

/** Chimes once through a chosen loudspeaker. The player is created on first use: on most days nobody tests. */
export function createSpeakerTest(): (outputDeviceId: string) => void {
  let player: RingPlayer | null = null
  let sequence = 0
  return (outputDeviceId) => {
    player ??= createBrowserRingPlayer()
    sequence += 1
    player.apply({ kind: 'chime', volume: 1, outputDeviceId, sequence })
  }
}
