import { connect, isIP, type BlockList, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'

export type Receiver = {
  /** Name or address, without brackets. */
  readonly host: string
  readonly port: number
  readonly isSecure: boolean
  /** What the receiver may be offered to speak over TLS. */
  readonly protocols?: readonly string[]
}

/** Every connection that a call-out makes: none to an address of `closed`, whatever name it hides behind. */
export type OpenSocket = (receiver: Receiver) => Socket

export function createSocketOpener(closed: BlockList): OpenSocket {
  return ({ host, port, isSecure, protocols = [] }) => {
    const socket = connect({ host, port, blockList: closed })
    if (!isSecure) return socket
    const name = isIP(host) === 0 ? { servername: host } : {}
    return connectSecurely({ socket, host, ...name, ALPNProtocols: [...protocols] })
  }
}
