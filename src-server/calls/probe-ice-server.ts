import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import type { IceServer } from '../../src-shared/call.ts'
import { openStunLine, type StunLine, type StunTarget } from './stun-line.ts'
import {
  attribute,
  expectSuccess,
  longTermKey,
  message,
  methods,
  readAddress,
  types,
  type Address,
  type StunMessage,
} from './stun-message.ts'

/** `ports-closed`: it gives a relay, but nothing that was sent there from here came back by it. */
export type ProbeOutcome = 'works' | 'ports-closed'

/**
 * One STUN binding (RFC 8489), or one TURN allocation (RFC 8656) that is given back at once, and by it a packet on the way
 * that voice and picture take. Rejects with a reason in words.
 */
export async function probeIceServer(
  url: string,
  { username = '', credential = '' }: Pick<IceServer, 'username' | 'credential'>,
): Promise<ProbeOutcome> {
  const { isTurn, ...target } = parseUrl(url)
  const line = await openStunLine(target)
  try {
    if (!isTurn) {
      expectSuccess(await line.ask(message(methods.binding, [])))
      return 'works'
    }
    // Nobody may relay without a password; the refusal tells what it is made of.
    const refused = await line.ask(message(methods.allocate, [udpRelay]))
    const [realm, nonce] = [refused.attributes.get(types.realm), refused.attributes.get(types.nonce)]
    if (!realm || !nonce) {
      expectSuccess(refused)
      throw new Error('it relays for everybody, without a password')
    }
    const key = longTermKey(username, realm.toString(), credential)
    const askSigned = (method: number, attributes: readonly Buffer[]): Promise<StunMessage> => {
      const signed = [
        attribute(types.username, Buffer.from(username)),
        attribute(types.realm, realm),
        attribute(types.nonce, nonce),
      ]
      return line.ask(message(method, [...attributes, ...signed], key))
    }
    const allocated = await askSigned(methods.allocate, [udpRelay])
    expectSuccess(allocated)
    const outcome = await sendThrough(line, allocated, askSigned)
    await askSigned(methods.refresh, [attribute(types.lifetime, Buffer.alloc(4))])
    return outcome
  } finally {
    line.close()
  }
}

/** UDP is protocol 17. */
const udpRelay = attribute(types.transport, Buffer.from([17, 0, 0, 0]))
const sendEveryMs = 250
const arrivesWithinMs = 2_500

function parseUrl(url: string): StunTarget & { readonly isTurn: boolean } {
  const [, scheme = '', host = '', port, transport] =
    /^(stuns?|turns?):(\[[^\]]+\]|[^:?]+)(?::(\d+))?(?:\?transport=(\w+))?$/.exec(url) ?? []
  if (host === '') throw new Error('its address cannot be read')
  const isSecure = scheme.endsWith('s')
  return {
    host: host.replaceAll(/[[\]]/g, ''),
    port: Number(port ?? (isSecure ? 5349 : 3478)),
    transport: isSecure ? 'tls' : transport === 'tcp' ? 'tcp' : 'udp',
    isTurn: scheme.startsWith('turn'),
  }
}

/** From this machine to the port that was given, as another side of a call would send; it comes back by the line. */
async function sendThrough(
  line: StunLine,
  { attributes }: StunMessage,
  askSigned: (method: number, attributes: readonly Buffer[]) => Promise<StunMessage>,
): Promise<ProbeOutcome> {
  const mapped = attributes.get(types.mapped)
  const relayed = readAddress(attributes.get(types.relayed))
  // Over IPv6 that is not looked at.
  if (!relayed || !readAddress(mapped) || !mapped) return 'works'
  const allowed = await askSigned(methods.createPermission, [attribute(types.peer, mapped)])
  // It takes nothing from addresses such as this one's, as on a local network.
  if (!allowed.isSuccess) return 'works'
  return (await comesBack(line, relayed)) ? 'works' : 'ports-closed'
}

function comesBack(line: StunLine, { host, port }: Address): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createSocket('udp4')
    const packet = randomBytes(16)
    const send = (): void => socket.send(packet, port, host)
    const again = setInterval(send, sendEveryMs)
    const late = setTimeout(() => end(false), arrivesWithinMs)
    const stop = line.onMessage(({ method }) => {
      if (method === methods.dataIndication) end(true)
    })
    // No way to such an address.
    socket.on('error', () => end(false))
    send()

    function end(hasCome: boolean): void {
      clearInterval(again)
      clearTimeout(late)
      stop()
      socket.close()
      resolve(hasCome)
    }
  })
}
