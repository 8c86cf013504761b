import tls from 'node:tls'
import type { LogPort } from '../src-desk/ports.ts'

/** Node has its own list of authorities, but a company's own is often known only to the operating system. */
export function trustSystemCertificates(log: LogPort): void {
  try {
    const all = new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])
    tls.setDefaultCACertificates([...all])
  } catch (cause) {
    log.warn("the system's certificates cannot be read", cause)
  }
}
