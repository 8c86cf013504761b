import * as v from 'valibot'
import type { AlertPort, KnockAlert, SelfTestPort } from '../src-desk/ports.ts'
import type { Clock } from '../src-shared/clock.ts'
import type { AlertStatus, SelfTestCheck } from '../src-shared/desk-state.ts'
import { KnockIdSchema } from '../src-shared/ids.ts'
import type { Language } from '../src-shared/language.ts'
import { assertNever } from '../src-shared/result.ts'
import { textsIn } from './texts.ts'

const audibleWithinMs = 5000
const listenEveryMs = 200
/** Long enough for a person beside the screen to see it. */
const showAlertForMs = 4000

/** The core's own sample: a press on it answers nobody. */
const sampleKnockId = 'sample'
const devicesWithinMs = 5000

type Outcome = SelfTestCheck['outcome']
const good: Outcome = { kind: 'good' }
const bad = (cause: string): Outcome => ({ kind: 'bad', cause })

export type SelfTestOptions = {
  readonly isAudible: () => boolean
  readonly isCardReady: () => boolean
  readonly alerts: Pick<AlertPort, 'show' | 'clear'>
  /** What the desk's page finds of devices, as `MediaDeviceInfo.kind`; rejects when the page does not answer. */
  readonly listDeviceKinds: () => Promise<unknown>
  /** The system's own switch for apps; null where there is none. */
  readonly getAccess: (device: 'camera' | 'microphone') => string | null
  readonly getLanguage: () => Language
  readonly clock: Clock
}

/** What the app itself can find out of what must work when a knock comes. */
export function createSelfTest(options: SelfTestOptions): SelfTestPort {
  const { isAudible, isCardReady, alerts, listDeviceKinds, getAccess, getLanguage, clock } = options

  function listen(): Promise<Outcome> {
    const endsAtMs = clock.now() + audibleWithinMs
    return new Promise((resolve) => {
      const look = (): void => {
        if (isAudible()) resolve(good)
        else if (clock.now() >= endsAtMs) resolve(bad('no sound came out of the ringing window'))
        else clock.setTimer(listenEveryMs, look)
      }
      look()
    })
  }

  async function showAlert(): Promise<Outcome> {
    const language = getLanguage()
    const alert: KnockAlert = {
      knockId: v.parse(KnockIdSchema, sampleKnockId),
      name: textsIn(language).sample,
      language,
    }
    const status = await alerts.show(alert)
    clock.setTimer(showAlertForMs, () => alerts.clear(alert.knockId))
    return outcomeOfAlert(status)
  }

  /** A page that hangs never answers. */
  function nullAfter(ms: number): Promise<null> {
    return new Promise((resolve) => {
      clock.setTimer(ms, () => resolve(null))
    })
  }

  async function findDevices(): Promise<readonly SelfTestCheck[]> {
    const kinds = await Promise.race([
      listDeviceKinds()
        .then(parseKinds)
        .catch(() => null),
      nullAfter(devicesWithinMs),
    ])
    const look = (part: 'camera' | 'microphone', kind: string): SelfTestCheck => {
      const access = getAccess(part)
      if (access === 'denied' || access === 'restricted') return { part, outcome: bad('the system does not allow it') }
      if (kinds === null) return { part, outcome: bad('the desk’s window does not answer') }
      return { part, outcome: kinds.includes(kind) ? good : bad('none is connected') }
    }
    return [look('camera', 'videoinput'), look('microphone', 'audioinput')]
  }

  return {
    run: async () => {
      const [ring, alert, devices] = await Promise.all([listen(), showAlert(), findDevices()])
      const card = isCardReady() ? good : bad('the card’s window is gone')
      return [
        { part: 'ring', outcome: ring },
        { part: 'alert', outcome: alert },
        { part: 'card', outcome: card },
        ...devices,
      ]
    },
  }
}

function parseKinds(raw: unknown): readonly string[] {
  return v.parse(v.array(v.string()), raw)
}

function outcomeOfAlert(status: AlertStatus): Outcome {
  switch (status.kind) {
    case 'shown':
      return good
    case 'none':
      return bad('the notice was not shown')
    case 'suppressed':
      return bad(status.reason)
    case 'failed':
      return bad(status.cause)
    default:
      return assertNever(status)
  }
}
