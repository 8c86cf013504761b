import { readFile } from 'node:fs/promises'
import { createServer, type Server, type ServerOptions } from 'node:https'
import { hostname } from 'node:os'
import { isIP } from 'node:net'
import type { Clock } from '../../src-shared/clock.ts'
import { listen } from '../start/listen.ts'
import { isLoopback } from '../../src-shared/network-address.ts'
import { StartError } from '../start/start-error.ts'
import { listLanAddresses } from './lan-addresses.ts'
import { hostInUrl, selfMadeCertificate, type Certificate } from './self-made-certificate.ts'
import { isSameData } from '../../src-shared/same-data.ts'

/** How the room server is opened to the local network: by HTTPS, beside its own address. */
export type LanOptions = {
  /** 0 takes any free port. */
  readonly port: number
  /** All addresses of this machine when absent. */
  readonly host?: string
  /** Addresses by which other devices reach it, asked again every minute; this machine's own when absent. */
  readonly listAddresses?: () => readonly string[]
  readonly certificate:
    | { readonly kind: 'self-made' }
    /** PEM files; the certificate's with its chain. */
    | { readonly kind: 'given'; readonly certificateFile: string; readonly keyFile: string }
}

export type LanServer = {
  /** `https://ADDRESS:PORT`, the most likely one first; empty while this machine has no network. */
  readonly getOrigins: () => readonly string[]
  readonly server: Server
  /** Closes every connection; idempotent. */
  readonly dispose: () => Promise<void>
}

export type LanServerDeps = {
  readonly dataFolder: string
  /** How long a request may take to arrive. */
  readonly timeouts: ServerOptions
  readonly clock: Clock
  /** The origins have changed: a PC often gets its network some time after it has started. */
  readonly onChanged: () => void
  /** No certificate could be made for new addresses; the old one stays in use. */
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
  const server = createHttpsServer(await certificateFor(options, addresses, deps), deps.timeouts)
  const port = await listen(server, { host, port: options.port, portVariable: 'KONKON_LAN_PORT' })
  let closing: Promise<void> | null = null
  let cancelTimer = clock.setTimer(recheckMs, recheck)

  return {
    server,
    getOrigins: () => addresses.map((address) => `https://${hostInUrl(address)}:${port}`),
    dispose: () => (closing ??= close()),
  }

  function recheck(): void {
    void followAddresses()
      .catch(deps.onFault)
      .finally(() => {
        if (!closing) cancelTimer = clock.setTimer(recheckMs, recheck)
      })
  }

  async function followAddresses(): Promise<void> {
    const present = listAddresses()
    if (isSameData(present, addresses)) return
    const certificate = await certificateFor(options, present, deps)
    if (closing) return
    server.setSecureContext({ ...certificate, minVersion })
    addresses = present
    deps.onChanged()
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

async function certificateFor(
  { certificate }: LanOptions,
  addresses: readonly string[],
  { dataFolder, clock }: LanServerDeps,
): Promise<Certificate> {
  if (certificate.kind === 'self-made') {
    const names = [...new Set(['localhost', '127.0.0.1', '::1', ...ownNames(), ...addresses])]
    return selfMadeCertificate({ dataFolder, names, nowMs: clock.now() })
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

function createHttpsServer(certificate: Certificate, timeouts: ServerOptions): Server {
  try {
    return createServer({ ...timeouts, handshakeTimeout: timeouts.headersTimeout, ...certificate, minVersion })
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    const message = `The certificate of KONKON_TLS_CERT and the key of KONKON_TLS_KEY cannot be used together: ${reason}`
    throw new StartError('certificate-unusable', message, { cause })
  }
}
