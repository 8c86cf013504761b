import type { Unsubscribe } from '../src-shared/unsubscribe.ts'
import { createCaptureDevice, type DeviceState, type SwitchOutcome } from './capture-device.ts'
import { exactSource, preferredSource } from './capture-source.ts'
import { listDevices, listOtherCameras, type DeviceList } from './device-list.ts'
import { createListeners } from '../src-shared/listeners.ts'
import { createBrowserMediaAccess, type MediaAccess } from './media-access.ts'
import { openDevices, type WantedDevice } from './open-devices.ts'
import { createQueue } from './queue.ts'
import { createScreenShare, type ScreenState, type ShareOutcome } from './screen-share.ts'
import { putTrack } from './stream-track.ts'

export type LocalMediaState = {
  readonly camera: DeviceState
  readonly microphone: DeviceState
  /** What the person wants; sent only while the device is open too. */
  readonly isCameraOn: boolean
  readonly isMicrophoneOn: boolean
  /** The camera shows a part, closely, instead of a face. */
  readonly isShowingPart: boolean
  readonly screen: ScreenState
  /** False on phones, whose browsers cannot share a screen. */
  readonly canShareScreen: boolean
}

export type LocalTrackKind = 'microphone' | 'camera' | 'screen'

/** This side's camera, microphone and screen, whether or not there is a call. */
export type LocalMedia = {
  getState: () => LocalMediaState
  subscribe: (listener: () => void) => Unsubscribe
  /**
   * Opens what is asked for and is not open. Never rejects: a camera that is missing, busy or refused does not take the
   * microphone with it, and the state says what became of each. Empty ids are the system's default.
   */
  open: (wanted: {
    readonly camera: { readonly deviceId: string } | null
    readonly microphone: { readonly deviceId: string } | null
  }) => Promise<void>
  /** Turning on what was refused, missing or busy asks for it again. */
  setCameraOn: (isOn: boolean) => void
  setMicrophoneOn: (isOn: boolean) => void
  /** If the new device fails, the old one is opened again and the outcome says so. */
  switchCamera: (deviceId: string) => Promise<SwitchOutcome>
  switchMicrophone: (deviceId: string) => Promise<SwitchOutcome>
  /** Front and back camera of a phone. */
  flipCamera: () => Promise<SwitchOutcome>
  /** The camera at the back, as sharp as it can, and on; false goes back to the one that shows a face. */
  showPart: (isWanted: boolean) => Promise<SwitchOutcome>
  shareScreen: () => Promise<ShareOutcome>
  stopSharing: () => void
  listDevices: () => Promise<DeviceList>
  /** Devices came or went. */
  onDevicesChanged: (listener: () => void) => Unsubscribe
  /** The track to send now; null while the device is not open or has been released. `subscribe` tells of changes. */
  getTrack: (kind: LocalTrackKind) => MediaStreamTrack | null
  /** Stable for the life of this object: the camera's picture, for one's own preview. Never has sound. */
  readonly preview: MediaStream
  /** Stable: the screen that is shared now, for one's own eyes. */
  readonly screenPreview: MediaStream
  /** Stops every track, so that the device lights go off. It can be opened again, and everything is on then. */
  close: () => void
  dispose: () => void
}

/** `access` is for tests; pages leave it out. */
export function createLocalMedia(access: MediaAccess = createBrowserMediaAccess()): LocalMedia {
  const { devices } = access
  const changed = createListeners<void>()
  const devicesChanged = createListeners<void>()
  const inTurn = createQueue()
  const preview = access.createStream()
  const screenPreview = access.createStream()
  const canShareScreen = typeof devices?.getDisplayMedia === 'function'
  // What cannot share its screen is a phone or a tablet.
  const common = { access, inTurn, mustStopFirst: !canShareScreen, onChanged: refresh }
  const camera = createCaptureDevice({ ...common, kind: 'camera' })
  const microphone = createCaptureDevice({ ...common, kind: 'microphone' })
  const screen = createScreenShare(devices, refresh)
  let state = readState()

  function readState(): LocalMediaState {
    return {
      camera: camera.getState(),
      microphone: microphone.getState(),
      isCameraOn: camera.isOn(),
      isMicrophoneOn: microphone.isOn(),
      isShowingPart: camera.isOnPart(),
      screen: screen.getState(),
      canShareScreen,
    }
  }

  function refresh(): void {
    putTrack(preview, camera.getTrack())
    putTrack(screenPreview, screen.getTrack())
    state = readState()
    changed.tell()
  }

  function open(wanted: Parameters<LocalMedia['open']>[0]): Promise<void> {
    return inTurn(async () => {
      const asked: WantedDevice[] = []
      for (const device of [camera, microphone]) {
        const choice = wanted[device.kind]
        if (choice && device.getState().kind !== 'open') {
          asked.push({ device, source: preferredSource(choice.deviceId) })
        }
      }
      if (asked.length > 0) await openDevices(access, asked)
    })
  }

  function flipCamera(): Promise<SwitchOutcome> {
    return inTurn(async () => {
      const now = camera.getTrack()?.getSettings() ?? {}
      const facingMode = now.facingMode === 'environment' ? 'user' : 'environment'
      const others = await listOtherCameras(devices, now.deviceId)
      return camera.switchTo([
        { kind: 'facing', facingMode },
        ...others.map((deviceId) => ({ kind: 'exact' as const, deviceId })),
      ])
    })
  }

  function showPart(isWanted: boolean): Promise<SwitchOutcome> {
    return inTurn(async () => {
      if (!isWanted) return camera.switchTo([{ kind: 'facing', facingMode: 'user' }, { kind: 'default' }])
      // Not every device says which camera is at its back; the last one left is a camera all the same.
      const own = camera.getTrack()?.getSettings().deviceId
      const ids = [null, ...(await listOtherCameras(devices, own)), ...(own === undefined ? [] : [own])]
      const outcome = await camera.switchTo(ids.map((deviceId) => ({ kind: 'part', deviceId })))
      if (outcome === 'switched') camera.setOn(true)
      return outcome
    })
  }

  function handleDeviceChange(): void {
    devicesChanged.tell()
    void inTurn(async () => {
      const present = (await devices?.enumerateDevices()) ?? []
      camera.checkAgainst(present)
      microphone.checkAgainst(present)
    })
  }

  function close(): void {
    camera.close()
    microphone.close()
    screen.stop()
  }

  devices?.addEventListener('devicechange', handleDeviceChange)
  return {
    getState: () => state,
    subscribe: changed.add,
    open,
    setCameraOn: camera.setOn,
    setMicrophoneOn: microphone.setOn,
    switchCamera: (deviceId) => inTurn(() => camera.switchTo([exactSource(deviceId)])),
    switchMicrophone: (deviceId) => inTurn(() => microphone.switchTo([exactSource(deviceId)])),
    flipCamera,
    showPart,
    shareScreen: screen.share,
    stopSharing: screen.stop,
    listDevices: () => listDevices(devices),
    onDevicesChanged: devicesChanged.add,
    getTrack: (kind) => ({ camera, microphone, screen })[kind].getTrack(),
    preview,
    screenPreview,
    close,
    dispose() {
      devices?.removeEventListener('devicechange', handleDeviceChange)
      changed.clear()
      devicesChanged.clear()
      close()
    },
  }
}
