/** Packets of Engine.IO and Socket.IO that nearly fit, over a bare WebSocket. */
import * as fc from 'fast-check'
import { evilText } from '../support/evil-text.ts'
import type { FuzzedServer } from './fuzzed-server.ts'

type Packet = string | Uint8Array<ArrayBuffer>

/** For one connection that knows no manners. */
const linesAllowed = 40
const patienceMs = 3_000

const namespace = fc.constantFrom('/visitor', '/desk', '/', '', '/admin', '/visitor?x', '/visitor/')
const event = fc.constantFrom(
  'knock',
  'withdraw',
  'call-back',
  'signal',
  'enter',
  'admit',
  'disconnect',
  'connect_error',
)
const json = fc.oneof(
  fc.json({ maxDepth: 3 }),
  evilText.map((text) => JSON.stringify([text])),
  fc.constant('[[[[[[[['),
)
const packets: fc.Arbitrary<Packet> = fc.oneof(
  fc.tuple(namespace, json).map(([where, auth]) => `40${where},${auth}`),
  fc
    .tuple(namespace, event, json, fc.nat({ max: 99 }))
    .map(([where, name, sent, id]) => `42${where},${String(id)}["${name}",${sent}]`),
  fc
    .tuple(fc.nat({ max: 9 }), namespace, fc.nat())
    .map(([kind, where, id]) => `4${String(kind)}${where},${String(id)}[1]`),
  fc
    .nat({ max: 12 })
    .map((count) => `45${String(count)}-/visitor,["knock",{"_placeholder":true,"num":${String(count - 1)}}]`),
  fc.tuple(fc.nat({ max: 9 }), evilText).map(([kind, text]) => `${String(kind)}${text}`),
  evilText,
  fc.uint8Array({ maxLength: 100 }).map((bytes) => Uint8Array.from(bytes)),
)

/** Whatever a connection sends, the server outlives it, says no fault of its own, and writes little. */
export function packetProperty(server: FuzzedServer): fc.IAsyncPropertyWithHooks<[Packet[]]> {
  return fc.asyncProperty(fc.array(packets, { minLength: 1, maxLength: 12, size: 'max' }), async (volley) => {
    await fire(server, volley)
    const lines = server.countLines()
    if (lines > linesAllowed) throw new Error(`It wrote ${String(lines)} lines.`)
  })
}

/** Resolves once the server has read it all: it has answered a request of another kind that came after. */
function fire(server: FuzzedServer, volley: readonly Packet[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
    const late = setTimeout(() => reject(new Error(`It did not let go in ${String(patienceMs)} ms.`)), patienceMs)
    socket.addEventListener('open', () => {
      socket.send('40/visitor,{"protocol":1,"room":"front-desk","language":"ja"}')
      for (const packet of volley) {
        // Not `send` of what the client cannot write: half a character becomes a whole one on the way.
        if (socket.readyState === WebSocket.OPEN) socket.send(packet)
      }
      socket.close()
    })
    socket.addEventListener('close', () => {
      clearTimeout(late)
      resolve()
    })
  })
}
