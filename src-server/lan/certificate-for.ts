import { readFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import path from 'node:path'
import type { Clock } from '../../src-shared/clock.ts'
import { isLoopback } from '../../src-shared/network-address.ts'
import { StartError } from '../start/start-error.ts'
import { certificateFileName, selfMadeCertificate, type Certificate } from './self-made-certificate.ts'

export type CertificateSource =
  | { readonly kind: 'self-made' }
  /** PEM files; the certificate's with its chain. */
  | { readonly kind: 'given'; readonly certificateFile: string; readonly keyFile: string }

/** The one for these addresses as it is now; rejects with a `StartError` that names the variable and the file. */
export async function certificateFor(
  certificate: CertificateSource,
  addresses: readonly string[],
  { dataFolder, clock }: { readonly dataFolder: string; readonly clock: Pick<Clock, 'now'> },
): Promise<Certificate> {
  if (certificate.kind === 'self-made') {
    const names = [...new Set(['localhost', '127.0.0.1', '::1', ...ownNames(), ...addresses])]
    return selfMadeCertificate({ file: path.join(dataFolder, certificateFileName), names, nowMs: clock.now() })
  }
  return {
    cert: await readPem('KONKON_TLS_CERT', certificate.certificateFile),
    key: await readPem('KONKON_TLS_KEY', certificate.keyFile),
  }
}

/** Names by which other devices may reach this machine; none if its host name is unusable on a network. */
function ownNames(): readonly string[] {
  const name = hostname().toLowerCase()
  const isName = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/.test(name)
  return isName && isIP(name) === 0 && !isLoopback(name) ? [name] : []
}

async function readPem(variable: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new StartError('certificate-unusable', `The file ${file} of ${variable} cannot be read: ${reason}`, { cause })
  }
}
