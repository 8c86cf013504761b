import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { isIP, isIPv6 } from 'node:net'
import { dayMs } from '../../src-shared/duration.ts'

/** Both in PEM format. */
export type Certificate = { readonly cert: string; readonly key: string }

export type SelfMadeCertificateOptions = {
  /** Where it is kept, readable only by its owner. */
  readonly file: string
  /** Addresses and host names that it must be valid for. */
  readonly names: readonly string[]
  /** Epoch ms. */
  readonly nowMs: number
}

/** Of the local network's server, in the data folder. */
export const certificateFileName = 'lan-certificate.pem'
/** Apple's devices refuse one that is valid for longer than 825 days. */
const validForMs = 820 * dayMs
/** Renewed this early, because a server may run for weeks before it looks again. */
const renewBeforeMs = 90 * dayMs

/** The kept one if it still fits, else a new one. */
export async function selfMadeCertificate(options: SelfMadeCertificateOptions): Promise<Certificate> {
  const { file } = options
  const kept = existsSync(file) ? parse(await readFile(file, 'utf8')) : null
  if (kept && isFit(kept, options)) return kept
  const made = await make(options)
  // Written to a temporary file and renamed: a crash leaves the old one or the new one, never half of one.
  await writeFile(`${file}.new`, `${made.key}\n${made.cert}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
  return made
}

/** Null for a damaged file, which a new one replaces. */
function parse(pem: string): Certificate | null {
  const key = /-----BEGIN PRIVATE KEY-----[^-]+-----END PRIVATE KEY-----/.exec(pem)?.[0]
  const cert = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/.exec(pem)?.[0]
  return key !== undefined && cert !== undefined ? { key, cert } : null
}

function isFit({ cert }: Certificate, { names, nowMs }: SelfMadeCertificateOptions): boolean {
  try {
    const parsed = new X509Certificate(cert)
    const isValid = parsed.validFromDate.getTime() <= nowMs && nowMs < parsed.validToDate.getTime() - renewBeforeMs
    return (
      isValid && names.every((name) => (isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name)) !== undefined)
    )
  } catch (cause) {
    // Not a certificate at all.
    if (cause instanceof Error && 'code' in cause) return false
    throw cause
  }
}

async function make({ names, nowMs }: SelfMadeCertificateOptions): Promise<Certificate> {
  // Loaded only when needed: most servers are not open to the network.
  const { generate } = await import('selfsigned')
  const made = await generate([{ name: 'commonName', value: 'Konkon' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // A phone's clock may be slow.
    notBeforeDate: new Date(nowMs - dayMs),
    notAfterDate: new Date(nowMs + validForMs),
    extensions: [
      // It must vouch for this server only, even on a device that was told to trust it.
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
      },
    ],
  })
  return { cert: made.cert.trim(), key: made.private.trim() }
}

/** As it stands in a URL. */
export function hostInUrl(address: string): string {
  return isIPv6(address) ? `[${address}]` : address
}
