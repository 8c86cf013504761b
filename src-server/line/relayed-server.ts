import { connect, createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net'
import { createServer, type Server, type ServerOptions } from 'node:https'
import { duplexPair, type Duplex } from 'node:stream'
import { createServer as createTlsServer, type Server as TlsServer, type TLSSocket } from 'node:tls'
import type { Certificate } from '../lan/self-made-certificate.ts'
import type { PresentChallenge } from '../acme/order-certificate.ts'
import { readProxyHeader } from './proxy-header.ts'
import { isTurn, passTurn, type TurnServer } from './turn-in-tls.ts'

/** HTTPS for visitors who come over a line. The relay passes their TLS on unopened; it ends here. */
export type RelayedServer = {
  /** Requests and sockets look as if the visitor had connected directly: `remoteAddress` is the visitor's. */
  readonly server: Server
  /**
   * One visitor's connection, which begins with what the relay says of it. What is TURN inside its TLS goes on to `turn`,
   * so that a call gets through where nothing but port 443 is open.
   */
  readonly take: (stream: Duplex, turn: TurnServer) => void
  readonly setCertificate: (certificate: Certificate) => void
  /**
   * Shows an authority that the name leads here, by this certificate, until the function returned is called. Whoever
   * asks for anything else is answered as ever.
   */
  readonly present: PresentChallenge
  /** Ends every connection; idempotent. */
  readonly dispose: () => void
}

const minVersion = 'TLSv1.2'
/** By ALPN (RFC 8737). */
const acmeProtocol = 'acme-tls/1'
/** What a TURN client may ask for (RFC 7443); most ask for nothing. */
const protocols = ['http/1.1', 'stun.turn']
/** Where the relay does not know the visitor, as the reserved address that nobody has (RFC 5737). */
const unknownAddress = '192.0.2.0'
/** Between the two ends of one connection inside this process. */
const introductionMs = 2_000

/** Resolves once it takes visitors. */
export async function createRelayedServer(certificate: Certificate, timeouts: ServerOptions): Promise<RelayedServer> {
  const server = createServer({
    ...timeouts,
    handshakeTimeout: timeouts.headersTimeout,
    ...certificate,
    minVersion,
    ALPNProtocols: protocols,
  })
  // Only with this does Node end requests that take too long to arrive: otherwise it begins when a server listens, and this
  // one never does.
  server.emit('listening')
  // TLS in Node is quick on a real socket only: each visitor's bytes go once over loopback. By the port they come from
  // it is known whose they are, and that nobody else on this machine sent them.
  const introduced = new Map<number, Visitor>()
  const unannounced = new Map<number, (visitor: Visitor) => void>()
  const near = createTcpServer((socket) => receive(socket, socket.remotePort ?? 0))
  const streams = new Set<Duplex>()
  let challenge: TlsServer | null = null
  const serveHttp = server.listeners('secureConnection')
  server.removeAllListeners('secureConnection')
  server.on('secureConnection', (socket: TLSSocket) => void openTls(socket))
  await new Promise<void>((resolve, reject) => {
    near.once('error', reject).listen(0, '127.0.0.1', 4_096, resolve)
  })
  const { port } = near.address() as AddressInfo

  return {
    server,
    take: (stream, turn) => void pass(stream, turn),
    present(shown) {
      const own = createTlsServer({ ...shown, minVersion, ALPNProtocols: [acmeProtocol] }, (socket) => socket.end())
      own.on('tlsClientError', () => undefined)
      challenge = own
      return () => {
        if (challenge === own) challenge = null
      }
    },
    setCertificate: (fresh) => server.setSecureContext({ ...fresh, minVersion }),
    dispose() {
      near.close()
      for (const stream of streams) stream.destroy()
      server.close()
      server.closeAllConnections()
    },
  }

  async function pass(stream: Duplex, turn: TurnServer): Promise<void> {
    streams.add(stream)
    stream.on('error', () => undefined).once('close', () => streams.delete(stream))
    const header = await readProxyHeader(stream)
    if (header === null) return void stream.destroy()
    if (challenge !== null && (await asksForChallenge(stream))) return
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    stream.once('close', () => socket.destroy())
    // Ended, not cut off: what was answered last is still on its way.
    socket.on('error', () => undefined).once('close', () => stream.end())
    socket.once('connect', () => {
      const from = socket.localPort ?? 0
      introduce(from, { address: header.address ?? unknownAddress, turn })
      socket.once('close', () => introduced.delete(from))
      stream.pipe(socket).pipe(stream)
    })
  }

  /** What an authority wants to see stands in the clear in its first packet. */
  async function asksForChallenge(stream: Duplex): Promise<boolean> {
    const hello = await firstOf(stream)
    if (hello === null) return true
    stream.unshift(hello)
    if (challenge === null || !hello.includes(acmeProtocol)) return false
    // TLS takes what was read already from a stream that is no socket alone.
    const [near, far] = duplexPair()
    stream.pipe(far).pipe(stream)
    challenge.emit('connection', near)
    return true
  }

  /** What a visitor wants of it shows in the first bytes that were encrypted. */
  async function openTls(socket: TLSSocket): Promise<void> {
    const visitor = introduced.get(socket.remotePort ?? 0)
    appearFrom(socket, visitor?.address ?? unknownAddress)
    // Whoever says nothing holds a connection no longer than one who never finishes a request.
    socket.setTimeout(timeouts.headersTimeout ?? 0, () => socket.destroy())
    socket.on('error', () => undefined)
    const first = await firstOf(socket)
    socket.setTimeout(0)
    if (first === null) return
    socket.unshift(first)
    if (visitor && isTurn(first)) return passTurn(socket, visitor.turn)
    for (const listener of serveHttp) listener.call(server, socket)
    socket.resume()
  }

  /** Either end may be the first to hear of the connection. */
  function introduce(from: number, visitor: Visitor): void {
    introduced.set(from, visitor)
    unannounced.get(from)?.(visitor)
  }

  function receive(socket: Socket, from: number): void {
    socket.setNoDelay(true)
    const visitor = introduced.get(from)
    if (visitor !== undefined) return serve(socket, visitor)
    const stranger = setTimeout(() => socket.destroy(), introductionMs)
    socket.once('error', () => undefined).once('close', forget)
    unannounced.set(from, (known) => {
      forget()
      serve(socket, known)
    })

    function forget(): void {
      clearTimeout(stranger)
      unannounced.delete(from)
    }
  }

  function serve(socket: Socket, { address }: Visitor): void {
    appearFrom(socket, address)
    server.emit('connection', socket)
  }
}

/** Who came over a line, and where its relay takes TURN. */
type Visitor = { readonly address: string; readonly turn: TurnServer }

/** Null where nothing comes any more. */
function firstOf(stream: Duplex): Promise<Buffer | null> {
  return new Promise((resolve) => {
    stream.once('close', () => resolve(null))
    stream.once('data', (bytes: Buffer) => {
      stream.pause()
      resolve(bytes)
    })
    stream.resume()
  })
}

/** Limits, logs and blocks ask the socket who it is. */
function appearFrom(socket: Socket, address: string): void {
  Object.defineProperty(socket, 'remoteAddress', { value: address })
}
