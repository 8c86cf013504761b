import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { LineFault } from '../../../src-shared/line-state.ts'
import type { RelayEntry } from '../../control/control-commands.ts'
import { checkThroughRelay } from '../../relay/check-through-relay.ts'
import { bad, good, note, type Check, type Finding } from '../finding.ts'
import { judgeRelayCertificate } from './relay-certificate.ts'

/** Whether customers get in by the relays: the line, what comes through it, the name and the certificate. */
export const checkRelay: Check = async ({ state, nowMs }) => {
  if (!state || state.relays.length === 0) return []
  const { relays, certificate, issuer } = state
  const ways = await Promise.all(relays.map(checkWay))
  const [first] = relays
  const names = first && state.running ? [await checkName(first.name, relays)] : []
  return [
    ...ways,
    ...names,
    ...(await judgeRelayCertificate({ name: first?.name ?? null, certificate, issuer, nowMs })),
  ]
}

async function checkWay({ host, name, line }: RelayEntry): Promise<Finding> {
  if (line === null) return note('relay', `${host} has no line while no server runs.`)
  if (line.kind === 'dialing') return note('relay', `The line to ${host} is being opened.`)
  if (line.kind === 'down') return bad('relay', `There is no line to ${host}: ${faultWords[line.fault]}`)
  const check = await checkThroughRelay({ host, name, withinMs: 0 })
  if (check.kind === 'answered') return good('relay', `${name} leads here by ${host}.`)
  return bad('relay', `Nothing comes through ${host}: ${check.why}. Open its port 443 in the provider’s firewall.`)
}

const faultWords: Readonly<Record<LineFault, string>> = {
  unreachable: 'it does not answer. Is it on, and its port 443 open?',
  'other-host-key': 'it shows another key than before. If it was made anew, run "konkon relay setup" again.',
  'key-refused': 'it does not know this machine any more. Run "konkon relay setup" again.',
  'socket-refused': 'another machine has the name. To take it back: "konkon relay setup" with --take-over.',
  replaced:
    'another machine with the same key came later and has the name, such as a copy of this one. To take it back: "konkon relay setup" here, again.',
  silent: 'it stopped answering. The line is opened again by itself.',
  closed: 'it was cut off. The line is opened again by itself.',
}

/** Whether the name servers lead customers to one of the relays. */
async function checkName(name: string, relays: readonly RelayEntry[]): Promise<Finding> {
  const hosts = relays.map(({ host }) => host)
  const [led, wanted] = await Promise.all([addressesOf(name), Promise.all(hosts.map(addressesOf))])
  if (led.length === 0) return bad('name', `No name server knows ${name}. Let it point to ${hosts.join(' and ')}.`)
  const isRight = led.some((address) => wanted.flat().includes(address))
  if (isIP(name) !== 0) {
    return isRight
      ? good('name', `${name} is the address of ${hosts.join(' or ')}.`)
      : bad(
          'name',
          `${name} is no address of ${hosts.join(' or ')} any more. Set the relay up anew, by its new address.`,
        )
  }
  if (isRight) return good('name', `${name} points to ${led.join(', ')}.`)
  return bad(
    'name',
    `${name} points to ${led.join(', ')}, and not to ${hosts.join(' or ')}. Change it where your domain is.`,
  )
}

/** None where nobody knows it. */
async function addressesOf(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch {
    return []
  }
}
