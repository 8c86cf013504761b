import type { CallLine } from '../../src-shared/call-line.ts'
import type { CallId } from '../../src-shared/ids.ts'
import { isTurnedOff } from '../../src-rtc/turned-off.ts'
import type { RemoteMediaState } from '../../src-rtc/control-channel.ts'
import {
  deviceMenus,
  troublesOf,
  type DeviceMenus,
  type DeviceSwitch,
  type DeviceTrouble,
} from '../devices/devices-view.ts'
import type { PageActions } from '../page/page-actions.ts'
import { admissionOf, phoneOf, type Notice, type PageState } from '../page/page-state.ts'

export type CallView = {
  readonly kind: 'call'
  readonly progress: 'loading' | 'failed' | 'connecting' | 'connected' | 'reconnecting'
  /** Null until the other side has said anything about itself. */
  readonly remote: RemoteMediaState | null
  /** On also means: it can be heard or seen. Pressing an off one asks for the device where it is not open. */
  readonly microphone: DeviceSwitch
  readonly camera: DeviceSwitch
  readonly troubles: readonly DeviceTrouble[]
  /** True while the other side can hear nothing because the microphone was never asked for. */
  readonly isUnheard: boolean
  /** True while the visitor has turned the microphone off. */
  readonly isMuted: boolean
  /** True while the visitor has turned the camera off. */
  readonly isCameraOff: boolean
  /** Why the microphone cannot be used; null while it can, or was not asked for. */
  readonly noVoice: (DeviceTrouble & { readonly retry: (() => void) | null }) | null
  readonly notice: Notice | null
  /** What both sides have written, and how one writes; null for the moment until the admission is known. */
  readonly talk: TalkView | null
  /** The company's, for when neither sound nor text does. */
  readonly phone: string | null
  readonly isSharing: boolean
  readonly shareScreen: (() => void) | null
  readonly stopSharing: (() => void) | null
  readonly flipCamera: (() => void) | null
  /** A part in the hand, shown to the desk as a large picture; null where there can be no camera at the back. */
  readonly part: { readonly isShown: boolean; readonly toggle: () => void } | null
  readonly menus: DeviceMenus
  /** The browser wants a tap before it plays the voice. */
  readonly hear: (() => void) | null
  readonly reload: (() => void) | null
  readonly leave: () => void
}

export type TalkView = {
  readonly callId: CallId
  readonly lines: readonly CallLine[]
  readonly say: PageActions['say']
}

export function viewCall(state: PageState, actions: PageActions): CallView {
  const { media, call } = state
  const admission = admissionOf(state)
  const isSharing = media.screen.kind === 'sharing'
  return {
    kind: 'call',
    progress: call.kind === 'live' ? call.state.link.kind : call.kind === 'failed' ? 'failed' : 'loading',
    remote: call.kind === 'live' ? call.state.remote : null,
    microphone: { isOn: media.microphone.kind === 'open' && media.isMicrophoneOn, toggle: actions.toggleMicrophone },
    camera: { isOn: media.camera.kind === 'open' && media.isCameraOn, toggle: actions.toggleCamera },
    troubles: troublesOf(state),
    isUnheard: media.microphone.kind === 'closed',
    isMuted: isTurnedOff(media.microphone, media.isMicrophoneOn),
    isCameraOff: isTurnedOff(media.camera, media.isCameraOn),
    noVoice: noVoiceOf(state, actions),
    notice: state.notice,
    talk: admission && { callId: admission.callId, lines: admission.lines, say: actions.say },
    phone: phoneOf(state),
    isSharing,
    shareScreen: media.canShareScreen && !isSharing ? actions.shareScreen : null,
    stopSharing: isSharing ? actions.stopSharing : null,
    part: viewPart(state, actions),
    flipCamera:
      state.isTouch && !media.isShowingPart && state.devices.cameras.length > 1 && media.camera.kind === 'open'
        ? actions.flipCamera
        : null,
    menus: deviceMenus(state, actions),
    hear: state.playback === 'blocked' ? actions.hear : null,
    reload: call.kind === 'failed' ? actions.reload : null,
    leave: actions.leaveCall,
  }
}

/** Only a device for the hand has a camera at the back. Whether this one has is known only by asking for it. */
function viewPart({ isTouch, media }: PageState, actions: PageActions): CallView['part'] {
  const isHopeless = media.camera.kind === 'unavailable' && media.camera.problem === 'insecure'
  return isTouch && !isHopeless ? { isShown: media.isShowingPart, toggle: actions.togglePart } : null
}

function noVoiceOf(state: PageState, actions: PageActions): CallView['noVoice'] {
  const trouble = troublesOf(state).find(({ devices }) => devices !== 'camera')
  if (!trouble) return null
  // Without HTTPS asking again cannot help.
  return { ...trouble, retry: trouble.problem === 'insecure' ? null : actions.toggleMicrophone }
}
