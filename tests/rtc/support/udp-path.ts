import { createSocket, type Socket } from 'node:dgram'
import type { Signal } from '../../../src-shared/call.ts'

/** Somebody's socket as the other side knows it: a relay socket on loopback in its place. */
type Relay = { readonly socket: Socket; readonly port: number; readonly real: { address: string; port: number } }

/** The network between the two peers, which can be cut. */
export type UdpPath = {
  /** Rewrites a signal's candidates so that the packets to them come this way. Null when it is not to be delivered. */
  lead: (signal: Signal) => Promise<Signal | null>
  /** From now on nothing passes on the ways there are; new ways (after an ICE restart) are open. */
  cutPresentWays: () => void
  /** Nothing passes at all, on any way. */
  setDown: (isDown: boolean) => void
  dispose: () => void
}

const candidatePattern = /^(candidate:\S+ \d+ )(udp)( \d+ )(\S+) (\d+)( typ host.*)$/i

export function createUdpPath(): UdpPath {
  const relays = new Map<string, Promise<Relay>>()
  const dead = new Set<string>()
  let isDown = false

  function relayFor(real: Relay['real']): Promise<Relay> {
    const key = `${real.address}:${real.port}`
    const known = relays.get(key)
    if (known) return known
    const made = makeRelay(real)
    relays.set(key, made)
    return made
  }

  async function makeRelay(real: Relay['real']): Promise<Relay> {
    const socket = createSocket('udp4')
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
    socket.on('message', (packet, from) => void pass(packet, { to: real, from }))
    // A peer that is gone answers with ICMP; the path does not care.
    socket.on('error', () => {})
    return { socket, port: socket.address().port, real }
  }

  async function pass(packet: Buffer, ends: { to: Relay['real']; from: Relay['real'] }): Promise<void> {
    // Sent from the sender's own relay, so that the receiver sees it come from where it was told.
    const sender = await relayFor({ address: ends.from.address, port: ends.from.port })
    const isDead = [ends.to, ends.from].some(({ address, port }) => dead.has(`${address}:${port}`))
    if (!isDown && !isDead) sender.socket.send(packet, ends.to.port, ends.to.address)
  }

  return {
    async lead(signal) {
      if (signal.body.kind !== 'candidate' || !signal.body.candidate) return signal
      const parts = candidatePattern.exec(signal.body.candidate.candidate)
      if (!parts) return null
      const [, before = '', protocol = '', priority = '', address = '', port = '', after = ''] = parts
      const relay = await relayFor({ address, port: Number(port) })
      const candidate = `${before}${protocol}${priority}127.0.0.1 ${relay.port}${after}`
      return { ...signal, body: { kind: 'candidate', candidate: { ...signal.body.candidate, candidate } } }
    },
    cutPresentWays() {
      for (const key of relays.keys()) dead.add(key)
    },
    setDown(down) {
      isDown = down
    },
    dispose() {
      for (const relay of relays.values()) void relay.then(({ socket }) => socket.close())
    },
  }
}
