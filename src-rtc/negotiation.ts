import type { SignalBody } from '../src-shared/call.ts'
import { hasUsernameFragment, readDescriptionVersion } from './description-order.ts'

/** Offers, answers and candidates of one `RTCPeerConnection`. */
export type Negotiation = {
  receiveDescription: (description: RTCSessionDescriptionInit) => Promise<void>
  receiveCandidate: (candidate: RTCIceCandidateInit | null) => Promise<void>
}

export type NegotiationOptions = {
  readonly connection: RTCPeerConnection
  /** The polite side takes back its own offer when both offer at once; the other one ignores the foreign offer. */
  readonly isPolite: boolean
  readonly send: (body: SignalBody) => void
  /** An offer has been applied and its answer is made next. */
  readonly onBeforeAnswer: () => void
  /** Both descriptions are in place. */
  readonly onStable: () => void
  readonly log: (message: string, detail?: unknown) => void
}

/**
 * Perfect negotiation as in W3C WebRTC §10.7, with what a real signaling channel needs besides: descriptions that come
 * twice or late are dropped, and candidates wait for the description that they belong to.
 */
export function createNegotiation(options: NegotiationOptions): Negotiation {
  const { connection, isPolite, send, log } = options
  let isMakingOffer = false
  let isIgnoringOffer = false
  let isSettingRemoteAnswerPending = false
  let lastVersion: bigint | null = null
  let early: (RTCIceCandidateInit | null)[] = []

  connection.addEventListener('negotiationneeded', () => void offer())
  connection.addEventListener('icecandidate', ({ candidate }) => {
    send({ kind: 'candidate', candidate: candidate && toCandidate(candidate) })
  })

  async function offer(): Promise<void> {
    try {
      isMakingOffer = true
      await connection.setLocalDescription()
      sendLocalDescription()
    } catch (error) {
      logUnlessClosed('Could not make an offer', error)
    } finally {
      isMakingOffer = false
    }
  }

  async function receiveDescription(description: RTCSessionDescriptionInit): Promise<void> {
    if (!isNewer(description.sdp ?? '')) return log('Dropped a description that came late or twice')
    const isOffer = description.type === 'offer'
    const isReadyForOffer = !isMakingOffer && (connection.signalingState === 'stable' || isSettingRemoteAnswerPending)
    isIgnoringOffer = isOffer && !isReadyForOffer && !isPolite
    if (isIgnoringOffer) return log('Ignored an offer that met an own one')
    if (!isOffer && connection.signalingState !== 'have-local-offer') return log('Dropped an answer to no offer')
    try {
      isSettingRemoteAnswerPending = !isOffer
      await connection.setRemoteDescription(description)
      isSettingRemoteAnswerPending = false
      if (isOffer) await answer()
      else addEarlyCandidates()
      options.onStable()
    } catch (error) {
      logUnlessClosed(`Could not apply the ${description.type}`, error)
    } finally {
      isSettingRemoteAnswerPending = false
    }
  }

  async function answer(): Promise<void> {
    options.onBeforeAnswer()
    const answering = connection.setLocalDescription()
    // Not waited for: the connection keeps the order by itself, and the answer must not be late.
    addEarlyCandidates()
    await answering
    sendLocalDescription()
  }

  function isNewer(sdp: string): boolean {
    const version = readDescriptionVersion(sdp)
    if (version === null) return true
    if (lastVersion !== null && version <= lastVersion) return false
    lastVersion = version
    return true
  }

  async function receiveCandidate(candidate: RTCIceCandidateInit | null): Promise<void> {
    if (!isExpected(candidate)) {
      early.push(candidate)
      return
    }
    try {
      await connection.addIceCandidate(candidate)
    } catch (error) {
      if (!isIgnoringOffer) logUnlessClosed('Could not add a candidate', error)
    }
  }

  function isExpected(candidate: RTCIceCandidateInit | null): boolean {
    const sdp = connection.remoteDescription?.sdp
    if (sdp === undefined) return false
    return !candidate?.usernameFragment || hasUsernameFragment(sdp, candidate.usernameFragment)
  }

  function addEarlyCandidates(): void {
    const candidates = early
    early = []
    for (const candidate of candidates) void receiveCandidate(candidate)
  }

  function sendLocalDescription(): void {
    const description = connection.localDescription
    if (description) send({ kind: 'description', description: { type: description.type, sdp: description.sdp } })
  }

  function logUnlessClosed(message: string, error: unknown): void {
    if (connection.signalingState !== 'closed') log(message, error)
  }

  return { receiveDescription, receiveCandidate }
}

function toCandidate(candidate: RTCIceCandidate): (SignalBody & { readonly kind: 'candidate' })['candidate'] {
  const { candidate: line, sdpMid, sdpMLineIndex, usernameFragment } = candidate
  return { candidate: line, sdpMid, sdpMLineIndex, usernameFragment }
}
