/** The ring player on real audio, with an ear at every way out. */
import { createRingPlayer } from '../../../src-renderer/ring/ring-player.ts'
import { loadSound } from '../../../src-renderer/ring/sounds.ts'
import { createClock } from '../../../src-shared/clock.ts'

declare global {
  interface Window {
    ringHarness: typeof harness
  }
}

type Ear = { readonly context: AudioContext; readonly analyser: AnalyserNode }

const ears: Ear[] = []

/** Whatever goes to the loudspeaker of a context is heard by its ear as well. */
// Bound anew at each call, below.
// oxlint-disable-next-line typescript/unbound-method
const { connect } = AudioNode.prototype
function connectAndHear(this: AudioNode, target: AudioNode): AudioNode {
  const ear = ears.find(({ context }) => context === this.context)
  if (ear && target instanceof AudioDestinationNode) Reflect.apply(connect, this, [ear.analyser])
  Reflect.apply(connect, this, [target])
  return target
}
Object.defineProperty(AudioNode.prototype, 'connect', { value: connectAndHear })

function openContext(): AudioContext {
  const context = new AudioContext()
  ears.push({ context, analyser: new AnalyserNode(context, { fftSize: 32_768 }) })
  return context
}

const player = createRingPlayer({
  openContext,
  loadSound,
  setTimer: createClock(globalThis).setTimer,
  onDevicesChanged: (listener) => {
    navigator.mediaDevices.addEventListener('devicechange', listener)
    return () => navigator.mediaDevices.removeEventListener('devicechange', listener)
  },
})

function peakOf({ analyser }: Ear): number {
  const samples = new Float32Array(analyser.fftSize)
  analyser.getFloatTimeDomainData(samples)
  return samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
}

const harness = {
  apply: player.apply,
  status: () => player.status().kind,
  /** The sink ids of the contexts, empty for the default device. */
  outputs: () => ears.map(({ context }) => String(Reflect.get(context, 'sinkId'))),
  suspend: () => ears[0]?.context.suspend(),
  otherOutput: async (): Promise<string> => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
    for (const track of stream.getTracks()) track.stop()
    const devices = await navigator.mediaDevices.enumerateDevices()
    return (
      devices.find((device) => device.kind === 'audiooutput' && !['', 'default'].includes(device.deviceId))?.deviceId ??
      ''
    )
  },
  /**
   * What an analyser holds is 0.7 s of the past; the first look is left out, as it may reach back before the question.
   */
  loudness: async (forMs: number): Promise<readonly number[]> => {
    await new Promise((resolve) => setTimeout(resolve, 800))
    const endsAt = performance.now() + forMs - 800
    let levels = ears.map(peakOf)
    while (performance.now() < endsAt) {
      await new Promise((resolve) => setTimeout(resolve, 50))
      levels = ears.map((ear, index) => Math.max(levels[index] ?? 0, peakOf(ear)))
    }
    return levels
  },
}
window.ringHarness = harness
