import type { CaptureDevice, Opening } from './capture-device.ts'
import type { CaptureSource } from './capture-source.ts'
import { toDeviceProblem } from './device-problem.ts'
import type { MediaAccess } from './media-access.ts'

export type WantedDevice = { readonly device: CaptureDevice; readonly source: CaptureSource }

type DeviceOpening = Opening & { readonly device: CaptureDevice }

/**
 * Opens camera and microphone with one prompt, and where that fails, each on its own, so that a failure of one spares
 * the other. Never rejects: the state of each device says how it went.
 */
export async function openDevices(access: MediaAccess, wanted: readonly WantedDevice[]): Promise<void> {
  const openings = wanted.map(({ device, source }) => ({ device, ...device.begin(source) }))
  const { devices } = access
  if (!devices) {
    for (const opening of openings) opening.fail('insecure')
    return
  }
  const error = await tryTogether(devices, openings)
  if (error === null) return
  const problem = toDeviceProblem(error)
  for (const opening of openings) {
    const isWorthwhile = openings.length > 1 && (problem !== 'refused' || (await mayStillBeAllowed(access, opening)))
    const ownError = isWorthwhile ? await tryTogether(devices, [opening]) : error
    if (ownError !== null) opening.fail(toDeviceProblem(ownError))
  }
}

/** Null when all of them opened. */
async function tryTogether(
  devices: NonNullable<MediaAccess['devices']>,
  openings: readonly DeviceOpening[],
): Promise<unknown> {
  const constraints: MediaStreamConstraints = {}
  for (const { device, constraints: own } of openings) constraints[device.kind === 'camera' ? 'video' : 'audio'] = own
  try {
    const stream = await devices.getUserMedia(constraints)
    for (const opening of openings) {
      const tracks = opening.device.kind === 'camera' ? stream.getVideoTracks() : stream.getAudioTracks()
      opening.succeed(tracks[0])
    }
    return null
  } catch (error) {
    return error
  }
}

/**
 * Whether asking for one device alone may succeed after both were refused. A person who has just said no must not be
 * asked twice more; but a camera that was blocked long ago also refuses for the microphone, about which nobody was
 * asked.
 */
async function mayStillBeAllowed(access: MediaAccess, { device }: DeviceOpening): Promise<boolean> {
  const other = device.kind === 'camera' ? 'microphone' : 'camera'
  const [own, others] = await Promise.all([access.queryPermission(device.kind), access.queryPermission(other)])
  return own === 'granted' || (own === 'prompt' && others === 'denied')
}
