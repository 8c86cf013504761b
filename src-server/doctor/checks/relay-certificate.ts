import { resolveCaa } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { CertificateState } from '../../../src-shared/relay-set-up.ts'
import { assertNever } from '../../../src-shared/result.ts'
import { caaRecordFor, readCaa, type CaaIssuer } from '../../acme/caa.ts'
import { bad, good, note, type Finding } from '../finding.ts'
import { dayOf } from './certificate.ts'

/** Whether browsers take the address that a relay gives, and whether somebody else could get a certificate for it. */
export async function judgeRelayCertificate(address: {
  /** Null without a relay. */
  readonly name: string | null
  readonly certificate: CertificateState | null
  readonly issuer: CaaIssuer | null
  readonly nowMs: number
}): Promise<readonly Finding[]> {
  const { name, certificate, issuer, nowMs } = address
  if (name === null) return []
  const caa = issuer && isIP(name) === 0 ? [await checkCaa(name, issuer)] : []
  return [...caa, ...judgeCertificate(certificate, nowMs)]
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

function judgeCertificate(certificate: CertificateState | null, nowMs: number): readonly Finding[] {
  if (certificate === null) return []
  if (certificate.kind === 'none') {
    return certificate.why === null
      ? [note('certificate', 'The certificate of the address has not come yet.')]
      : [bad('certificate', `There is no certificate for the address, so browsers warn of it: ${certificate.why}`)]
  }
  const { kind, untilMs } = certificate
  if (untilMs <= nowMs)
    return [bad('certificate', `The certificate of the address ended on ${dayOf(untilMs)}: browsers refuse it.`)]
  if (kind === 'good')
    return [good('certificate', `The certificate of the address is good until ${dayOf(untilMs)}, and renewed before.`)]
  const say = nowMs >= certificate.urgentFromMs ? bad : note
  return [
    say(
      'certificate',
      `The certificate of the address ends on ${dayOf(untilMs)}, and could not be renewed: ${certificate.why}. It is tried again by itself.`,
    ),
  ]
}
