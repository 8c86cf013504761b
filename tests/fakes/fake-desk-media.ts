import type { LocalMedia, LocalMediaState } from '../../src-rtc/local-media.ts'
import type { DeviceList } from '../../src-rtc/device-list.ts'

export type FakeDeskMedia = LocalMedia & {
  change: (patch: Partial<LocalMediaState>) => void
  /** Every act by name, e.g. `open camera microphone`, in order. */
  readonly done: readonly string[]
}

const devices: DeviceList = {
  cameras: [
    { deviceId: 'camera-1', label: 'Bench camera' },
    { deviceId: 'camera-2', label: 'Ceiling camera' },
  ],
  microphones: [{ deviceId: 'microphone-1', label: 'Headset' }],
  speakers: [
    { deviceId: 'speaker-1', label: 'Headset' },
    { deviceId: 'speaker-2', label: 'Hall loudspeaker' },
  ],
}

/** A desk's devices without any device: each opens at once. The streams are played only in a browser. */
export function createFakeDeskMedia(streams: {
  readonly preview: MediaStream
  readonly screen: MediaStream
}): FakeDeskMedia {
  const listeners = new Set<() => void>()
  const done: string[] = []
  let state: LocalMediaState = {
    camera: { kind: 'closed' },
    microphone: { kind: 'closed' },
    isCameraOn: true,
    isMicrophoneOn: true,
    isShowingPart: false,
    screen: { kind: 'off' },
    canShareScreen: true,
  }
  const change = (patch: Partial<LocalMediaState>): void => {
    state = { ...state, ...patch }
    for (const listener of listeners) listener()
  }
  return {
    getState: () => state,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    open: ({ camera, microphone }) => {
      done.push(['open', camera && 'camera', microphone && 'microphone'].filter(Boolean).join(' '))
      change({
        ...(camera && { camera: { kind: 'open', deviceId: camera.deviceId, label: 'Bench camera' } }),
        ...(microphone && { microphone: { kind: 'open', deviceId: microphone.deviceId, label: 'Headset' } }),
      })
      return Promise.resolve()
    },
    setCameraOn: (isCameraOn) => change({ isCameraOn }),
    setMicrophoneOn: (isMicrophoneOn) => change({ isMicrophoneOn }),
    switchCamera: (deviceId) => {
      done.push(`switch camera ${deviceId}`)
      return Promise.resolve('switched')
    },
    switchMicrophone: (deviceId) => {
      done.push(`switch microphone ${deviceId}`)
      return Promise.resolve('switched')
    },
    flipCamera: () => Promise.resolve('kept'),
    showPart: () => Promise.resolve('kept'),
    shareScreen: () => {
      done.push('share')
      change({ screen: { kind: 'sharing', label: 'drawing-42.pdf' } })
      return Promise.resolve({ kind: 'sharing' })
    },
    stopSharing: () => {
      done.push('stop sharing')
      change({ screen: { kind: 'off' } })
    },
    listDevices: () => Promise.resolve(devices),
    onDevicesChanged: () => () => undefined,
    getTrack: () => null,
    preview: streams.preview,
    screenPreview: streams.screen,
    close: () => {
      done.push('close')
      change({ camera: { kind: 'closed' }, microphone: { kind: 'closed' } })
    },
    dispose: () => done.push('dispose'),
    change,
    done,
  }
}
