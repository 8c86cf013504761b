import type { CallOut, CallOutEvent } from '../../src-shared/call-out.ts'
import type { CallOutKind, CallOutOf, Driver, DriverDeps } from './call-out-kind.ts'
import { mail } from './mail.ts'
import { mqtt } from './mqtt.ts'
import { signalTower } from './signal-tower.ts'
import { webhook } from './webhook.ts'

const callOutKinds = {
  'signal-tower': signalTower,
  webhook,
  mqtt,
  mail,
} satisfies { readonly [Kind in CallOut['kind']]: CallOutKind<CallOutOf<Kind>> }

/** The driver of a call-out. */
export function createDriver(callOut: CallOut, deps: DriverDeps): Driver {
  return kindOf(callOut).createDriver(callOut, deps)
}

/** The events that a call-out is about. */
export function eventsOf(callOut: CallOut): readonly CallOutEvent[] {
  return kindOf(callOut).eventsOf(callOut)
}

/** What no line of a log may hold. */
export function secretsOf(callOut: CallOut): readonly string[] {
  const secret = kindOf(callOut).secret?.get(callOut) ?? ''
  return secret === '' ? [] : [secret]
}

/** As desks may see it. */
export function withoutSecret(callOut: CallOut): CallOut {
  return kindOf(callOut).secret?.set(callOut, '') ?? callOut
}

/**
 * An empty secret stands for the one there was. A password goes only to the server that it was given for: whoever may
 * name another server must not get it sent there.
 */
export function withKeptSecret(callOut: CallOut, before: CallOut | undefined): CallOut {
  const { secret } = kindOf(callOut)
  if (!before || before.kind !== callOut.kind || secret === null || secret.get(callOut) !== '') return callOut
  if (secret.destinationOf(callOut) !== secret.destinationOf(before)) return callOut
  return secret.set(callOut, secret.get(before))
}

function kindOf(callOut: CallOut): CallOutKind<CallOut> {
  return callOutKinds[callOut.kind]
}
