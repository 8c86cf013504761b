import type { Duplex } from 'node:stream'
import { isIP } from 'node:net'

/** Of the PROXY protocol, version 1: the longest line that it can have (haproxy.org, proxy-protocol.txt, 2.1). */
const longestLine = 107

/** What the relay says of one connection before its own bytes. */
export type ProxyHeader = {
  /** The visitor's; null where the relay does not know it. */
  readonly address: string | null
}

/** Null for what is no such line. */
export function parseProxyLine(line: string): ProxyHeader | null {
  const [start, family, source, , sourcePort, targetPort, ...more] = line.split(' ')
  if (start !== 'PROXY') return null
  if (family === 'UNKNOWN') return { address: null }
  const version = { TCP4: 4, TCP6: 6 }[family ?? '']
  const isWhole = source !== undefined && [sourcePort, targetPort].every((port) => /^\d{1,5}$/.test(port ?? ''))
  return isWhole && more.length === 0 && isIP(source) === version ? { address: source } : null
}

/**
 * Takes the line off the stream, and leaves it paused before what comes next. Null for a stream that begins with anything else, or ends before:
 * nobody but the relay may speak on a line.
 */
export function readProxyHeader(stream: Duplex): Promise<ProxyHeader | null> {
  return new Promise((resolve) => {
    let head = Buffer.alloc(0)
    stream.on('data', take).once('end', giveUp).once('close', giveUp)

    function take(bytes: Buffer): void {
      head = Buffer.concat([head, bytes])
      const end = head.indexOf('\r\n')
      if (end < 0 && head.length < longestLine) return
      settle(end < 0 || end > longestLine ? null : parseProxyLine(head.toString('latin1', 0, end)))
      if (end >= 0 && end + 2 < head.length) stream.unshift(head.subarray(end + 2))
    }

    function giveUp(): void {
      settle(null)
    }

    function settle(header: ProxyHeader | null): void {
      stream.off('data', take).off('end', giveUp).off('close', giveUp)
      stream.pause()
      resolve(header)
    }
  })
}
