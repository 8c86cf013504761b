/** Follows the desk into its own call and out of it: devices, peer connection, and both gone afterwards. */
import type { Call } from '../../src-shared/call.ts'
import type { CallId } from '../../src-shared/ids.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { DeskClient } from '../../src-shared/desk-client.ts'
import { createListeners } from '../../src-shared/listeners.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { CallLink, CallLinkOptions } from '../../src-rtc/call-link.ts'
import type { LocalMedia } from '../../src-rtc/local-media.ts'
import { ownCall } from '../../src-desk/core/selectors.ts'

export type ActiveCall = { readonly call: Call; readonly link: CallLink }

export type CallSession = {
  /** The same object until the call or its link changed. */
  getState: () => ActiveCall | null
  subscribe: (listener: () => void) => Unsubscribe
  /**
   * A person is about to admit somebody: the devices open now, so that the first picture comes sooner. They are
   * released again if nobody is admitted within `warmForMs`.
   */
  warmUp: () => void
  dispose: () => void
}

/** Signals to and from the other side of one call, where that is not reached through the server. */
export type SignalLine = Pick<DeskClient, 'sendSignal' | 'onSignal'> & { readonly dispose: () => void }

export type CallSessionDeps = {
  readonly client: DeskClient
  readonly media: LocalMedia
  readonly createCallLink: (options: CallLinkOptions) => CallLink
  readonly openPracticeLine: (callId: CallId) => SignalLine
  readonly warmUpPeers: (log: CallSessionDeps['log']) => void
  readonly clock: Pick<Clock, 'setTimer'>
  readonly log: (message: string, detail?: unknown) => void
}

const warmForMs = 10_000

export function createCallSession(deps: CallSessionDeps): CallSession {
  const { client, media } = deps
  const listeners = createListeners<void>()
  let active: ActiveCall | null = null
  let practice: SignalLine | null = null
  let coolDown: Unsubscribe | null = null
  let wasOnline = client.getState().connection.kind === 'online'

  const show = (next: ActiveCall | null): void => {
    active = next
    listeners.tell()
  }

  const openDevices = (): void => {
    const { cameraId, microphoneId } = client.getState().settings
    // Never rejects; the outcome for each device is in the media's own state.
    void media.open({ camera: { deviceId: cameraId }, microphone: { deviceId: microphoneId } })
  }

  const start = (call: Call): void => {
    coolDown?.()
    coolDown = null
    // The link does not wait for the devices: their tracks join when they are there.
    openDevices()
    practice = call.kind === 'practice' ? deps.openPracticeLine(call.id) : null
    const { sendSignal, onSignal } = practice ?? client
    const link = deps.createCallLink({
      role: 'desk',
      callId: call.id,
      getIceServers: () => client.getState().iceServers,
      media,
      sendSignal,
      onSignal,
      isRejoining: false,
      // Practice has nobody who could lose the server.
      onHeard() {
        if (!practice) void client.request('call:hear', { callId: call.id })
      },
      log: deps.log,
    })
    show({ call, link })
  }

  const end = (): void => {
    active?.link.dispose()
    practice?.dispose()
    practice = null
    media.stopSharing()
    media.close()
    show(null)
  }

  const follow = (): void => {
    const state = client.getState()
    const call = ownCall(state)
    const isOnline = state.connection.kind === 'online'
    const isRestored = isOnline && !wasOnline
    wasOnline = isOnline
    if (active && active.call.id !== call?.id) end()
    if (!call) return
    if (!active) {
      start(call)
      return
    }
    if (active.call !== call) show({ call, link: active.link })
    // Only a link that existed before can have lost anything.
    if (isRestored) active.link.signalingRestored()
  }

  const unfollow = client.subscribe(follow)
  follow()

  return {
    getState: () => active,
    subscribe: listeners.add,
    warmUp: () => {
      if (active) return
      if (!coolDown) {
        deps.warmUpPeers(deps.log)
        openDevices()
      }
      coolDown?.()
      coolDown = deps.clock.setTimer(warmForMs, () => {
        coolDown = null
        if (!active) media.close()
      })
    },
    dispose: () => {
      unfollow()
      coolDown?.()
      if (active) end()
    },
  }
}
