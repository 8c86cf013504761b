import type { RingContext } from '../../src-renderer/ring/ring-output.ts'

export type FakeRingContext = RingContext & {
  /** What was done, in order, e.g. `start ring loop`, `stop`, `sink hall`. */
  readonly done: readonly string[]
  setState: (state: AudioContextState) => void
  /** The system takes the sound away, as when its audio service breaks down. */
  lose: () => void
  /** Outputs that are not plugged in. */
  readonly missingSinks: Set<string>
}

/** An `AudioContext` that makes no sound. A buffer's length tells the sounds apart: 1 is the ring, 2 the chime. */
export function createFakeRingContext(first: AudioContextState = 'running'): FakeRingContext {
  const done: string[] = []
  const missingSinks = new Set<string>()
  const events = new EventTarget()
  let state = first
  const parameter = {
    setValueAtTime: () => parameter,
    linearRampToValueAtTime: (value: number) => {
      done.push(`ramp to ${value}`)
      return parameter
    },
    cancelScheduledValues: () => parameter,
    setTargetAtTime: (value: number) => {
      done.push(`fade to ${value}`)
      return parameter
    },
  }
  const setState = (next: AudioContextState): void => {
    state = next
    events.dispatchEvent(new Event('statechange'))
  }
  const context = {
    get state() {
      return state
    },
    currentTime: 0,
    destination: {},
    createGain: () => ({ gain: parameter, connect: () => undefined }),
    createBufferSource: () => {
      const source = {
        buffer: null as { readonly length: number } | null,
        loop: false,
        connect: () => undefined,
        start: () => done.push(`start ${source.buffer?.length === 1 ? 'ring' : 'chime'}${source.loop ? ' loop' : ''}`),
        stop: () => done.push('stop'),
      }
      return source
    },
    decodeAudioData: (bytes: ArrayBuffer) => Promise.resolve({ length: bytes.byteLength }),
    // As in a browser: while a click is missing, the promise neither resolves nor rejects.
    resume: () => {
      if (state === 'running') return Promise.resolve()
      done.push(`resume while ${state}`)
      return new Promise<void>(() => undefined)
    },
    close: () => {
      done.push('close')
      return Promise.resolve()
    },
    setSinkId: (sinkId: string) => {
      done.push(`sink ${sinkId || 'default'}`)
      return missingSinks.has(sinkId) ? Promise.reject(new Error('NotFoundError')) : Promise.resolve()
    },
    addEventListener: (name: string, listener: () => void) => events.addEventListener(name, listener),
    removeEventListener: (name: string, listener: () => void) => events.removeEventListener(name, listener),
    done,
    setState,
    lose: () => events.dispatchEvent(new Event('error')),
    missingSinks,
  }
  // A real context has some hundred members more, none of which the player touches.
  return context as unknown as FakeRingContext
}
