import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'

/**
 * One STUN binding (RFC 8489) or TURN allocation (RFC 8656), which is given back at once. Rejects with a reason in
 * words.
 */
export async function probeIceServer(
  url: string,
  { username, credential }: { readonly username: string; readonly credential: string },
): Promise<void> {
  const target = parseUrl(url)
  const line = await openLine(target)
  try {
    if (target.scheme === 'stun' || target.scheme === 'stuns') {
      expectSuccess(await line.ask(message(methods.binding, [])))
      return
    }
    // Nobody may relay without a password; the refusal tells what it is made of.
    const refused = await line.ask(message(methods.allocate, [udpRelay]))
    const [realm, nonce] = [refused.attributes.get(types.realm), refused.attributes.get(types.nonce)]
    if (!realm || !nonce) {
      expectSuccess(refused)
      throw new Error('it relays for everybody, without a password')
    }
    const key = createHash('md5').update(`${username}:${realm.toString()}:${credential}`).digest()
    const signed = [
      attribute(types.username, Buffer.from(username)),
      attribute(types.realm, realm),
      attribute(types.nonce, nonce),
    ]
    expectSuccess(await line.ask(message(methods.allocate, [udpRelay, ...signed], key)))
    await line.ask(message(methods.refresh, [attribute(types.lifetime, Buffer.alloc(4)), ...signed], key))
  } finally {
    line.close()
  }
}

const timeoutMs = 4_000
const methods = { binding: 0x0001, allocate: 0x0003, refresh: 0x0004 } as const
const types = {
  username: 6,
  integrity: 8,
  error: 9,
  lifetime: 0x0d,
  realm: 0x14,
  nonce: 0x15,
  transport: 0x19,
} as const
const magic = Buffer.from([0x21, 0x12, 0xa4, 0x42])
const headerBytes = 20
const integrityBytes = 24
/** UDP is protocol 17. */
const udpRelay = attribute(types.transport, Buffer.from([17, 0, 0, 0]))

type Target = { readonly scheme: string; readonly host: string; readonly port: number; readonly transport: string }
type Answer = { readonly isSuccess: boolean; readonly attributes: ReadonlyMap<number, Buffer> }
type Line = { readonly ask: (message: Buffer) => Promise<Answer>; readonly close: () => void }

function parseUrl(url: string): Target {
  const [, scheme = '', host = '', port, transport] =
    /^(stuns?|turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(\w+))?$/.exec(url) ?? []
  if (host === '') throw new Error('its address cannot be read')
  const isSecure = scheme.endsWith('s')
  return {
    scheme,
    host: host.replaceAll(/[[\]]/g, ''),
    port: Number(port ?? (isSecure ? 5349 : 3478)),
    transport: isSecure ? 'tls' : (transport ?? 'udp'),
  }
}

function attribute(type: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  padded.writeUInt16BE(type, 0)
  padded.writeUInt16BE(value.length, 2)
  value.copy(padded, 4)
  return padded
}

/** Signed where there is a key: the length in the header already counts the signature then. */
function message(method: number, attributes: readonly Buffer[], key: Buffer | null = null): Buffer {
  const body = Buffer.concat(attributes)
  const header = Buffer.alloc(headerBytes)
  header.writeUInt16BE(method, 0)
  header.writeUInt16BE(body.length + (key ? integrityBytes : 0), 2)
  magic.copy(header, 4)
  randomBytes(12).copy(header, 8)
  const unsigned = Buffer.concat([header, body])
  if (!key) return unsigned
  return Buffer.concat([unsigned, attribute(types.integrity, createHmac('sha1', key).update(unsigned).digest())])
}

function read(packet: Buffer): Answer {
  const attributes = new Map<number, Buffer>()
  for (let at = headerBytes; at + 4 <= packet.length;) {
    const [type, length] = [packet.readUInt16BE(at), packet.readUInt16BE(at + 2)]
    attributes.set(type, packet.subarray(at + 4, at + 4 + length))
    at += 4 + Math.ceil(length / 4) * 4
  }
  return { isSuccess: (packet.readUInt16BE(0) & 0x0110) === 0x0100, attributes }
}

function expectSuccess({ isSuccess, attributes }: Answer): void {
  if (isSuccess) return
  const error = attributes.get(types.error)
  const code = error ? (error[2] ?? 0) * 100 + (error[3] ?? 0) : 0
  if (code === 401) throw new Error('it refuses the password')
  throw new Error(`it refuses (${code} ${error?.subarray(4).toString() ?? ''})`)
}

async function openLine(target: Target): Promise<Line> {
  return target.transport === 'udp' ? openUdp(target) : openStream(target)
}

function openUdp({ host, port }: Target): Line {
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4' })
  return {
    ask: (sent) =>
      within((resolve, reject) => {
        socket.once('error', reject)
        socket.on('message', (packet) => {
          if (isAnswerTo(sent, packet)) resolve(read(packet))
        })
        const send = (): void => socket.send(sent, port, host)
        send()
        // A packet may be lost.
        const again = setInterval(send, 500)
        return () => clearInterval(again)
      }),
    close: () => socket.close(),
  }
}

async function openStream({ host, port, transport }: Target): Promise<Line> {
  const named = isIP(host) === 0 ? { servername: host } : {}
  const socket: Socket = transport === 'tls' ? connectTls({ host, port, ...named }) : connectTcp({ host, port })
  await within<null>((resolve, reject) => {
    socket.once('error', reject)
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => resolve(null))
    return () => undefined
  }).catch((cause: unknown) => {
    socket.destroy()
    throw cause
  })
  let received = Buffer.alloc(0)
  return {
    ask: (sent) =>
      within((resolve, reject) => {
        socket.once('error', reject)
        socket.on('data', (part: Buffer) => {
          received = Buffer.concat([received, part])
          const length = received.length < headerBytes ? Infinity : headerBytes + received.readUInt16BE(2)
          if (received.length < length) return
          const packet = received.subarray(0, length)
          received = received.subarray(length)
          if (isAnswerTo(sent, packet)) resolve(read(packet))
        })
        socket.write(sent)
        return () => undefined
      }),
    close: () => socket.destroy(),
  }
}

function isAnswerTo(sent: Buffer, packet: Buffer): boolean {
  return packet.length >= headerBytes && packet.subarray(4, headerBytes).equals(sent.subarray(4, headerBytes))
}

function within<T>(run: (resolve: (value: T) => void, reject: (cause: unknown) => void) => () => void): Promise<T> {
  return new Promise((resolve, reject) => {
    let stop = (): void => undefined
    const timer = setTimeout(() => settle(() => reject(new Error('it does not answer'))), timeoutMs)
    const settle = (end: () => void): void => {
      clearTimeout(timer)
      stop()
      end()
    }
    stop = run(
      (value) => settle(() => resolve(value)),
      (cause) => settle(() => reject(cause instanceof Error ? cause : new Error(String(cause)))),
    )
  })
}
