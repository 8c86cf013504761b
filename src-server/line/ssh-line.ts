import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Channel, Client, ClientErrorExtensions } from 'ssh2'
import type { LineFault } from '../../src-shared/line-state.ts'
import type { RelayAccess } from './relay-access.ts'

/** Asked after so long, and given up when so many were not answered: a silent death is seen within 15 s. */
const keepalive = { keepaliveInterval: 4_000, keepaliveCountMax: 2 }
const readyTimeoutMs = 8_000
/** Quick on every machine, and checks what it decrypts. */
const ciphers = ['aes128-gcm@openssh.com', 'aes256-gcm@openssh.com', 'chacha20-poly1305@openssh.com'] as const

export type SshLineDeps = {
  readonly access: RelayAccess
  /** Visitors come in from now on. */
  readonly onUp: () => void
  /** One visitor's connection, as the relay got it. */
  readonly onVisitor: (stream: Duplex) => void
  /** Once, whatever ended it; nothing comes after it. */
  readonly onEnd: (fault: LineFault, cause: Error | null) => void
}

export type SshLine = {
  /** This machine's own address on the way to the relay; null before it is up. */
  readonly getLocalAddress: () => string | null
  /** Ends it without `onEnd`. Idempotent. */
  readonly dispose: () => void
}

/** Dials the relay once, and asks it to hand on what reaches the socket. */
export async function openSshLine({ access, onUp, onVisitor, onEnd }: SshLineDeps): Promise<SshLine> {
  // Loaded only where there is a relay.
  const { Client } = await import('ssh2')
  const client = new Client()
  const socket = connect({ host: access.host, port: access.port, noDelay: true })
  let phase: 'dialing' | 'up' | 'over' = 'dialing'
  let isOtherHost = false
  client
    .on('ready', () => bind(client))
    .on('unix connection', (_info, accept) => onVisitor(asVisitor(accept())))
    .on('error', (cause: Error & ClientErrorExtensions) => end(faultOf(cause), cause))
    .on('close', () => end('closed', null))
  try {
    client.connect({
      sock: socket,
      username: access.user,
      privateKey: access.privateKey,
      readyTimeout: readyTimeoutMs,
      ...keepalive,
      algorithms: { cipher: [...ciphers] },
      hostVerifier: (key: Buffer) => {
        isOtherHost = key.toString('base64') !== access.hostKey
        return !isOtherHost
      },
    })
  } catch (cause) {
    // A key that was damaged where it is kept.
    socket.on('error', () => undefined)
    end('key-refused', cause instanceof Error ? cause : new Error(String(cause)))
  }
  return {
    getLocalAddress: () => socket.localAddress ?? null,
    dispose() {
      phase = 'over'
      client.destroy()
      socket.destroy()
    },
  }

  function bind(ready: Client): void {
    // Refused at once, and yet it makes sshd send small packets without waiting: 40 ms less for a new visitor.
    ready.exec('no', (_cause, channel?: Channel) => channel?.on('error', () => undefined))
    ready.openssh_forwardInStreamLocal(access.socketPath, (cause) => {
      if (phase === 'over') return
      if (cause) return end('socket-refused', cause)
      phase = 'up'
      onUp()
    })
  }

  function end(fault: LineFault, cause: Error | null): void {
    if (phase === 'over') return
    phase = 'over'
    client.destroy()
    socket.destroy()
    onEnd(fault, cause)
  }

  function faultOf({ level }: ClientErrorExtensions): LineFault {
    if (isOtherHost) return 'other-host-key'
    if (level === 'client-authentication') return 'key-refused'
    if (phase === 'dialing') return 'unreachable'
    return level === 'client-timeout' ? 'silent' : 'closed'
  }
}

/** Closed once all was sent: cutting it off at once would cut off the end of a long answer. */
function asVisitor(channel: Channel): Duplex {
  return channel.on('finish', () => channel.close())
}
