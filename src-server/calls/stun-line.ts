import { createSocket } from 'node:dgram'
import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { createListeners } from '../../src-shared/listeners.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import { headerBytes, isAnswerTo, readMessage, type StunMessage } from './stun-message.ts'

/** A way to a STUN or TURN server. */
export type StunLine = {
  /** The answer; rejects where none comes within 4 s. */
  readonly ask: (message: Buffer) => Promise<StunMessage>
  /** Whatever comes, answers as well. */
  readonly onMessage: (listener: (message: StunMessage) => void) => Unsubscribe
  readonly close: () => void
}

export type StunTarget = {
  readonly host: string
  readonly port: number
  readonly transport: 'udp' | 'tcp' | 'tls'
}

const timeoutMs = 4_000
/** A packet may be lost. */
const sendAgainMs = 500

type Channel = {
  readonly send: (bytes: Buffer) => void
  readonly isLossy: boolean
  readonly close: () => void
  readonly onError: (listener: (cause: Error) => void) => void
}

export async function openStunLine(target: StunTarget): Promise<StunLine> {
  const packets = createListeners<Buffer>()
  const channel = target.transport === 'udp' ? openUdp(target, packets.tell) : await openStream(target, packets.tell)
  return {
    ask: (sent) =>
      within((resolve, reject) => {
        channel.onError(reject)
        const stop = packets.add((packet) => {
          if (isAnswerTo(sent, packet)) resolve(readMessage(packet))
        })
        channel.send(sent)
        const again = channel.isLossy ? setInterval(() => channel.send(sent), sendAgainMs) : undefined
        return () => {
          stop()
          clearInterval(again)
        }
      }),
    onMessage: (listener) =>
      packets.add((packet) => {
        if (packet.length >= headerBytes) listener(readMessage(packet))
      }),
    close() {
      packets.clear()
      channel.close()
    },
  }
}

function openUdp({ host, port }: StunTarget, onPacket: (packet: Buffer) => void): Channel {
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4' })
  // Whoever asks hears of it.
  socket.on('message', onPacket).on('error', () => undefined)
  return {
    send: (bytes) => socket.send(bytes, port, host),
    isLossy: true,
    close: () => socket.close(),
    onError: (listener) => void socket.on('error', listener),
  }
}

async function openStream({ host, port, transport }: StunTarget, onPacket: (packet: Buffer) => void): Promise<Channel> {
  const named = isIP(host) === 0 ? { servername: host } : {}
  const socket: Socket = transport === 'tls' ? connectTls({ host, port, ...named }) : connectTcp({ host, port })
  await within<null>((resolve, reject) => {
    socket.on('error', reject)
    socket.once(transport === 'tls' ? 'secureConnect' : 'connect', () => resolve(null))
    return () => undefined
  }).catch((cause: unknown) => {
    socket.destroy()
    throw cause
  })
  let received = Buffer.alloc(0)
  socket.on('data', (part: Buffer) => {
    received = Buffer.concat([received, part])
    for (;;) {
      const length = received.length < headerBytes ? Infinity : headerBytes + received.readUInt16BE(2)
      if (received.length < length) return
      const packet = received.subarray(0, length)
      received = received.subarray(length)
      onPacket(packet)
    }
  })
  return {
    send: (bytes) => void socket.write(bytes),
    isLossy: false,
    close: () => socket.destroy(),
    onError: (listener) => void socket.on('error', listener),
  }
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
