import { createHash, createHmac, randomBytes } from 'node:crypto'

/** Messages of STUN (RFC 8489) and TURN (RFC 8656), as far as a look at a server needs them. */

export const methods = {
  binding: 0x0001,
  allocate: 0x0003,
  refresh: 0x0004,
  createPermission: 0x0008,
  dataIndication: 0x0017,
} as const
export const types = {
  username: 6,
  integrity: 8,
  error: 9,
  lifetime: 0x0d,
  peer: 0x12,
  realm: 0x14,
  nonce: 0x15,
  relayed: 0x16,
  transport: 0x19,
  mapped: 0x20,
} as const

export type StunMessage = {
  readonly method: number
  readonly isSuccess: boolean
  readonly attributes: ReadonlyMap<number, Buffer>
}

export type Address = { readonly host: string; readonly port: number }

const magic = Buffer.from([0x21, 0x12, 0xa4, 0x42])
export const headerBytes = 20
const integrityBytes = 24
const ipv4Family = 1

export function attribute(type: number, value: Buffer): Buffer {
  const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
  padded.writeUInt16BE(type, 0)
  padded.writeUInt16BE(value.length, 2)
  value.copy(padded, 4)
  return padded
}

/** Signed where there is a key: the length in the header already counts the signature then. */
export function message(method: number, attributes: readonly Buffer[], key: Buffer | null = null): Buffer {
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

export function readMessage(packet: Buffer): StunMessage {
  const attributes = new Map<number, Buffer>()
  for (let at = headerBytes; at + 4 <= packet.length;) {
    const [type, length] = [packet.readUInt16BE(at), packet.readUInt16BE(at + 2)]
    attributes.set(type, packet.subarray(at + 4, at + 4 + length))
    at += 4 + Math.ceil(length / 4) * 4
  }
  const method = packet.readUInt16BE(0)
  return { method, isSuccess: (method & 0x0110) === 0x0100, attributes }
}

export function isAnswerTo(sent: Buffer, packet: Buffer): boolean {
  return packet.length >= headerBytes && packet.subarray(4, headerBytes).equals(sent.subarray(4, headerBytes))
}

/** By what a server tells the one who knows the password from others (RFC 8489, part 9.2.2). */
export function longTermKey(username: string, realm: string, password: string): Buffer {
  return createHash('md5').update(`${username}:${realm}:${password}`).digest()
}

/** An IPv4 address that was mixed with the magic cookie; null for none. */
export function readAddress(value: Buffer | undefined): Address | null {
  if (value?.length !== 8 || value[1] !== ipv4Family) return null
  const bytes = [4, 5, 6, 7].map((at) => (value[at] ?? 0) ^ (magic[at - 4] ?? 0))
  return { host: bytes.join('.'), port: value.readUInt16BE(2) ^ magic.readUInt16BE(0) }
}

/** Throws with a reason in words unless it says that it was done. */
export function expectSuccess({ isSuccess, attributes }: StunMessage): void {
  if (isSuccess) return
  const error = attributes.get(types.error)
  const code = error ? (error[2] ?? 0) * 100 + (error[3] ?? 0) : 0
  if (code === 401) throw new Error('it refuses the password')
  throw new Error(`it refuses (${code} ${error?.subarray(4).toString() ?? ''})`)
}
