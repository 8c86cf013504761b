/** Bytes that are nearly HTTP, Engine.IO or Socket.IO, to a real server. */
import * as fc from 'fast-check'
import { connect } from 'node:net'
import { evilText } from '../support/evil-text.ts'
import type { FuzzedServer } from './fuzzed-server.ts'

/** For one connection. */
const linesAllowed = 40
const patienceMs = 3_000

const paths = fc.oneof(
  fc.constantFrom('/', '/desk', '/front-desk', '/healthz', '/readyz', '/pair', '/desk-worker.js', '/assets/visitor/'),
  fc.constantFrom('/socket.io/?EIO=4&transport=polling', '/socket.io/?EIO=4&transport=polling&sid=x', '/socket.io/'),
  fc.constantFrom(
    '/%E0%A4%A',
    '/..%2f..%2fetc%2fpasswd',
    '//evil.example/',
    '/desk/../front-desk',
    '/front-desk?lang=%',
  ),
  evilText.map((text) => `/${encodeURI(text.toWellFormed())}`),
  evilText.map((text) => `/${text.replace(/[\s\0]/g, '')}`),
  evilText.map((text) => `/assets/visitor/${encodeURIComponent(text.toWellFormed())}`),
)
const headers = fc.array(
  fc.tuple(
    fc.constantFrom(
      'Host',
      'Origin',
      'Accept-Language',
      'Accept-Encoding',
      'Content-Type',
      'Content-Length',
      'Transfer-Encoding',
      'X-Forwarded-For',
      'X-Forwarded-Host',
      'X-Forwarded-Proto',
      'Forwarded',
      'If-None-Match',
      'Range',
      'Upgrade',
      'Connection',
      'Expect',
      'Cookie',
      'Sec-WebSocket-Key',
      'X',
    ),
    fc.oneof(
      fc.constantFrom(
        'localhost',
        'null',
        '0',
        '-1',
        '99999999999',
        'chunked',
        'application/json',
        'websocket',
        'close',
      ),
      fc.constantFrom('bytes=0-', 'bytes=-1', 'bytes=9-1', '100-continue', 'gzip;q=,br', '*', 'W/"', 'ja;q=9,en;q='),
      evilText,
    ),
  ),
  { maxLength: 6 },
)
const bodies = fc.oneof(
  fc.constant(''),
  evilText,
  fc.json(),
  evilText.map((text) => `${String(text.length)}:40${text}`),
)
const requests = fc
  .record({
    method: fc.constantFrom('GET', 'POST', 'HEAD', 'PUT', 'OPTIONS', 'TRACE', 'BREW', ''),
    paths,
    headers,
    bodies,
  })
  .map(({ method, paths: asked, headers: given, bodies: body }) => {
    const lines = [
      ['Host', 'localhost'] as const,
      ['Content-Length', String(Buffer.byteLength(body))] as const,
      ...given,
    ]
    return `${method} ${asked} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n${body}`
  })
const noise = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1'))

export const httpBytes = fc.oneof(
  { weight: 8, arbitrary: requests },
  { weight: 1, arbitrary: fc.tuple(requests, fc.nat({ max: 300 })).map(([text, length]) => text.slice(0, length)) },
  { weight: 1, arbitrary: noise },
)

/** The server answers with something else than a fault of its own, or hangs up. */
export function httpProperty(server: FuzzedServer): fc.IAsyncPropertyWithHooks<[string]> {
  return fc.asyncProperty(httpBytes, async (text) => {
    const answer = await talk(server.port, Buffer.from(text, 'utf8'))
    const faults = /^HTTP\/1\.1 5\d\d.*/m.exec(answer)
    if (faults) throw new Error(`It answered ${faults[0]}`)
    const lines = server.countLines()
    if (lines > linesAllowed) throw new Error(`It wrote ${String(lines)} lines.`)
  })
}

/** Sends, says that nothing more comes, and resolves to all that is answered. */
function talk(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const socket = connect(port, '127.0.0.1', () => socket.end(bytes))
    const late = setTimeout(() => {
      socket.destroy()
      reject(new Error(`It neither answered nor hung up in ${String(patienceMs)} ms.`))
    }, patienceMs)
    socket.on('data', (chunk: Buffer) => chunks.push(chunk))
    // A reset is an answer too.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(late)
      resolve(Buffer.concat(chunks).toString('latin1'))
    })
  })
}
