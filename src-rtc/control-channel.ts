import { readControlMessage, type ControlMessage } from '../src-shared/control-message.ts'
import { assertNever } from '../src-shared/result.ts'
import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import type { RtcClock } from './clock.ts'

/** What the other side says about itself. */
export type RemoteMediaState = {
  readonly isMicrophoneOn: boolean
  readonly isCameraOn: boolean
  readonly isSharingScreen: boolean
  /** Its camera shows a part that is to be looked at closely. */
  readonly isShowingPart: boolean
}

/** The call's data channel: what each side sends, and proof that it is there. */
export type ControlChannel = {
  /** Sent as soon as the channel is open, and again whenever the state changes. */
  tellMedia: (state: RemoteMediaState) => void
  dispose: () => void
}

export type ControlChannelOptions = {
  readonly connection: RTCPeerConnection
  readonly clock: RtcClock
  readonly onRemoteMedia: (state: RemoteMediaState) => void
  readonly log: (message: string, detail?: unknown) => void
}

const beatMs = 300

export function createControlChannel(options: ControlChannelOptions): ControlChannel {
  const { clock, log } = options
  // Both sides open it with the same id, so that it needs no negotiation of its own.
  const channel = options.connection.createDataChannel('control', { negotiated: true, id: 0 })
  let media: RemoteMediaState | null = null
  let lastBeatAtMs = Number.NEGATIVE_INFINITY
  let cancelBeat: Unsubscribe = () => {}

  channel.addEventListener('open', () => {
    if (media) send({ kind: 'media', ...media })
    beatOnAndOn()
  })
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => receive(data))

  function receive(data: unknown): void {
    const message = readControlMessage(data)
    if (!message) return log('Dropped a control message that could not be read')
    switch (message.kind) {
      case 'media':
        options.onRemoteMedia({
          isMicrophoneOn: message.isMicrophoneOn,
          isCameraOn: message.isCameraOn,
          isSharingScreen: message.isSharingScreen,
          isShowingPart: message.isShowingPart ?? false,
        })
        return
      case 'beat':
        // Answered, because browsers slow down the timers of a page in the background, but not its messages.
        beat()
        return
      default:
        assertNever(message)
    }
  }

  function beatOnAndOn(): void {
    beat()
    cancelBeat = clock.setTimer(beatMs, beatOnAndOn)
  }

  function beat(): void {
    const now = clock.monotonicNow()
    // While the path is cut, one unsent beat is enough.
    if (now - lastBeatAtMs < beatMs || channel.bufferedAmount > 0) return
    lastBeatAtMs = now
    send({ kind: 'beat' })
  }

  function send(message: ControlMessage): void {
    if (channel.readyState === 'open') channel.send(JSON.stringify(message))
  }

  return {
    tellMedia(state) {
      media = state
      send({ kind: 'media', ...state })
    },
    dispose() {
      cancelBeat()
      channel.close()
    },
  }
}
