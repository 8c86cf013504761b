import { X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { dayMs } from '../../../src-shared/duration.ts'
import { certificateFileName } from '../../lan/self-made-certificate.ts'
import { bad, good, note, reasonWords, type Check, type Finding } from '../finding.ts'

const soonMs = 14 * dayMs

/** Of the local network, where the server is open to it. */
export const checkCertificate: Check = ({ settings: { lan, dataFolder }, nowMs }) => {
  if (!lan) return []
  const { certificate } = lan
  const isGiven = certificate.kind === 'given'
  const file = isGiven ? certificate.certificateFile : path.join(dataFolder, certificateFileName)
  // The next start makes it.
  if (!isGiven && !existsSync(file)) return []
  try {
    const { validToDate } = new X509Certificate(readFileSync(file))
    return [judgeEnd('certificate', validToDate.getTime(), { nowMs, what: `The certificate ${file}` })]
  } catch (cause) {
    return [bad('certificate', `The certificate ${file} cannot be read: ${reasonWords(cause)}.`)]
  }
}

export function judgeEnd(
  check: string,
  endMs: number,
  { nowMs, what }: { readonly nowMs: number; readonly what: string },
): Finding {
  const day = dayOf(endMs)
  if (endMs <= nowMs) return bad(check, `${what} ended on ${day}: browsers refuse it. Renew it.`)
  if (endMs - nowMs < soonMs) return note(check, `${what} ends on ${day}. See that it is renewed.`)
  return good(check, `${what} is good until ${day}.`)
}

export function dayOf(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10)
}
