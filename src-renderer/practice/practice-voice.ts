import { isSyllable } from './practice-picture.ts'

export type PracticeVoice = { readonly stream: MediaStream; readonly dispose: () => void }

/** A throat, the vowels that a mouth makes of it, and how far ahead syllables are planned. */
const pitchHz = 150
const vowelsHz = [700, 1_100, 2_500]
const stepSeconds = 0.05
const plannedSeconds = 240

/** Somebody who hums as if they spoke: made here, so that it has no language and no licence. */
export function openPracticeVoice(): PracticeVoice {
  const context = new AudioContext()
  const throat = new OscillatorNode(context, { type: 'sawtooth', frequency: pitchHz })
  const loudness = new GainNode(context, { gain: 0 })
  const out = new MediaStreamAudioDestinationNode(context)
  for (const frequency of vowelsHz) {
    const vowel = new BiquadFilterNode(context, { type: 'bandpass', frequency, Q: 8 })
    throat.connect(vowel).connect(loudness)
  }
  loudness.connect(out)
  const beginsAt = context.currentTime
  for (let seconds = 0; seconds < plannedSeconds; seconds += stepSeconds) {
    loudness.gain.setTargetAtTime(isSyllable(seconds) ? 0.5 : 0, beginsAt + seconds, 0.03)
    throat.frequency.setTargetAtTime(pitchHz + 25 * Math.sin(seconds * 2), beginsAt + seconds, 0.1)
  }
  throat.start()
  return {
    stream: out.stream,
    dispose() {
      throat.stop()
      void context.close()
    },
  }
}
