import type { DeviceFinding, SelfTestPort } from '../../src-desk/ports.ts'
import type { MediaAccess } from '../../src-rtc/media-access.ts'

/**
 * What only a browser's page can find out of what must work when a knock comes. It has no card, and whether it rings
 * its ringer knows as well.
 */
export function createPageSelfTest(access: Pick<MediaAccess, 'devices' | 'queryPermission'>): SelfTestPort {
  async function findDevice(device: 'camera' | 'microphone'): Promise<DeviceFinding> {
    if (!access.devices) return 'no-secure-page'
    const kind = device === 'camera' ? 'videoinput' : 'audioinput'
    const devices = await access.devices.enumerateDevices()
    if (!devices.some((each) => each.kind === kind)) return 'none'
    return (await access.queryPermission(device)) === 'denied' ? 'denied-by-browser' : 'present'
  }

  async function find(part: 'camera' | 'microphone') {
    return { part, found: await findDevice(part).catch(() => 'no-answer' as const) }
  }

  return { run: () => Promise.all([find('camera'), find('microphone')]) }
}
