import { X509Certificate } from 'node:crypto'
import { createServer, type Server, type ServerOptions } from 'node:https'
import { createSecureContext } from 'node:tls'
import type { Clock } from '../../src-shared/clock.ts'
import { listen } from '../start/listen.ts'
import type { LanCertificate } from '../../src-shared/lan-certificate.ts'
import { StartError } from '../start/start-error.ts'
import { listLanAddresses } from './lan-addresses.ts'
import { certificateFor, type CertificateSource } from './certificate-for.ts'
import { hostInUrl, type Certificate } from './self-made-certificate.ts'
import { isSameData } from '../../src-shared/same-data.ts'

/** How the room server is opened to the local network: by HTTPS, beside its own address. */
export type LanOptions = {
  /** 0 takes any free port. */
  readonly port: number
  /** All addresses of this machine when absent. */
  readonly host?: string
  /** Addresses by which other devices reach it, asked again every minute; this machine's own when absent. */
  readonly listAddresses?: () => readonly string[]
  /** Looked at again every minute: a new one is taken without a restart. */
  readonly certificate: CertificateSource
}

export type LanServer = {
  /** `https://ADDRESS:PORT`, the most likely one first; empty while this machine has no network. */
  readonly getOrigins: () => readonly string[]
  readonly getCertificate: () => LanCertificate
  readonly server: Server
  /** Closes every connection; idempotent. */
  readonly dispose: () => Promise<void>
}

export type LanServerDeps = {
  readonly dataFolder: string
  /** How long a request may take to arrive. */
  readonly timeouts: ServerOptions
  readonly clock: Clock
  /** The origins have changed (a PC often gets its network some time after it has started), or the certificate. */
  readonly onChanged: () => void
  /** A new certificate cannot be used; the old one stays in use. Told once for each reason. */
  readonly onFault: (cause: unknown) => void
}

const everywhere = '0.0.0.0'
const minVersion = 'TLSv1.2'
const recheckMs = 60_000

/**
 * Resolves once it listens; rejects with a `StartError` that names the port or file. It answers no requests yet: the
 * caller adds its listeners at once, before a first connection can arrive.
 */
export async function startLanServer(options: LanOptions, deps: LanServerDeps): Promise<LanServer> {
  const { clock } = deps
  const { host = everywhere } = options
  const listAddresses =
    options.listAddresses ?? (() => (host === everywhere || host === '::' ? listLanAddresses() : [host]))
  let addresses = listAddresses()
  let certificate = await certificateFor(options.certificate, addresses, deps)
  let fault = ''
  const server = createHttpsServer(certificate, deps.timeouts)
  const port = await listen(server, { host, port: options.port, portVariable: 'KONKON_LAN_PORT' })
  let closing: Promise<void> | null = null
  let cancelTimer = clock.setTimer(recheckMs, recheck)

  return {
    server,
    getCertificate: () => ({
      fingerprint: new X509Certificate(certificate.cert).fingerprint256,
      isSelfMade: options.certificate.kind === 'self-made',
    }),
    getOrigins: () => addresses.map((address) => `https://${hostInUrl(address)}:${port}`),
    dispose: () => (closing ??= close()),
  }

  function recheck(): void {
    void follow()
      .then(() => {
        fault = ''
      }, tellOnce)
      .finally(() => {
        if (!closing) cancelTimer = clock.setTimer(recheckMs, recheck)
      })
  }

  async function follow(): Promise<void> {
    const present = listAddresses()
    const wanted = await certificateFor(options.certificate, present, deps)
    if (closing || (isSameData(present, addresses) && isSameData(wanted, certificate))) return
    // Throws where one of the two files is the new one and the other still the old; a minute later both are new.
    createSecureContext({ ...wanted, minVersion })
    server.setSecureContext({ ...wanted, minVersion })
    certificate = wanted
    addresses = present
    deps.onChanged()
  }

  function tellOnce(cause: unknown): void {
    const words = cause instanceof Error ? cause.message : String(cause)
    if (words !== fault) deps.onFault(cause)
    fault = words
  }

  function close(): Promise<void> {
    cancelTimer()
    return new Promise((resolve) => {
      server.close(() => {
        resolve()
      })
      server.closeAllConnections()
    })
  }
}

function createHttpsServer(certificate: Certificate, timeouts: ServerOptions): Server {
  try {
    return createServer({ ...timeouts, handshakeTimeout: timeouts.headersTimeout, ...certificate, minVersion })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const message = `The certificate of KONKON_TLS_CERT and the key of KONKON_TLS_KEY cannot be used together: ${reason}`
    throw new StartError('certificate-unusable', message, { cause })
  }
}
