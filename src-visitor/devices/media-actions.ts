import type { LocalMedia } from '../../src-rtc/local-media.ts'
import type { KeptValues } from '../page/kept-values.ts'
import type { PageFact } from '../page/page-reducer.ts'
import type { Notice, PageState } from '../page/page-state.ts'

export type MediaActions = {
  readonly allowDevices: () => void
  readonly toggleMicrophone: () => void
  readonly toggleCamera: () => void
  readonly chooseMicrophone: (deviceId: string) => void
  readonly chooseCamera: (deviceId: string) => void
  readonly chooseSpeaker: (deviceId: string) => void
  readonly flipCamera: () => void
  readonly togglePart: () => void
  readonly shareScreen: () => void
  readonly stopSharing: () => void
}

export type MediaActionsHandle = {
  readonly actions: MediaActions
  readonly listDevices: () => void
  /** Opens again what the visitor had allowed earlier in this tab. */
  readonly reopen: () => void
}

const systemDefault = { deviceId: '' }

/** What the visitor does with camera, microphone and screen, before and in a call. */
export function createMediaActions(options: {
  readonly media: LocalMedia
  readonly kept: KeptValues
  readonly getState: () => PageState
  readonly tell: (fact: PageFact) => void
}): MediaActionsHandle {
  const { media, kept, tell } = options

  async function open(wanted: Parameters<LocalMedia['open']>[0]): Promise<void> {
    tell({ kind: 'noticed', notice: null })
    await media.open(wanted)
    const { camera, microphone } = media.getState()
    kept.setDevicesAllowed(camera.kind === 'open' || microphone.kind === 'open')
    await list()
  }

  /** Labels and the full list are known only after the first permission. */
  async function list(): Promise<void> {
    tell({ kind: 'devices-listed', devices: await media.listDevices() })
  }

  async function change(outcome: Promise<'switched' | 'kept' | 'lost'>, notice: Notice): Promise<void> {
    tell({ kind: 'noticed', notice: null })
    // A lost device is told by its own state.
    if ((await outcome) === 'kept') tell({ kind: 'noticed', notice })
    await list()
  }

  async function share(): Promise<void> {
    tell({ kind: 'noticed', notice: null })
    const outcome = await media.shareScreen()
    if (outcome.kind === 'failed') tell({ kind: 'noticed', notice: 'share-failed' })
  }

  return {
    listDevices: () => void list(),
    reopen() {
      if (kept.wereDevicesAllowed()) void open({ camera: systemDefault, microphone: systemDefault })
    },
    actions: {
      allowDevices: () => void open({ camera: systemDefault, microphone: systemDefault }),
      toggleMicrophone() {
        const { microphone, isMicrophoneOn } = media.getState()
        if (microphone.kind === 'open') return media.setMicrophoneOn(!isMicrophoneOn)
        media.setMicrophoneOn(true)
        void open({ camera: null, microphone: systemDefault })
      },
      toggleCamera() {
        const { camera, isCameraOn } = media.getState()
        if (camera.kind === 'open') return media.setCameraOn(!isCameraOn)
        media.setCameraOn(true)
        void open({ camera: systemDefault, microphone: null })
      },
      chooseMicrophone: (deviceId) => void change(media.switchMicrophone(deviceId), 'microphone-kept'),
      chooseCamera: (deviceId) => void change(media.switchCamera(deviceId), 'camera-kept'),
      chooseSpeaker: (deviceId) => tell({ kind: 'speaker-chosen', deviceId }),
      togglePart: () => void change(media.showPart(!media.getState().isShowingPart), 'camera-kept'),
      flipCamera: () => void change(media.flipCamera(), 'camera-kept'),
      shareScreen: () => void share(),
      stopSharing: () => media.stopSharing(),
    },
  }
}
