import type { Clock } from '../src-shared/clock.ts'
import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import { browserClock } from './clock.ts'
import type { LocalMedia } from './local-media.ts'
import { createTrackLevel, type TrackLevel } from './track-level.ts'
import { createVoiceGate } from './voice-gate.ts'

export type MutedVoiceOptions = {
  readonly media: Pick<LocalMedia, 'getState' | 'getTrack' | 'subscribe'>
  readonly onChanged: (isSpeaking: boolean) => void
  /** For tests; pages leave both out. */
  readonly clock?: Pick<Clock, 'setTimer'>
  readonly openLevel?: (track: MediaStreamTrack) => TrackLevel
}

const readEveryMs = 100

/**
 * Notices that somebody speaks into a microphone that is off. Listens to a copy of its track, because the track itself is
 * silent then; the copy stays on this device, and lives only while the microphone is off.
 */
export function watchMutedVoice(options: MutedVoiceOptions): Unsubscribe {
  const { media, onChanged, clock = browserClock, openLevel = createTrackLevel } = options
  let heard: { readonly of: MediaStreamTrack; readonly stop: Unsubscribe } | null = null
  let isSpeaking = false

  function tell(next: boolean): void {
    if (next === isSpeaking) return
    isSpeaking = next
    onChanged(next)
  }

  function listen(track: MediaStreamTrack): Unsubscribe {
    const copy = track.clone()
    copy.enabled = true
    const level = openLevel(copy)
    const gate = createVoiceGate()
    let cancel: Unsubscribe = () => undefined
    const read = (): void => {
      cancel = clock.setTimer(readEveryMs, read)
      tell(gate.hear(level.read()))
    }
    read()
    return () => {
      cancel()
      level.dispose()
      copy.stop()
      tell(false)
    }
  }

  function follow(): void {
    const track = media.getState().isMicrophoneOn ? null : media.getTrack('microphone')
    if (track === (heard?.of ?? null)) return
    heard?.stop()
    heard = track && { of: track, stop: listen(track) }
  }

  const unfollow = media.subscribe(follow)
  follow()
  return () => {
    unfollow()
    heard?.stop()
    heard = null
  }
}
