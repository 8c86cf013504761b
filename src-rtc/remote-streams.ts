import { lineKinds, type MediaLines } from './media-lines.ts'
import { putTrack } from './stream-track.ts'

/** What arrives from the other side, in streams that outlive any one connection. */
export type RemoteStreams = {
  readonly streams: { readonly voice: MediaStream; readonly camera: MediaStream; readonly screen: MediaStream }
  /** Shows the lines of a new connection, each as soon as it has something to show. */
  show: (lines: MediaLines) => void
  clear: () => void
}

export function createRemoteStreams(): RemoteStreams {
  const streams = { voice: new MediaStream(), camera: new MediaStream(), screen: new MediaStream() }
  const streamOf = { microphone: streams.voice, camera: streams.camera, screen: streams.screen }
  let shown = 0

  function show(lines: MediaLines): void {
    const now = ++shown
    for (const kind of lineKinds) {
      const { track } = lines[kind].receiver
      const stream = streamOf[kind]
      if (stream.getTracks().length === 0) putTrack(stream, track)
      // The last picture of the old connection stays until the new one has a picture.
      else track.addEventListener('unmute', () => now === shown && putTrack(stream, track), { once: true })
    }
  }

  return {
    streams,
    show,
    clear() {
      shown++
      for (const stream of Object.values(streams)) putTrack(stream, null)
    },
  }
}
