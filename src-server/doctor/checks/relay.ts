import { lookup, resolveCaa } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { LineFault } from '../../../src-shared/line-state.ts'
import { assertNever } from '../../../src-shared/result.ts'
import type { CertificateState } from '../../../src-shared/relay-set-up.ts'
import { caaRecordFor, readCaa, type CaaIssuer } from '../../acme/caa.ts'
import type { RelayEntry } from '../../control/control-commands.ts'
import { checkThroughRelay } from '../../relay/check-through-relay.ts'
import { bad, good, note, type Check, type Finding } from '../finding.ts'
import { dayOf } from './certificate.ts'

/** Whether customers get in by the relays: the line, what comes through it, the name and the certificate. */
export const checkRelay: Check = async ({ state, nowMs }) => {
  if (!state || state.relays.length === 0) return []
  const { relays, certificate } = state
  const ways = await Promise.all(relays.map(checkWay))
  const [first] = relays
  const names = first && state.running ? [await checkName(first.name, relays)] : []
  const caa = first && state.issuer && isIP(first.name) === 0 ? [await checkCaa(first.name, state.issuer)] : []
  return [...ways, ...names, ...caa, ...judgeCertificate(certificate, nowMs)]
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

/** Whether the relay could get a certificate of its own for the name. */
async function checkCaa(name: string, issuer: CaaIssuer): Promise<Finding> {
  const state = await readCaa(name, issuer, resolveCaa)
  const record = caaRecordFor(name, issuer)
  switch (state) {
    case 'right':
      return good('caa', `Nobody but this server gets a certificate for ${name}.`)
    case 'shut':
      return bad('caa', `The CAA records of ${name} keep this server from a certificate. Make them: ${record}`)
    case 'unknown':
      return note('caa', `The CAA records of ${name} could not be asked for.`)
    case 'none':
    case 'open':
    case 'looking':
      return note(
        'caa',
        `Whoever keeps the relay could get a certificate for ${name}. This keeps them from it: ${record}`,
      )
    default:
      return assertNever(state)
  }
}

/** None where nobody knows it. */
async function addressesOf(host: string): Promise<readonly string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch {
    return []
  }
}

function judgeCertificate(certificate: CertificateState | null, nowMs: number): readonly Finding[] {
  if (certificate === null) return []
  if (certificate.kind === 'none') {
    return certificate.why === null
      ? [note('certificate', 'The one of the address has not come yet.')]
      : [bad('certificate', `There is none for the address, so browsers warn of it: ${certificate.why}`)]
  }
  const { kind, untilMs } = certificate
  if (untilMs <= nowMs)
    return [bad('certificate', `The one of the address ended on ${dayOf(untilMs)}: browsers refuse it.`)]
  if (kind === 'good')
    return [good('certificate', `The one of the address is good until ${dayOf(untilMs)}, and renewed before.`)]
  const say = nowMs >= certificate.urgentFromMs ? bad : note
  return [
    say(
      'certificate',
      `The one of the address ends on ${dayOf(untilMs)}, and could not be renewed: ${certificate.why}. It is tried again by itself.`,
    ),
  ]
}
