import { addressMask, type CallOut, type CallOutEvent } from '../../src-shared/call-out.ts'
import { isSameData } from '../../src-shared/same-data.ts'
import { CallOutFault } from './call-out-fault.ts'
import type { CallOutKind, CallOutOf, Driver, DriverDeps, KeptCallOut, PrivateTexts } from './call-out-kind.ts'
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

/** The driver of a call-out; one whose secret was lost does nothing but say so. */
export function createDriver({ callOut, unreadable }: KeptCallOut, deps: DriverDeps): Driver {
  if (Object.keys(unreadable).length === 0) return kindOf(callOut).createDriver(callOut, deps)
  return () => Promise.reject(new CallOutFault('secret-lost', 'the key of what it keeps is not there'))
}

/** The events that a call-out is about. */
export function eventsOf(callOut: CallOut): readonly CallOutEvent[] {
  return kindOf(callOut).eventsOf(callOut)
}

/** What no line of a log may hold. */
export function secretsOf(callOut: CallOut): readonly string[] {
  return Object.values(kindOf(callOut).privates.get(callOut)).filter((text) => text !== '')
}

/** What is sealed in the database, by name; without what is empty. */
export function privateTextsOf(callOut: CallOut): PrivateTexts {
  return Object.fromEntries(Object.entries(kindOf(callOut).privates.get(callOut)).filter(([, text]) => text !== ''))
}

export function withPrivateTexts(callOut: CallOut, texts: PrivateTexts): CallOut {
  return kindOf(callOut).privates.set(callOut, texts)
}

/** As desks may see it: without its secret, and with masked addresses. */
export function shownOf(callOut: CallOut): CallOut {
  const { privates } = kindOf(callOut)
  const shown = Object.entries(privates.get(callOut)).map(([name, text]) => [
    name,
    name === privates.secret || text === '' ? '' : privates.mask(text),
  ])
  return privates.set(callOut, Object.fromEntries(shown))
}

/** Whether there is anything that a desk is not shown. */
export function hasSecret(callOut: CallOut): boolean {
  return !isSameData(shownOf(callOut), callOut)
}

/**
 * A call-out as a desk sends it, with what it was not shown: an empty secret stands for the one there was, an address as
 * it was shown for that address. A password goes only to the server that it was given for: whoever may name another
 * server must not get it sent there. Null where an address is masked of which nothing is known.
 */
export function withKeptTexts(sent: CallOut, before: KeptCallOut | undefined): KeptCallOut | null {
  const { privates } = kindOf(sent)
  const earlier = before && before.callOut.kind === sent.kind ? before : null
  const known = earlier ? privates.get(earlier.callOut) : {}
  const shown = earlier ? privates.get(shownOf(earlier.callOut)) : {}
  const addresses: Record<string, string> = {}
  const lost = new Set<string>()
  for (const [name, text] of Object.entries(privates.get(sent))) {
    if (name === privates.secret) continue
    const isKept = text !== '' && text === shown[name]
    if (isKept && earlier?.unreadable[name] !== undefined) lost.add(name)
    else if (!isKept && text.includes(addressMask)) return null
    addresses[name] = isKept ? (known[name] ?? text) : text
  }
  let callOut = privates.set(sent, addresses)
  const { secret } = privates
  if (earlier && secret !== null && privates.get(sent)[secret] === '' && goesTo(callOut) === goesTo(earlier.callOut)) {
    if (earlier.unreadable[secret] !== undefined) lost.add(secret)
    callOut = privates.set(callOut, { [secret]: known[secret] ?? '' })
  }
  const unreadable = Object.entries(earlier?.unreadable ?? {}).filter(([name]) => lost.has(name))
  return { callOut, unreadable: Object.fromEntries(unreadable) }

  function goesTo(one: CallOut): string {
    return privates.destinationOf(one)
  }
}

function kindOf(callOut: CallOut): CallOutKind<CallOut> {
  return callOutKinds[callOut.kind]
}
