/** Plays the sounds of a knock on one output device, through one audio context. */
import type { RingStatus } from '../../src-shared/desk-state.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { RingOrder } from '../../src-shared/ring-order.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { isSameData } from '../../src-shared/same-data.ts'

/** The part of an `AudioContext` that is needed; `setSinkId` is missing in Firefox and older Safari. */
export type RingContext = Pick<
  AudioContext,
  | 'state'
  | 'currentTime'
  | 'destination'
  | 'createGain'
  | 'createBufferSource'
  | 'decodeAudioData'
  | 'resume'
  | 'close'
  | 'addEventListener'
  | 'removeEventListener'
> & { readonly setSinkId?: (sinkId: string) => Promise<void> }

export type RingOutput = {
  /**
   * An order replaces the one before; the same order again changes nothing. `alsoOnDefault` is ignored here; the player handles it.
   */
  apply: (order: RingOrder) => void
  status: () => RingStatus
  /** Devices came or went: checks again whether the chosen one is there, even during a ring. */
  checkOutput: () => void
  unlock: () => void
  dispose: () => void
}

export type RingOutputDeps = {
  readonly openContext: () => RingContext
  readonly loadSound: (name: 'ring' | 'chime') => Promise<ArrayBuffer>
  readonly setTimer: (afterMs: number, run: () => void) => Unsubscribe
  readonly onStatus: (status: RingStatus) => void
}

/** A ring starts at this fraction of its volume, so that nobody next to the loudspeaker is startled … */
const startLevel = 0.35
/** … and reaches full volume after this many seconds. */
const rampSeconds = 4
/** A sound fades out over this many seconds, because cutting it off clicks. */
const fadeSeconds = 0.04
const chimeLevel = 0.4
/** Even a context that may sound starts out suspended; only after this long does that mean something. */
const settleMs = 1_000
/**
 * A context that the system took away is replaced after this long, so that a broken audio system is not asked in a
 * loop.
 */
const reopenAfterMs = 1_000

type Playing = { readonly source: AudioBufferSourceNode; readonly gain: GainNode }
type Sounding = Exclude<RingOrder, { readonly kind: 'silence' }>

