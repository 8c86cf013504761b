import type { CallLink, CallLinkOptions } from '../../src-rtc/call-link.ts'
import type { LocalMedia } from '../../src-rtc/local-media.ts'
import type { IceServer, Signal } from '../../src-shared/call.ts'
import type { CallId } from '../../src-shared/ids.ts'
import { limits } from '../../src-shared/limits.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { PageLog } from '../page/page-log.ts'
import type { PageFact } from '../page/page-reducer.ts'
import { isWaiting } from '../knock/own-knock.ts'
import { admissionOf, type PageState } from '../page/page-state.ts'
import type { RoomPort } from '../room/room-port.ts'

/** Fetches the code of a call, which the door does not need. Rejects where it cannot be fetched. */
export type LoadCallLink = () => Promise<(options: CallLinkOptions) => CallLink>

export type CallFollower = {
  /** Opens and closes the call's connection as the state says. */
  follow: (state: PageState) => void
  /** A signal of the desk; one that comes before the code of the call is kept for it. */
  receive: (signal: Signal) => void
  signalingRestored: () => void
  getLink: () => CallLink | null
  dispose: () => void
}

/** One admitted knock, one connection: it follows the admission and lives as long as that. */
export function createCallFollower(options: {
  readonly room: RoomPort
  readonly media: LocalMedia
  readonly loadCallLink: LoadCallLink
  readonly log: PageLog
  readonly tell: (fact: PageFact) => void
}): CallFollower {
  let current: { readonly callId: CallId; link: CallLink | null; undo: Unsubscribe } | null = null
  let isFetched = false
  let deliver: ((signal: Signal) => void) | null = null
  /** As the server told them last: it renews the passwords of a long call. */
  let iceServers: readonly IceServer[] = []
  /** What the desk said before the code of the call was there. */
  const early: Signal[] = []

  /** Hands the early signals over first, and only once. */
  function onSignal(listener: (signal: Signal) => void): Unsubscribe {
    deliver = listener
    for (const signal of early.splice(0)) listener(signal)
    return () => {
      if (deliver === listener) deliver = null
    }
  }

  async function open(callId: CallId, state: PageState): Promise<void> {
    const admission = admissionOf(state)
    if (admission === null) return
    options.tell({ kind: 'call-progressed', call: { kind: 'loading' } })
    try {
      const createLink = await options.loadCallLink()
      if (current?.callId !== callId) return
      const link = createLink({
        role: 'visitor',
        callId,
        getIceServers: () => iceServers,
        media: options.media,
        sendSignal: options.room.sendSignal,
        onSignal,
        isRejoining: admission.isRejoining,
        onHeard: () => void options.room.request('call:hear', { callId }),
        log: options.log.info,
      })
      const tellState = (): void => options.tell({ kind: 'call-changed', state: link.getState() })
      current = { callId, link, undo: link.subscribe(tellState) }
      tellState()
    } catch (error) {
      options.log.warn('the call could not be opened', error)
      if (current?.callId === callId) options.tell({ kind: 'call-progressed', call: { kind: 'failed' } })
    }
  }

  function close(): void {
    if (current === null) return
    const { link, undo } = current
    current = null
    undo()
    link?.dispose()
    early.length = 0
    options.media.stopSharing()
    options.tell({ kind: 'call-progressed', call: { kind: 'none' } })
  }

  /** The wait is long enough to fetch the call's code; if it fails now, the call itself tries again. */
  function prefetch(): void {
    isFetched = true
    options.loadCallLink().catch((error: unknown) => {
      isFetched = false
      options.log.warn('the code of the call is not there yet', error)
    })
  }

  return {
    follow(state) {
      if (!isFetched && isWaiting(state.knock)) prefetch()
      const admission = admissionOf(state)
      const wanted = admission?.callId ?? null
      if (admission) iceServers = admission.iceServers
      if (wanted === (current?.callId ?? null)) return
      close()
      // Closing told the state, and whoever was told may have opened the next one already.
      if (wanted === null || current !== null) return
      current = { callId: wanted, link: null, undo: () => undefined }
      void open(wanted, state)
    },
    receive(signal) {
      if (deliver) return deliver(signal)
      early.push(signal)
      if (early.length > limits.signalsKept) early.shift()
    },
    signalingRestored: () => current?.link?.signalingRestored(),
    getLink: () => current?.link ?? null,
    dispose() {
      current?.undo()
      current?.link?.dispose()
      current = null
    },
  }
}
