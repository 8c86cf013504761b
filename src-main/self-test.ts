import * as v from 'valibot'
import type { DeviceFinding, SelfTestFinding, SelfTestPort } from '../src-desk/ports.ts'
import type { Clock } from '../src-shared/clock.ts'

const audibleWithinMs = 5000
const listenEveryMs = 200
const devicesWithinMs = 5000

export type SelfTestOptions = {
  readonly isAudible: () => boolean
  readonly isCardReady: () => boolean
  /** The `MediaDeviceInfo.kind` of each device the desk's page sees; rejects if the page does not answer. */
  readonly listDeviceKinds: () => Promise<unknown>
  /** The system's permission for apps; null where there is none. */
  readonly getAccess: (device: 'camera' | 'microphone') => string | null
  /** Whether the system keeps what this program must keep to itself. */
  readonly isVaultSafe: boolean
  readonly clock: Clock
}

/** Checks what only the app can, of what must work when a knock comes. */
export function createSelfTest(options: SelfTestOptions): SelfTestPort {
  const { isAudible, isCardReady, listDeviceKinds, getAccess, isVaultSafe, clock } = options

  function listen(): Promise<SelfTestFinding> {
    const endsAtMs = clock.now() + audibleWithinMs
    return new Promise((resolve) => {
      const look = (): void => {
        if (isAudible()) resolve({ part: 'ring', found: 'audible' })
        else if (clock.now() >= endsAtMs) resolve({ part: 'ring', found: 'inaudible' })
        else clock.setTimer(listenEveryMs, look)
      }
      look()
    })
  }

  async function findDevices(): Promise<readonly SelfTestFinding[]> {
    const kinds = await Promise.race([
      listDeviceKinds()
        .then(parseKinds)
        .catch(() => null),
      nullAfter(devicesWithinMs),
    ])
    const find = (device: 'camera' | 'microphone', kind: string): DeviceFinding => {
      const access = getAccess(device)
      if (access === 'denied' || access === 'restricted') return 'denied-by-system'
      if (kinds === null) return 'no-answer'
      return kinds.includes(kind) ? 'present' : 'none'
    }
    return [
      { part: 'camera', found: find('camera', 'videoinput') },
      { part: 'microphone', found: find('microphone', 'audioinput') },
    ]
  }

  /** A page that hangs never answers. */
  function nullAfter(ms: number): Promise<null> {
    return new Promise((resolve) => {
      clock.setTimer(ms, () => resolve(null))
    })
  }

  return {
    run: async () => {
      const [ring, devices] = await Promise.all([listen(), findDevices()])
      const secrets: SelfTestFinding = { part: 'secrets', found: isVaultSafe ? 'safe' : 'only-a-file' }
      return [ring, { part: 'card', found: isCardReady() ? 'ready' : 'gone' }, ...devices, secrets]
    },
  }
}

function parseKinds(raw: unknown): readonly string[] {
  return v.parse(v.array(v.string()), raw)
}
