import type { PageLog } from './page-log.ts'

/** The page's sound: the element of the desk's voice, and a chime when the visitor is let in. */
export type PageSound = {
  /** One element for the whole visit: browsers let it play because a tap once started it. */
  readonly voice: HTMLAudioElement
  /** Call inside a tap. Later calls repair what was blocked. */
  unlock: () => void
  /** Two soft notes, and a phone vibrates; silent where the sound was never unlocked. */
  chime: () => void
}

/**
 * Browsers, iOS Safari above all, play sound later only in elements and contexts that a tap has started. So the knock
 * starts both with silence, and the silence goes on until the call's voice takes the element over.
 */
export function createPageSound(log: PageLog): PageSound {
  const voice = document.createElement('audio')
  let context: AudioContext | null = null

  return {
    voice,
    unlock() {
      context ??= openContext(log)
      if (context?.state === 'suspended') context.resume().catch((error: unknown) => log.warn('no sound yet', error))
      if (context && voice.srcObject === null) voice.srcObject = silenceOf(context)
      voice.play().catch((error: unknown) => log.warn('the voice cannot play yet', error))
    },
    chime() {
      // A phone may lie on a bench, or be muted. Not every browser has a motor.
      if ('vibrate' in navigator) navigator.vibrate([300, 150, 300])
      if (context?.state !== 'running') return
      playNote(context, { hertz: 659.26, afterSeconds: 0 })
      playNote(context, { hertz: 880, afterSeconds: 0.18 })
    },
  }
}

function openContext(log: PageLog): AudioContext | null {
  try {
    return new AudioContext()
  } catch (error) {
    log.warn('this browser has no sound', error)
    return null
  }
}

function silenceOf(context: AudioContext): MediaStream {
  const source = new ConstantSourceNode(context, { offset: 0 })
  const target = new MediaStreamAudioDestinationNode(context)
  source.connect(target)
  source.start()
  return target.stream
}

function playNote(
  context: AudioContext,
  { hertz, afterSeconds }: { readonly hertz: number; readonly afterSeconds: number },
): void {
  const start = context.currentTime + afterSeconds
  const tone = new OscillatorNode(context, { frequency: hertz })
  const volume = new GainNode(context, { gain: 0 })
  volume.gain.setValueAtTime(0, start)
  volume.gain.linearRampToValueAtTime(0.16, start + 0.02)
  volume.gain.exponentialRampToValueAtTime(0.001, start + 0.7)
  tone.connect(volume).connect(context.destination)
  tone.start(start)
  tone.stop(start + 0.75)
}
