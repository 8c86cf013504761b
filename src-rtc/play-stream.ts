import type { Unsubscribe } from '../src-shared/unsubscribe.ts'

/** Whether the element plays; `blocked` means that the browser wants a tap first (show a *Tap to hear* button). */
export type Playback = 'playing' | 'blocked'

export type PlayStreamOptions = {
  readonly element: HTMLMediaElement
  readonly stream: MediaStream
  readonly sinkId: string
  readonly onPlayback: (playback: Playback) => void
}

/** A tap anywhere counts as permission to play. */
const gestures = ['pointerup', 'keydown', 'touchend'] as const

/**
 * Plays a stream in an element, and again whenever its tracks change or the page comes back to the front. `sinkId` is
 * the loudspeaker; where it is gone or cannot be chosen, the default one plays.
 *
 * A `<video>` is always silent, since every browser lets silent pictures play by themselves: give the voice an
 * `<audio>` of its own. After `blocked` the next tap or key anywhere on the page plays it.
 */
export function playStream(options: PlayStreamOptions): Unsubscribe {
  const { element, stream, onPlayback } = options
  let playback: Playback | null = null
  const page = element.ownerDocument
  const ending = new AbortController()
  const { signal } = ending

  if (element instanceof HTMLVideoElement) {
    element.muted = true
    element.playsInline = true
  } else {
    void chooseSink(element, options.sinkId)
  }
  stream.addEventListener('addtrack', begin, { signal })
  element.addEventListener('loadedmetadata', playIfPaused, { signal })
  // Phones pause what is behind another app; the stream itself never pauses.
  element.addEventListener('pause', playIfPaused, { signal })
  page.addEventListener('visibilitychange', playIfPaused, { signal })
  for (const gesture of gestures) page.addEventListener(gesture, playIfPaused, { signal, capture: true })
  begin()

  /**
   * Not before there is a track: an element of Chromium that begins with an empty stream can stay silent for ever when
   * the track comes while it is still loading. Until then it goes on with what it played, which keeps the permission to
   * play.
   */
  function begin(): void {
    if (stream.getTracks().length === 0) return
    if (element.srcObject !== stream) element.srcObject = stream
    play()
  }

  function playIfPaused(): void {
    if (element.srcObject === stream && element.paused && page.visibilityState === 'visible') play()
  }

  function play(): void {
    element.play().then(
      () => report('playing'),
      (error: unknown) => {
        // Anything else, such as AbortError, means that a newer load took over and plays by its own events.
        if (error instanceof Error && error.name === 'NotAllowedError') report('blocked')
      },
    )
  }

  function report(now: Playback): void {
    if (signal.aborted || now === playback) return
    playback = now
    onPlayback(now)
  }

  return () => {
    ending.abort()
    if (element.srcObject === stream) element.srcObject = null
  }
}

async function chooseSink(element: HTMLMediaElement, sinkId: string): Promise<void> {
  // Phones have no such choice.
  if (!('setSinkId' in element) || element.sinkId === sinkId) return
  try {
    await element.setSinkId(sinkId)
  } catch {
    // Unplugged or not allowed: a voice from the wrong loudspeaker is better than none.
    if (sinkId !== '') await chooseSink(element, '')
  }
}
