/** Decides what is good and what is bad in a self-test, for app and page alike. */
import type { AlertStatus, RingStatus, SelfTestCheck } from '../../src-shared/desk-state.ts'
import type { IceServerTest } from '../../src-shared/ice-server-test.ts'
import { assertNever } from '../../src-shared/result.ts'
import type { SelfTestFinding } from '../ports.ts'

export type Part = SelfTestCheck['part']
export type Outcome = SelfTestCheck['outcome']

/** In the order in which people read them. */
const parts: readonly Part[] = [
  'server',
  'ring',
  'alert',
  'card',
  'camera',
  'microphone',
  'relay',
  'call-outs',
  'secrets',
]

export const good: Outcome = { kind: 'good' }
export const bad = (cause: string): Outcome => ({ kind: 'bad', cause })

/** What is wrong with a finding; null if nothing is. */
const causes: Readonly<Record<Exclude<SelfTestFinding['found'], 'only-a-file'>, string | null>> = {
  audible: null,
  inaudible: 'no sound came out of the ringing window',
  ready: null,
  gone: 'the card’s window is gone',
  present: null,
  none: 'none is connected',
  'denied-by-system': 'the system does not allow it',
  'denied-by-browser': 'the browser does not allow it',
  'no-secure-page': 'the page has no HTTPS address',
  'no-answer': 'the devices cannot be listed',
  safe: null,
}

export function judgeFinding({ part, found }: SelfTestFinding): SelfTestCheck {
  // Sealed all the same, with a key that lies beside what it seals.
  if (found === 'only-a-file') return { part, outcome: { kind: 'weak' } }
  const cause = causes[found]
  return { part, outcome: cause === null ? good : bad(cause) }
}

/** `status` is the ringer's while it should be ringing. */
export function judgeRing(status: RingStatus): SelfTestCheck {
  return { part: 'ring', outcome: outcomeOf(status) }

  function outcomeOf(ring: RingStatus): Outcome {
    switch (ring.kind) {
      case 'ringing':
        return good
      case 'failed':
        return bad(ring.cause)
      case 'silent':
      case 'needs-gesture':
      case 'other-output':
        return bad(ring.kind)
      default:
        return assertNever(ring)
    }
  }
}

/** `status` is what became of the sample. A system without notices is not at fault. */
export function judgeAlert(status: AlertStatus): SelfTestCheck {
  return { part: 'alert', outcome: outcomeOf(status) }

  function outcomeOf(alert: AlertStatus): Outcome {
    switch (alert.kind) {
      case 'shown':
        return good
      case 'none':
        return bad('nothing was shown')
      case 'suppressed':
        return alert.reason === 'unsupported' ? { kind: 'not-here' } : bad(alert.reason)
      case 'failed':
        return bad(alert.cause)
      default:
        return assertNever(alert)
    }
  }
}

/** Of what carries calls. Without a TURN server calls are direct alone, which is no fault of this desk. */
export function judgeIceServers(tests: readonly IceServerTest[]): SelfTestCheck {
  const failures = tests.flatMap(({ url, outcome }) => (outcome.kind === 'failed' ? [`${url}: ${outcome.why}`] : []))
  if (failures.length > 0) return { part: 'relay', outcome: bad(failures.join(' / ')) }
  if (tests.some(({ outcome }) => outcome.kind === 'ports-closed')) return { part: 'relay', outcome: { kind: 'weak' } }
  return { part: 'relay', outcome: tests.some(({ url }) => /^turns?:/.test(url)) ? good : { kind: 'not-here' } }
}

/** One check per part: bad if anything was bad, weak if anything was weak, and `not-here` if nothing was found out. */
export function summarise(checks: readonly SelfTestCheck[]): readonly SelfTestCheck[] {
  return parts.map((part) => {
    const outcomes = checks.filter((check) => check.part === part).map((check) => check.outcome)
    const wrongs = outcomes.flatMap((outcome) => (outcome.kind === 'bad' ? [outcome.cause] : []))
    if (wrongs.length > 0) return { part, outcome: bad(wrongs.join(' / ')) }
    const known = outcomes.find(({ kind }) => kind === 'weak') ?? outcomes.find(({ kind }) => kind === 'good')
    return { part, outcome: known ?? { kind: 'not-here' } }
  })
}
