import * as v from 'valibot'
import type { AlertPort, SelfTestPort } from '../../src-desk/ports.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { MediaAccess } from '../../src-rtc/media-access.ts'
import type { AlertStatus, RingStatus, SelfTestCheck } from '../../src-shared/desk-state.ts'
import { KnockIdSchema } from '../../src-shared/ids.ts'
import type { Language } from '../../src-shared/language.ts'
import { assertNever } from '../../src-shared/result.ts'

type Outcome = SelfTestCheck['outcome']

const good: Outcome = { kind: 'good' }
const bad = (cause: string): Outcome => ({ kind: 'bad', cause })
const audibleWithinMs = 3_000
const listenEveryMs = 100
const showAlertForMs = 4_000

export type PageSelfTestDeps = {
  readonly alerts: Pick<AlertPort, 'show' | 'clear'>
  readonly ringStatus: () => RingStatus
  readonly access: Pick<MediaAccess, 'devices' | 'queryPermission'>
  readonly language: () => Language
  readonly clock: Clock
}

/** What a browser can find out of what must work when a knock comes. It has no card. */
export function createPageSelfTest(deps: PageSelfTestDeps): SelfTestPort {
  const { alerts, ringStatus, access, language, clock } = deps

  function listen(): Promise<Outcome> {
    const endsAtMs = clock.now() + audibleWithinMs
    return new Promise((resolve) => {
      const look = (): void => {
        const status = ringStatus()
        if (status.kind === 'ringing') resolve(good)
        else if (status.kind === 'other-output') resolve(bad('the chosen loudspeaker is not there'))
        else if (clock.now() < endsAtMs) clock.setTimer(listenEveryMs, look)
        else resolve(bad(status.kind === 'failed' ? status.cause : status.kind))
      }
      look()
    })
  }

  async function showAlert(): Promise<Outcome> {
    // The core's own sample: a press on it answers nobody.
    const knockId = v.parse(KnockIdSchema, 'sample')
    const status = await alerts.show({ knockId, name: '', language: language() })
    clock.setTimer(showAlertForMs, () => alerts.clear(knockId))
    return outcomeOfAlert(status)
  }

  async function findDevice(part: 'camera' | 'microphone'): Promise<Outcome> {
    if (!access.devices) return bad('the page has no HTTPS address')
    const kind = part === 'camera' ? 'videoinput' : 'audioinput'
    const devices = await access.devices.enumerateDevices()
    if (!devices.some((device) => device.kind === kind)) return bad('there is none')
    return (await access.queryPermission(part)) === 'denied' ? bad('the browser does not allow it') : good
  }

  return {
    run: () =>
      Promise.all([
        check('ring', listen()),
        check('alert', showAlert()),
        check('camera', findDevice('camera')),
        check('microphone', findDevice('microphone')),
      ]),
  }
}

/** A check that breaks down is a bad one. */
async function check(part: SelfTestCheck['part'], outcome: Promise<Outcome>): Promise<SelfTestCheck> {
  return { part, outcome: await outcome.catch((cause: unknown) => bad(String(cause))) }
}

function outcomeOfAlert(status: AlertStatus): Outcome {
  switch (status.kind) {
    case 'shown':
      return good
    case 'suppressed':
      return status.reason === 'unsupported' ? { kind: 'not-here' } : bad(status.reason)
    case 'failed':
      return bad(status.cause)
    case 'none':
      return bad('nothing was shown')
    default:
      return assertNever(status)
  }
}
