import type { MediaDevicesAccess } from './media-access.ts'

export type DeviceChoice = { readonly deviceId: string; readonly label: string }
export type DeviceList = {
  readonly cameras: readonly DeviceChoice[]
  readonly microphones: readonly DeviceChoice[]
  readonly speakers: readonly DeviceChoice[]
}

/**
 * The devices that a person can choose from. Browsers name none before access was granted, so the lists are empty until
 * then. The default has no entry of its own: an empty id stands for it.
 */
export async function listDevices(devices: MediaDevicesAccess | null): Promise<DeviceList> {
  const present = (await devices?.enumerateDevices()) ?? []
  return {
    cameras: choicesOf(present, 'videoinput'),
    microphones: choicesOf(present, 'audioinput'),
    speakers: choicesOf(present, 'audiooutput'),
  }
}

/** The ids of the other cameras, the next one first, so that repeated flips cycle through all of them. */
export async function listOtherCameras(
  devices: MediaDevicesAccess | null,
  deviceId: string | undefined,
): Promise<readonly string[]> {
  const { cameras } = await listDevices(devices)
  const now = cameras.findIndex((camera) => camera.deviceId === deviceId)
  const others = [...cameras.slice(now + 1), ...cameras.slice(0, Math.max(now, 0))]
  return others.map(({ deviceId }) => deviceId)
}

function choicesOf(present: readonly MediaDeviceInfo[], kind: MediaDeviceKind): readonly DeviceChoice[] {
  return present
    .filter((device) => device.kind === kind && !['', 'default', 'communications'].includes(device.deviceId))
    .map(({ deviceId, label }) => ({ deviceId, label }))
}
