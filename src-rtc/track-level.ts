/** How loud a track of sound is now. */
export type TrackLevel = {
  /** The highest amplitude of the last moment, 0 to 1. */
  read: () => number
  dispose: () => void
}

export function createTrackLevel(track: MediaStreamTrack): TrackLevel {
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  const samples = new Uint8Array(analyser.fftSize)
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser)
  return {
    read() {
      analyser.getByteTimeDomainData(samples)
      // Bytes are centred on 128.
      return samples.reduce((most, sample) => Math.max(most, Math.abs(sample - 128)), 0) / 128
    },
    dispose: () => void context.close(),
  }
}
