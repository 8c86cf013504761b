/** The page of these tests: both ends of a call without server and screens. The test itself carries the signals. */
import { createCallLink, type CallLink, type CallLinkState } from '../../../src-rtc/call-link.ts'
import { createLocalMedia, type LocalMedia } from '../../../src-rtc/local-media.ts'
import { playStream } from '../../../src-rtc/play-stream.ts'
import type { IceServer, Signal } from '../../../src-shared/call.ts'
import { CallIdSchema } from '../../../src-shared/ids.ts'
import { parse } from '../../../src-shared/parse.ts'

declare global {
  interface Window {
    /** The test's end of the signaling; see support/call-pair.ts. */
    carrySignal: (signal: Signal) => Promise<void>
    /** Every connection that the page made, as support/watch-connections.ts saw it. */
    madeConnections: RTCPeerConnection[]
    offersMade: number
    rtcHarness: RtcHarness
    /** Only with `?play`. */
    tellPlayback: (what: string) => Promise<void>
  }
}

export type Received = {
  readonly cameraFrames: number
  readonly screenFrames: number
  readonly cameraCodec: string
  readonly screenCodec: string
  readonly voiceEnergy: number
  readonly connectionState: string
}

export type RtcHarness = {
  readonly media: LocalMedia
  /** States in the order in which the link told them. */
  readonly states: CallLinkState[]
  readonly logged: string[]
  /** What the server would have told last. */
  iceServers: readonly IceServer[]
  start: (role: 'desk' | 'visitor', isRejoining?: boolean) => void
  link: () => CallLink
  deliver: (signal: Signal) => void
  received: () => Promise<Received>
  /** The colour at a place (0 to 1) of a video, as `[red, green, blue]`. */
  colourAt: (video: 'camera' | 'screen', place: { readonly x: number; readonly y: number }) => number[]
}

const media = createLocalMedia()
const states: CallLinkState[] = []
const logged: string[] = []
const listeners = new Set<(signal: Signal) => void>()
const kept: Signal[] = []
let link: CallLink | null = null

function start(role: 'desk' | 'visitor', isRejoining = false): void {
  const callId = parse(CallIdSchema, 'call-1')
  if (callId.kind === 'failed') throw new Error(callId.message)
  const started = createCallLink({
    role,
    callId: callId.value,
    getIceServers: () => window.rtcHarness.iceServers,
    media,
    sendSignal: (signal) => void window.carrySignal(signal),
    onSignal(listener) {
      listeners.add(listener)
      for (const signal of kept.splice(0)) listener(signal)
      return () => listeners.delete(listener)
    },
    isRejoining,
    log: (message, detail) =>
      logged.push(`${Math.round(performance.now())} ${message} ${JSON.stringify(detail ?? null)}`),
  })
  link = started
  started.subscribe(() => states.push(started.getState()))
  for (const [name, stream] of Object.entries(started.remote)) {
    playStream({ element: mediaElement(name), stream, sinkId: '', onPlayback: () => {} })
  }
}

/** Plays a tone and a picture as soon as the page is there, and tells the test how that went. */
function playByItself(): void {
  const sound = new MediaStreamTrackGenerator({ kind: 'audio' })
  const soundWriter = sound.writable.getWriter()
  const picture = document.createElement('canvas')
  let count = 0
  setInterval(() => {
    const data = new Float32Array(480).map((_, index) => Math.sin(index / 8) / 4)
    const timestamp = count++ * 10_000
    void soundWriter.write(
      new AudioData({ format: 'f32', sampleRate: 48_000, numberOfFrames: 480, numberOfChannels: 1, timestamp, data }),
    )
    picture.getContext('2d')?.fillRect(count % 100, 0, 9, 9)
  }, 10)
  for (const [name, stream] of [
    ['voice', new MediaStream([sound])],
    ['camera', picture.captureStream(15)],
  ] as const) {
    playStream({
      element: mediaElement(name),
      stream,
      sinkId: '',
      onPlayback: (playback) => void window.tellPlayback(`${name} ${playback}`),
    })
  }
}

function mediaElement(name: string): HTMLMediaElement {
  const element = document.querySelector<HTMLMediaElement>(`#${name}`)
  if (!element) throw new Error(`No element for ${name}`)
  return element
}

async function received(): Promise<Received> {
  const connection = window.madeConnections.at(-1)
  const report = await connection?.getStats()
  const mids = connection?.getTransceivers().map(({ mid }) => mid) ?? []
  const inbound = Array.from(report?.values() ?? []).filter((stats) => stats.type === 'inbound-rtp')
  const of = (line: number) => inbound.find((stats) => stats.mid === mids[line])
  const codecOf = (line: number): string => report?.get(of(line)?.codecId)?.mimeType ?? ''
  return {
    cameraFrames: of(1)?.framesDecoded ?? 0,
    screenFrames: of(2)?.framesDecoded ?? 0,
    cameraCodec: codecOf(1),
    screenCodec: codecOf(2),
    voiceEnergy: of(0)?.totalAudioEnergy ?? 0,
    connectionState: connection?.connectionState ?? 'none',
  }
}

if (location.search === '?play') playByItself()

window.rtcHarness = {
  media,
  states,
  logged,
  iceServers: [],
  start,
  link() {
    if (!link) throw new Error('Not started')
    return link
  },
  deliver(signal) {
    if (listeners.size === 0) kept.push(signal)
    for (const listener of listeners) listener(signal)
  },
  received,
  colourAt(video, { x, y }) {
    const element = mediaElement(video)
    if (!(element instanceof HTMLVideoElement)) throw new Error('Not a picture')
    const context = new OffscreenCanvas(1, 1).getContext('2d')
    context?.drawImage(element, x * element.videoWidth, y * element.videoHeight, 1, 1, 0, 0, 1, 1)
    return Array.from(context?.getImageData(0, 0, 1, 1).data.slice(0, 3) ?? [])
  },
}
