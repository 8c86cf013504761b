import type { IceServer, Signal } from '../src-shared/call.ts'
import type { CallId } from '../src-shared/ids.ts'
import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import { browserClock, type RtcClock } from './clock.ts'
import type { RemoteMediaState } from './control-channel.ts'
import { judgeGeneration, nextGeneration } from './generation.ts'
import { createLinkState, type LinkState } from './link-state.ts'
import { watchLink } from './link-watch.ts'
import { createListeners } from '../src-shared/listeners.ts'
import type { LocalMedia } from './local-media.ts'
import { createPeer, type Peer } from './peer.ts'
import { createRemoteStreams, type RemoteStreams } from './remote-streams.ts'
import { connectionAllowMs, createRepair, restartAllowMs, type RepairKind } from './repair.ts'
import { createSpacing } from './spacing.ts'

export type CallLinkState = { readonly link: LinkState; readonly remote: RemoteMediaState | null }

export type CallLinkOptions = {
  /** The desk offers and is the impolite side; the visitor answers and is the polite one. */
  readonly role: 'desk' | 'visitor'
  readonly callId: CallId
  /** Asked before every connection and every repair, because passwords expire during a long call. */
  readonly getIceServers: () => readonly IceServer[]
  readonly media: LocalMedia
  readonly sendSignal: (signal: Signal) => void
  /** Signals of other calls are ignored here, so the caller need not sort them. */
  readonly onSignal: (listener: (signal: Signal) => void) => Unsubscribe
  /** The visitor's page was reloaded during the call: it asks the desk to start anew. */
  readonly isRejoining: boolean
  /** Every 20 s while something of the other side arrives; left out where there is no server to tell. */
  readonly onHeard?: () => void
  readonly log: (message: string, detail?: unknown) => void
}

/** One call's peer connection, from admission until it is disposed. It repairs itself; it never gives up by itself. */
export type CallLink = {
  getState: () => CallLinkState
  subscribe: (listener: () => void) => Unsubscribe
  /** Stable streams, whose tracks come and go: play them in elements that stay. */
  readonly remote: RemoteStreams['streams']
  /** The signaling connection is back: look at once whether the link is well. */
  signalingRestored: () => void
  dispose: () => void
}

/** A visitor that has no offer by then asks for one: the desk's may have gone to the page before a reload. */
const offerAllowMs = 3_000
/** How often a visitor may have a new connection: each takes ports, keys and encoders of the desk's PC. */
const joinsApartMs = 2_000
/** Three of it are lost before the server gives up who is heard. */
const heardEveryMs = 20_000
/** The visitor waits a little longer than the desk, which acts first. */
const visitorAllowMs = connectionAllowMs + 4_000

/** `clock` is for tests; pages leave it out. */
export function createCallLink(options: CallLinkOptions, clock: RtcClock = browserClock): CallLink {
  const { role, callId, log } = options
  const changed = createListeners<void>()
  const remote = createRemoteStreams()
  const linkState = createLinkState(clock, refresh)
  const repair = createRepair(clock, act)
  const joins = createSpacing({ clock, apartMs: joinsApartMs, run: startNextGeneration })
  let remoteMedia: RemoteMediaState | null = null
  let peer: Peer | null = null
  /** The visitor's newest generation of which an offer came. */
  let offeredGeneration = 0
  let restartedAtMs = Number.NEGATIVE_INFINITY
  let stopWatching: Unsubscribe = () => {}
  let cancelHeard = clock.setTimer(heardEveryMs, tellHeard)
  let state: CallLinkState = { link: linkState.get(), remote: remoteMedia }
  let isDisposed = false

  // Signals that were kept may come during this call already, so everything they touch stands above.
  const stopListening = options.onSignal(receive)
  if (role === 'visitor' && options.isRejoining) act('new-connection')
  if (!peer) begin()

  function begin(): void {
    if (role === 'desk') startNextGeneration()
    else repair.connecting(offerAllowMs)
  }

  function tellHeard(): void {
    cancelHeard = clock.setTimer(heardEveryMs, tellHeard)
    if (linkState.get().kind === 'connected') options.onHeard?.()
  }

  function refresh(): void {
    state = { link: linkState.get(), remote: remoteMedia }
    changed.tell()
  }

  function startGeneration(generation: number): Peer {
    stopWatching()
    peer?.dispose()
    linkState.lost(clock.monotonicNow())
    repair.connecting(role === 'desk' ? connectionAllowMs : offerAllowMs)
    log('A new connection starts', { generation })
    const started = createPeer({
      ...options,
      generation,
      clock,
      send: (body) => options.sendSignal({ callId, generation, body }),
      onLines: remote.show,
      onConnectionState: (connection) => peer === started && handleConnection(connection),
      onRemoteMedia(media) {
        remoteMedia = media
        refresh()
      },
    })
    peer = started
    return started
  }

  function handleConnection(connection: RTCPeerConnectionState): void {
    log('The connection changed', { connection })
    if (connection === 'failed') repair.broken()
    if (connection !== 'connected') return
    handleFlow()
    stopWatching()
    stopWatching = watchLink({
      clock,
      countBytes: async () => (await peer?.countBytes()) ?? null,
      onFlowing: handleFlow,
      onStalled(sinceMs) {
        linkState.lost(sinceMs)
        repair.stalled()
      },
    })
  }

  function handleFlow(): void {
    repair.well()
    linkState.well()
  }

  /** Only the desk repairs; the visitor asks it to. */
  function act(kind: RepairKind): void {
    log('Repairing the connection', { kind })
    if (role === 'desk') {
      if (kind === 'new-connection') startNextGeneration()
      else restartIce()
    } else if (kind === 'new-connection' || !peer) {
      options.sendSignal({ callId, generation: 0, body: { kind: 'join' } })
    } else {
      options.sendSignal({ callId, generation: peer.generation, body: { kind: 'restart-wanted' } })
    }
  }

  function startNextGeneration(): void {
    startGeneration(nextGeneration(peer?.generation ?? 0, clock.now()))
  }

  function restartIce(): void {
    restartedAtMs = clock.monotonicNow()
    peer?.restartIce()
  }

  function receive({ callId: ofCall, generation, body }: Signal): void {
    if (ofCall !== callId || isDisposed) return
    if (body.kind === 'join') {
      if (role === 'desk') joins.ask()
      return
    }
    const current = peer?.generation ?? 0
    const judgement = judgeGeneration({ role, current, generation })
    if (judgement === 'stale') {
      return log('Dropped a signal of another generation', { generation, current, kind: body.kind })
    }
    if (body.kind === 'restart-wanted') {
      // Both sides notice the same stall; one restart is enough for it.
      if (role === 'desk' && clock.monotonicNow() - restartedAtMs > restartAllowMs) repair.stalled()
      return
    }
    const receiver = peer && judgement === 'current' ? peer : startGeneration(generation)
    if (role === 'visitor' && body.kind === 'description' && generation > offeredGeneration) {
      offeredGeneration = generation
      repair.connecting(visitorAllowMs)
    }
    receiver.receive(body)
  }

  return {
    getState: () => state,
    subscribe: changed.add,
    remote: remote.streams,
    signalingRestored: repair.hurry,
    dispose() {
      isDisposed = true
      stopListening()
      joins.dispose()
      stopWatching()
      repair.dispose()
      linkState.dispose()
      cancelHeard()
      changed.clear()
      peer?.dispose()
      remote.clear()
    },
  }
}
