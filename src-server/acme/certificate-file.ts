import { X509Certificate } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import type { Certificate } from '../lan/self-made-certificate.ts'

/** When a certificate is good, in epoch ms. */
export type CertificateSpan = { readonly fromMs: number; readonly untilMs: number }

/** Null where there is none for this name, or the file is damaged: a new one replaces it. */
export async function readCertificate(file: string, name: string): Promise<Certificate | null> {
  if (!existsSync(file)) return null
  const pem = await readFile(file, 'utf8')
  const key = /-----BEGIN (?:EC )?PRIVATE KEY-----[^-]+-----END (?:EC )?PRIVATE KEY-----/.exec(pem)?.[0]
  const chain = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g)
  if (key === undefined || chain === null) return null
  const certificate = { key, cert: chain.join('\n') }
  return isFor(certificate, name) ? certificate : null
}

/** Renamed into place: a crash leaves the old one or the new one, never half of one. Readable only by its owner. */
export async function writeCertificate(file: string, { key, cert }: Certificate): Promise<void> {
  await writeFile(`${file}.new`, `${key.trim()}\n${cert.trim()}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

export function spanOf({ cert }: Certificate): CertificateSpan {
  const { validFromDate, validToDate } = new X509Certificate(cert)
  return { fromMs: validFromDate.getTime(), untilMs: validToDate.getTime() }
}

function isFor({ cert }: Certificate, name: string): boolean {
  try {
    const parsed = new X509Certificate(cert)
    return (isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name)) !== undefined
  } catch (cause) {
    // Not a certificate at all.
    if (cause instanceof Error && 'code' in cause) return false
    throw cause
  }
}
