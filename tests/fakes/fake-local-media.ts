import type { LocalMedia, LocalMediaState } from '../../src-rtc/local-media.ts'
import type { DeviceState } from '../../src-rtc/capture-device.ts'
import type { DeviceList } from '../../src-rtc/device-list.ts'
import type { ShareOutcome } from '../../src-rtc/screen-share.ts'
import { createFakeListeners } from './fake-listeners.ts'

export type FakeLocalMedia = LocalMedia & {
  /** What was asked of it, in order, e.g. `open camera+microphone`, `switch-camera front`. */
  readonly asked: readonly string[]
  change: (change: Partial<LocalMediaState>) => void
  /** What the next `open` finds. */
  setDevices: (devices: { readonly camera?: DeviceState; readonly microphone?: DeviceState }) => void
  setList: (list: DeviceList) => void
  setSwitchOutcome: (outcome: 'switched' | 'kept' | 'lost') => void
  setShareOutcome: (outcome: ShareOutcome) => void
}

const closed: DeviceState = { kind: 'closed' }
export const openCamera: DeviceState = { kind: 'open', deviceId: 'front', label: 'Front camera' }
export const openMicrophone: DeviceState = { kind: 'open', deviceId: '', label: 'Microphone' }

export const closedMedia: LocalMediaState = {
  camera: closed,
  microphone: closed,
  isCameraOn: true,
  isMicrophoneOn: true,
  isShowingPart: false,
  screen: { kind: 'off' },
  canShareScreen: true,
}

/** Devices that answer at once with what a test has set. */
export function createFakeLocalMedia(): FakeLocalMedia {
  const changes = createFakeListeners<null>()
  const deviceChanges = createFakeListeners<null>()
  const asked: string[] = []
  let state = closedMedia
  let found = { camera: openCamera, microphone: openMicrophone }
  let list: DeviceList = { cameras: [], microphones: [], speakers: [] }
  let switchOutcome: 'switched' | 'kept' | 'lost' = 'switched'
  let shareOutcome: ShareOutcome = { kind: 'sharing' }

  function change(part: Partial<LocalMediaState>): void {
    state = { ...state, ...part }
    changes.tell(null)
  }

  async function answer<T>(what: string, outcome: T): Promise<T> {
    asked.push(what)
    return outcome
  }

  return {
    asked,
    change,
    setDevices: (devices) => void (found = { ...found, ...devices }),
    setList: (next) => void (list = next),
    setSwitchOutcome: (outcome) => void (switchOutcome = outcome),
    setShareOutcome: (outcome) => void (shareOutcome = outcome),
    getState: () => state,
    subscribe: (listener) => changes.on(listener),
    async open(wanted) {
      const names = (['camera', 'microphone'] as const).filter((name) => wanted[name] !== null)
      asked.push(`open ${names.join('+')}`)
      for (const name of names) change({ [name]: found[name] })
    },
    setCameraOn: (isCameraOn) => change({ isCameraOn }),
    setMicrophoneOn: (isMicrophoneOn) => change({ isMicrophoneOn }),
    switchCamera: (deviceId) => answer(`switch-camera ${deviceId}`, switchOutcome),
    switchMicrophone: (deviceId) => answer(`switch-microphone ${deviceId}`, switchOutcome),
    flipCamera: () => answer('flip', switchOutcome),
    showPart: (isShowingPart) => {
      if (switchOutcome === 'switched') change({ isShowingPart })
      return answer(`part ${isShowingPart}`, switchOutcome)
    },
    shareScreen() {
      if (shareOutcome.kind === 'sharing') change({ screen: { kind: 'sharing', label: 'Screen' } })
      return answer('share', shareOutcome)
    },
    stopSharing: () => change({ screen: { kind: 'off' } }),
    listDevices: () => Promise.resolve(list),
    onDevicesChanged: (listener) => deviceChanges.on(listener),
    getTrack: () => null,
    get preview(): MediaStream {
      throw new Error('A fake has no picture.')
    },
    get screenPreview(): MediaStream {
      throw new Error('A fake has no picture.')
    },
    close() {
      asked.push('close')
      change({ camera: closed, microphone: closed, screen: { kind: 'off' } })
    },
    dispose: () => void asked.push('dispose'),
  }
}
