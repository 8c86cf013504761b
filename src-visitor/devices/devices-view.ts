import type { DeviceState } from '../../src-rtc/capture-device.ts'
import type { DeviceChoice } from '../../src-rtc/device-list.ts'
import type { DeviceProblem } from '../../src-rtc/device-problem.ts'
import type { PageActions } from '../page/page-actions.ts'
import type { PageState } from '../page/page-state.ts'

/** What cannot be used and why; one entry where both have the same reason. */
export type DeviceTrouble = { readonly devices: 'both' | 'camera' | 'microphone'; readonly problem: DeviceProblem }

/** A list to choose from, there only when there is a choice. */
export type DeviceMenu = {
  /** The system's default is a choice too; its id is empty. */
  readonly hasDefault: boolean
  readonly choices: readonly DeviceChoice[]
  readonly chosenId: string
  readonly choose: (deviceId: string) => void
}

export type DeviceMenus = {
  readonly camera: DeviceMenu | null
  readonly microphone: DeviceMenu | null
  readonly speaker: DeviceMenu | null
}

export type DeviceSwitch = { readonly isOn: boolean; readonly toggle: () => void }

export type DevicesView = {
  readonly isOpening: boolean
  readonly hasPicture: boolean
  readonly troubles: readonly DeviceTrouble[]
  /** Asks for both for the first time. */
  readonly allow: (() => void) | null
  /** Asks again for what could not be used. */
  readonly retry: (() => void) | null
  readonly camera: DeviceSwitch | null
  readonly microphone: DeviceSwitch | null
  readonly menus: DeviceMenus
}

/** Camera and microphone before the call. */
export function viewDevices(state: PageState, actions: PageActions): DevicesView {
  const { camera, microphone, isCameraOn, isMicrophoneOn } = state.media
  const troubles = troublesOf(state)
  const isOpening = camera.kind === 'opening' || microphone.kind === 'opening'
  const isUntouched = camera.kind === 'closed' && microphone.kind === 'closed'
  return {
    isOpening,
    hasPicture: camera.kind === 'open' && isCameraOn,
    troubles,
    allow: isUntouched ? actions.allowDevices : null,
    // Without HTTPS asking again cannot help.
    retry: !isOpening && troubles.some(({ problem }) => problem !== 'insecure') ? actions.allowDevices : null,
    camera: camera.kind === 'open' ? { isOn: isCameraOn, toggle: actions.toggleCamera } : null,
    microphone: microphone.kind === 'open' ? { isOn: isMicrophoneOn, toggle: actions.toggleMicrophone } : null,
    menus: { ...deviceMenus(state, actions), speaker: null },
  }
}

export function troublesOf({ media }: PageState): readonly DeviceTrouble[] {
  const camera = problemOf(media.camera)
  const microphone = problemOf(media.microphone)
  if (camera !== null && camera === microphone) return [{ devices: 'both', problem: camera }]
  return [
    ...(camera === null ? [] : [{ devices: 'camera' as const, problem: camera }]),
    ...(microphone === null ? [] : [{ devices: 'microphone' as const, problem: microphone }]),
  ]
}

export function deviceMenus({ media, devices, speakerId }: PageState, actions: PageActions): DeviceMenus {
  const menuOf = (device: DeviceState, menu: Omit<DeviceMenu, 'chosenId'>): DeviceMenu | null =>
    device.kind === 'open' && menu.choices.length > 1 ? { ...menu, chosenId: device.deviceId } : null
  return {
    camera: menuOf(media.camera, { choices: devices.cameras, choose: actions.chooseCamera, hasDefault: false }),
    microphone: menuOf(media.microphone, {
      choices: devices.microphones,
      choose: actions.chooseMicrophone,
      hasDefault: true,
    }),
    speaker:
      devices.speakers.length > 1
        ? { choices: devices.speakers, chosenId: speakerId, choose: actions.chooseSpeaker, hasDefault: true }
        : null,
  }
}

function problemOf(device: DeviceState): DeviceProblem | null {
  return device.kind === 'unavailable' ? device.problem : null
}
