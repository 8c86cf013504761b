import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import { cameraTaste, orderCodecs, screenTaste } from './codec-order.ts'
import type { LocalMedia, LocalTrackKind } from './local-media.ts'

/**
 * The three m-lines of every call, in this order. They are negotiated once, with or without a track; whatever is sent
 * later is `replaceTrack`.
 */
export const lineKinds = ['microphone', 'camera', 'screen'] as const satisfies readonly LocalTrackKind[]

export type MediaLines = Readonly<Record<LocalTrackKind, RTCRtpTransceiver>>

/** What a line may send. Bits per second: a face at 720p, and a 1080p screen that changes seldom. */
const encodings: Readonly<Record<LocalTrackKind, RTCRtpEncodingParameters>> = {
  microphone: { priority: 'high', networkPriority: 'high' },
  camera: { maxBitrate: 1_700_000 },
  screen: { maxBitrate: 2_500_000, maxFramerate: 15 },
}

/** A part instead of a face: more pixels, of which each counts. */
const partEncoding: RTCRtpEncodingParameters = { maxBitrate: 3_000_000 }

/** What gives way when the network is slow. */
const degradation: Readonly<Record<LocalTrackKind, RTCDegradationPreference | null>> = {
  microphone: null,
  camera: 'maintain-framerate',
  screen: 'maintain-resolution',
}

/** Makes the lines on the side that offers. */
export function offerLines(connection: RTCPeerConnection): MediaLines {
  const talk = new MediaStream()
  const add = (kind: LocalTrackKind): RTCRtpTransceiver =>
    connection.addTransceiver(kind === 'microphone' ? 'audio' : 'video', {
      direction: 'sendrecv',
      sendEncodings: [encodings[kind]],
      // One common stream id keeps lips and voice together; a screen has no voice.
      streams: kind === 'screen' ? [] : [talk],
    })
  const lines = { microphone: add('microphone'), camera: add('camera'), screen: add('screen') }
  preferCodecs(lines)
  return lines
}

/** Takes over the lines that an applied offer made; null when it is not one of ours. */
export function answerLines(connection: RTCPeerConnection): MediaLines | null {
  const [microphone, camera, screen] = connection.getTransceivers()
  if (!microphone || !camera || !screen) return null
  const lines = { microphone, camera, screen }
  const talk = new MediaStream()
  for (const kind of lineKinds) {
    lines[kind].direction = 'sendrecv'
    if (kind !== 'screen') lines[kind].sender.setStreams(talk)
  }
  preferCodecs(lines)
  return lines
}

/** Sends what there is to send now and later. A track that cannot be sent is logged, and the next one tried again. */
export function sendTracks(
  lines: MediaLines,
  media: LocalMedia,
  log: (message: string, detail?: unknown) => void,
): Unsubscribe {
  const sent = new Map<LocalTrackKind, MediaStreamTrack | null>()
  let isOnPart = false
  const follow = (): void => {
    const { isShowingPart } = media.getState()
    if (isShowingPart !== isOnPart) {
      isOnPart = isShowingPart
      limitLine(lines, 'camera', isOnPart).catch((error: unknown) => log('The browser did not take the limits', error))
    }
    for (const kind of lineKinds) {
      const track = media.getTrack(kind)
      if ((sent.get(kind) ?? null) === track) continue
      sent.set(kind, track)
      lines[kind].sender.replaceTrack(track).catch((error: unknown) => log(`Could not send the ${kind}`, error))
    }
  }
  follow()
  return media.subscribe(follow)
}

/** Sets what each line may send. Only after negotiation does the answering side have encodings to set. */
export async function limitLines(lines: MediaLines, isOnPart: boolean): Promise<void> {
  await Promise.all(lineKinds.map((kind) => limitLine(lines, kind, isOnPart)))
}

async function limitLine(lines: MediaLines, kind: LocalTrackKind, isOnPart: boolean): Promise<void> {
  const { sender } = lines[kind]
  const isPart = kind === 'camera' && isOnPart
  const parameters = sender.getParameters()
  const preference = isPart ? 'maintain-resolution' : degradation[kind]
  if (preference) parameters.degradationPreference = preference
  for (const encoding of parameters.encodings) Object.assign(encoding, isPart ? partEncoding : encodings[kind])
  await sender.setParameters(parameters)
}

function preferCodecs(lines: MediaLines): void {
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? []
  lines.camera.setCodecPreferences(orderCodecs(codecs, cameraTaste))
  lines.screen.setCodecPreferences(orderCodecs(codecs, screenTaste))
}
