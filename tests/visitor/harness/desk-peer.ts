/** The desk's end of a call in a page of its own; the test carries the signals. */
import { createCallLink, type CallLink } from '../../../src-rtc/call-link.ts'
import { createLocalMedia, type LocalMedia } from '../../../src-rtc/local-media.ts'
import type { Signal } from '../../../src-shared/call.ts'
import type { CallId } from '../../../src-shared/ids.ts'

declare global {
  interface Window {
    /** The test's end of the signaling. */
    sendToVisitor: (signal: Signal) => Promise<void>
    deskPeer: DeskPeerPage
  }
}

export type DeskPeerPage = {
  readonly media: LocalMedia
  start: (callId: CallId) => void
  deliver: (signal: Signal) => void
  getState: () => ReturnType<CallLink['getState']>
}

const media = createLocalMedia()
const listeners = new Set<(signal: Signal) => void>()
let link: CallLink | null = null

window.deskPeer = {
  media,
  start(callId) {
    link = createCallLink({
      role: 'desk',
      callId,
      getIceServers: () => [],
      media,
      sendSignal: (signal) => void window.sendToVisitor(signal),
      onSignal(listener) {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      isRejoining: false,
      log: () => undefined,
    })
  },
  deliver(signal) {
    for (const listener of listeners) listener(signal)
  },
  getState() {
    if (!link) throw new Error('The call has not started.')
    return link.getState()
  },
}
