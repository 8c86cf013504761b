import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { isIP, isIPv6 } from 'node:net'
import path from 'node:path'
import { dayMs } from '../../src-shared/duration.ts'

/** PEM, both. */
export type Certificate = { readonly cert: string; readonly key: string }

export type SelfMadeCertificateOptions = {
  /** Where it is kept, readable for its owner only. */
  readonly dataFolder: string
  /** Addresses and host names that it must hold for. */
  readonly names: readonly string[]
  /** Epoch ms. */
  readonly nowMs: number
}

const fileName = 'lan-certificate.pem'
/** Apple's devices take none that is valid for longer than 825 days. */
const validForMs = 820 * dayMs
/** A server may run for weeks before it looks again. */
const renewBeforeMs = 90 * dayMs

/** The one that is kept, if it still fits, or else a new one. */
export async function selfMadeCertificate(options: SelfMadeCertificateOptions): Promise<Certificate> {
  const file = path.join(options.dataFolder, fileName)
  const kept = existsSync(file) ? parse(await readFile(file, 'utf8')) : null
  if (kept && isFit(kept, options)) return kept
  const made = await make(options)
  // Written beside and renamed: a crash leaves the old one or the new one, never half of it.
  await writeFile(`${file}.new`, `${made.key}\n${made.cert}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
  return made
}

/** Null for a file that somebody has damaged: a new one takes its place. */
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
    // Not a certificate at all, which is what the question was.
    if (cause instanceof Error && 'code' in cause) return false
    throw cause
  }
}

async function make({ names, nowMs }: SelfMadeCertificateOptions): Promise<Certificate> {
  // Only who opens the server to the network pays for loading it.
  const { generate } = await import('selfsigned')
  const made = await generate([{ name: 'commonName', value: 'Konkon' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    // Clocks of phones differ.
    notBeforeDate: new Date(nowMs - dayMs),
    notAfterDate: new Date(nowMs + validForMs),
    extensions: [
      // It vouches for this one server only, also on a device that was told to trust it.
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
