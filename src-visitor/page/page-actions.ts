import type { Language } from '../../src-shared/language.ts'
import type { CallBackField } from '../call-back/call-back-state.ts'

/** All that a visitor can do. What can be done now, the view says. */
export type PageActions = {
  readonly typeName: (name: string) => void
  readonly chooseLanguage: (language: Language) => void
  readonly allowDevices: () => void
  /** Must run inside the tap: it also unlocks the sound. */
  readonly knock: () => void
  /** In without knocking, with the invitation; must run inside the tap as well. */
  readonly enter: () => void
  readonly goOnWaiting: () => void
  readonly stopWaiting: () => void
  readonly openCallBack: () => void
  readonly typeCallBack: (field: CallBackField, text: string) => void
  readonly sendCallBack: () => void
  readonly closeCallBack: () => void
  readonly leaveCall: () => void
  readonly leaveRoom: () => void
  readonly toggleMicrophone: () => void
  readonly toggleCamera: () => void
  readonly chooseMicrophone: (deviceId: string) => void
  readonly chooseCamera: (deviceId: string) => void
  readonly chooseSpeaker: (deviceId: string) => void
  readonly flipCamera: () => void
  readonly shareScreen: () => void
  readonly stopSharing: () => void
  /** Must run inside the tap. */
  readonly hear: () => void
  readonly retry: () => void
  /** Takes the knock or the call back from another tab. */
  readonly continueHere: () => void
  readonly reload: () => void
}