export function createRingOutput(deps: RingOutputDeps): RingOutput {
  const sounds = new Map<'ring' | 'chime', Promise<AudioBuffer>>()
  let context = openContext()
  let status: RingStatus = { kind: 'silent' }
  let order: RingOrder = { kind: 'silence' }
  let playing: Playing | null = null
  let isOtherOutput = false
  let sinkId = ''
  /** Changes of the output device, one after another. */
  let choosing: Promise<void> = Promise.resolve()
  /** Grows with each order, so that work for an older one can stop. */
  let turn = 0
  let isSettled = false
  let stopReopening: Unsubscribe | null = null

  function openContext(): RingContext {
    const opened = deps.openContext()
    opened.addEventListener('statechange', onContextState)
    opened.addEventListener('error', onContextLost)
    return opened
  }
  function closeContext(): void {
    context.removeEventListener('statechange', onContextState)
    context.removeEventListener('error', onContextLost)
    // Rejects if the system has closed it already; it is gone either way.
    context.close().catch(() => undefined)
  }

  function onContextState(): void {
    // After an interruption (a phone call, Siri) it becomes suspended and stays so. While `interrupted` it must be left
    // alone.
    if (context.state === 'suspended' && order.kind !== 'silence') context.resume().then(reportNow, reportNow)
    reportNow()
  }
  /** The device was unplugged or the audio system failed: this context will not sound again. */
  function onContextLost(): void {
    report({ kind: 'failed', cause: 'The system took the sound away.' })
    stopReopening ??= deps.setTimer(reopenAfterMs, () => {
      stopReopening = null
      closeContext()
      playing = null
      sinkId = ''
      isOtherOutput = false
      context = openContext()
      const again = order
      order = { kind: 'silence' }
      if (again.kind === 'ring') apply(again)
      else reportNow()
    })
  }

  function report(next: RingStatus): void {
    if (isSameData(next, status)) return
    status = next
    deps.onStatus(next)
  }
  /** The status is what is true now, not what was ordered. */
  function reportNow(): void {
    if (stopReopening) return
    if (context.state !== 'running') {
      if (isSettled) report({ kind: 'needs-gesture' })
    } else if (order.kind !== 'ring' || !playing) report({ kind: 'silent' })
    else report({ kind: isOtherOutput ? 'other-output' : 'ringing' })
  }

  function stop(): void {
    if (!playing) return
    const { source, gain } = playing
    playing = null
    const endsAt = context.currentTime + fadeSeconds
    gain.gain.cancelScheduledValues(context.currentTime)
    gain.gain.setTargetAtTime(0, context.currentTime, fadeSeconds / 3)
    source.stop(endsAt)
  }

  function sound(name: 'ring' | 'chime'): Promise<AudioBuffer> {
    const known = sounds.get(name)
    if (known) return known
    const loading = deps.loadSound(name).then((bytes) => context.decodeAudioData(bytes))
    sounds.set(name, loading)
    // A failed load is tried again on the next order.
    loading.catch(() => sounds.delete(name))
    return loading
  }

  /** `isDoubtful` checks a device again even if it is already the chosen one. */
  function chooseOutput(wanted: string, isDoubtful = false): Promise<void> {
    const choose = async (): Promise<void> => {
      if (wanted === sinkId && !isOtherOutput && !isDoubtful) return
      if (!context.setSinkId) {
        isOtherOutput = wanted !== ''
        return
      }
      try {
        // Setting the same id again would resolve without checking the device.
        if (isDoubtful && wanted === sinkId && !isOtherOutput) await context.setSinkId('')
        await context.setSinkId(wanted)
        isOtherOutput = false
      } catch {
        // The device is unplugged or refused: a knock on the wrong loudspeaker is better than a silent one, and the
        // status says so.
        isOtherOutput = true
        await context.setSinkId('')
      }
      sinkId = wanted
    }
    choosing = choosing.then(choose, choose)
    return choosing
  }

  async function play(next: Sounding, isSwelling: boolean): Promise<void> {
    const mine = turn
    try {
      const [buffer] = await Promise.all([sound(next.kind), chooseOutput(next.outputDeviceId)])
      if (mine !== turn) return
      playing = next.kind === 'ring' ? startRing(buffer, next.volume, isSwelling) : startChime(buffer, next.volume)
      // Does not resolve while the browser waits for a click; the state change reports it then.
      context.resume().then(reportNow, reportNow)
      reportNow()
    } catch (cause) {
      if (mine === turn) report({ kind: 'failed', cause: String(cause) })
    }
  }

  function start(buffer: AudioBuffer): Playing {
    const source = context.createBufferSource()
    const gain = context.createGain()
    source.buffer = buffer
    source.connect(gain)
    gain.connect(context.destination)
    return { source, gain }
  }
  function startRing(buffer: AudioBuffer, volume: number, isSwelling: boolean): Playing {
    const ring = start(buffer)
    ring.source.loop = true
    ring.gain.gain.setValueAtTime(isSwelling ? volume * startLevel : volume, context.currentTime)
    if (isSwelling) ring.gain.gain.linearRampToValueAtTime(volume, context.currentTime + rampSeconds)
    ring.source.start()
    return ring
  }
  function startChime(buffer: AudioBuffer, volume: number): Playing {
    const chime = start(buffer)
    chime.gain.gain.setValueAtTime(volume * chimeLevel, context.currentTime)
    chime.source.start()
    return chime
  }

  function apply(next: RingOrder): void {
    if (isSameData(next, order)) return
    const before = order
    order = next
    const isRingingOn = before.kind === 'ring' && next.kind === 'ring' && playing !== null
    if (isRingingOn && playing && before.outputDeviceId === next.outputDeviceId && before.sequence === next.sequence) {
      playing.gain.gain.cancelScheduledValues(context.currentTime)
      playing.gain.gain.setTargetAtTime(next.volume, context.currentTime, fadeSeconds)
      return
    }
    turn += 1
    stop()
    switch (next.kind) {
      case 'silence':
        reportNow()
        return
      case 'ring':
      case 'chime':
        // `play` reports its own failure. Another knock during a ring needs no gentle start.
        void play(next, !isRingingOn)
        return
      default:
        assertNever(next)
    }
  }

  // Known before the first knock, so that the click can be asked for in time.
  const stopSettling = deps.setTimer(settleMs, () => {
    isSettled = true
    reportNow()
  })

  return {
    apply,
    status: () => status,
    checkOutput: () => {
      if (order.kind !== 'ring' || order.outputDeviceId === '') return
      chooseOutput(order.outputDeviceId, true).then(reportNow, (cause: unknown) =>
        report({ kind: 'failed', cause: String(cause) }),
      )
    },
    unlock: () => {
      context.resume().then(reportNow, reportNow)
    },
    dispose: () => {
      turn += 1
      stop()
      stopSettling()
      stopReopening?.()
      closeContext()
    },
  }
}
