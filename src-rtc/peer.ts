import type { IceServer, SignalBody } from '../src-shared/call.ts'
import { isSameData } from '../src-shared/same-data.ts'
import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import type { RtcClock } from './clock.ts'
import { createControlChannel, type ControlChannel, type RemoteMediaState } from './control-channel.ts'
import type { LocalMedia, LocalMediaState } from './local-media.ts'
import { answerLines, limitLines, offerLines, sendTracks, type MediaLines } from './media-lines.ts'
import { createNegotiation } from './negotiation.ts'

/** One generation of a call: one `RTCPeerConnection` with its lines and its control channel. */
export type Peer = {
  readonly generation: number
  receive: (body: SignalBody & { readonly kind: 'description' | 'candidate' }) => void
  restartIce: () => void
  /** Bytes received so far, or null when the browser does not say. */
  countBytes: () => Promise<number | null>
  dispose: () => void
}

export type PeerOptions = {
  readonly role: 'desk' | 'visitor'
  readonly generation: number
  readonly getIceServers: () => readonly IceServer[]
  readonly media: LocalMedia
  readonly clock: RtcClock
  readonly send: (body: SignalBody) => void
  readonly onLines: (lines: MediaLines) => void
  readonly onConnectionState: (state: RTCPeerConnectionState) => void
  readonly onRemoteMedia: (state: RemoteMediaState) => void
  readonly log: (message: string, detail?: unknown) => void
}

export function createPeer(options: PeerOptions): Peer {
  const { role, media, log } = options
  let iceServers = options.getIceServers()
  const connection = new RTCPeerConnection(configurationWith(iceServers))
  const negotiation = createNegotiation({
    connection,
    isPolite: role === 'visitor',
    send: options.send,
    onBeforeAnswer: () => !lines && useLines(answerLines(connection)),
    onStable: () => void limit(),
    log,
  })
  let lines: MediaLines | null = null
  let control: ControlChannel | null = null
  let isLimited = false
  let stopFollowingMedia: Unsubscribe = () => {}

  connection.addEventListener('connectionstatechange', () => options.onConnectionState(connection.connectionState))
  connection.addEventListener('icecandidateerror', ({ errorCode, errorText, url }) =>
    log('An ICE server did not help', { errorCode, errorText, url }),
  )
  if (role === 'desk') useLines(offerLines(connection))

  function useLines(made: MediaLines | null): void {
    lines = made
    if (!made) return log('The offer lacks the three lines of a call')
    const stopSending = sendTracks(made, media, log)
    // No earlier on the visitor's side: a channel that precedes the offer would make the visitor send one.
    control = createControlChannel({ ...options, connection })
    const stopTelling = tellMediaOnChange(media, control.tellMedia)
    stopFollowingMedia = () => {
      stopSending()
      stopTelling()
    }
    options.onLines(made)
  }

  async function limit(): Promise<void> {
    if (!lines || isLimited) return
    isLimited = true
    try {
      await limitLines(lines, media.getState().isShowingPart)
    } catch (error) {
      log('The browser did not take the limits of what is sent', error)
    }
  }

  /** New passwords serve what is gathered next: this restart's candidates, or those that answer the other side's. */
  function followIceServers(): void {
    const present = options.getIceServers()
    if (isSameData(present, iceServers)) return
    iceServers = present
    try {
      connection.setConfiguration(configurationWith(present))
    } catch (error) {
      // The call goes on with what it has.
      log('The browser did not take new ICE servers', error)
    }
  }

  return {
    generation: options.generation,
    receive(body) {
      followIceServers()
      if (body.kind === 'description') void negotiation.receiveDescription(body.description)
      else void negotiation.receiveCandidate(body.candidate && toCandidateInit(body.candidate))
    },
    restartIce() {
      followIceServers()
      connection.restartIce()
    },
    countBytes: async () => countReceived(await connection.getStats()),
    dispose() {
      stopFollowingMedia()
      control?.dispose()
      connection.close()
    },
  }
}

function tellMediaOnChange(media: LocalMedia, tell: (state: RemoteMediaState) => void): Unsubscribe {
  let told = describeMedia(media)
  const follow = (): void => {
    const now = describeMedia(media)
    const isSame = isSameData(now, told)
    told = now
    if (!isSame) tell(now)
  }
  tell(told)
  return media.subscribe(follow)
}

/** What the other side is told: what it can really see and hear, not what a person wishes. */
function describeMedia(media: LocalMedia): RemoteMediaState {
  const state: LocalMediaState = media.getState()
  return {
    isMicrophoneOn: state.isMicrophoneOn && media.getTrack('microphone') !== null,
    isCameraOn: state.isCameraOn && media.getTrack('camera') !== null,
    isSharingScreen: media.getTrack('screen') !== null,
    isShowingPart: state.isShowingPart && media.getTrack('camera') !== null,
  }
}

/**
 * The transport's own counter, which outlives a change of the candidate pair; where it is missing (Firefox), that of
 * all pairs, of which only a living one grows. Connectivity checks count in neither.
 */
function countReceived(report: RTCStatsReport): number | null {
  let transport: number | null = null
  let pairs: number | null = null
  for (const stats of report.values()) {
    if (typeof stats.bytesReceived !== 'number') continue
    if (stats.type === 'transport') transport = (transport ?? 0) + stats.bytesReceived
    if (stats.type === 'candidate-pair') pairs = (pairs ?? 0) + stats.bytesReceived
  }
  return transport ?? pairs
}

function configurationWith(iceServers: readonly IceServer[]): RTCConfiguration {
  return { bundlePolicy: 'max-bundle', iceServers: iceServers.map(toIceServer) }
}

function toIceServer({ urls, username, credential }: IceServer): RTCIceServer {
  return { urls, ...(username === undefined ? {} : { username }), ...(credential === undefined ? {} : { credential }) }
}

function toCandidateInit(
  candidate: NonNullable<(SignalBody & { readonly kind: 'candidate' })['candidate']>,
): RTCIceCandidateInit {
  const { candidate: line, sdpMid = null, sdpMLineIndex = null, usernameFragment = null } = candidate
  return { candidate: line, sdpMid, sdpMLineIndex, usernameFragment }
}
