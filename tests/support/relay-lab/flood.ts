/**
 * Opens connections to port 443 of a relay from several addresses and never finishes what it begins. Says `held` once all
 * are open, and `ended` once every one was ended. Run on the visitor's machine as: node flood.ts HOST NAME CONNECTIONS WHAT
 * ADDRESS...; WHAT is what each begins: `silence`, `hello` (TLS, and goes no further than its first packet), `request` (HTTP
 * inside TLS, a byte a second), or bytes in hex, one a second, the last one again and again.
 */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { duplexPair } from 'node:stream'
import { clearInterval, setInterval } from 'node:timers'
import { connect as connectTls } from 'node:tls'

const [host = '', name = '', count = '0', what = 'silence', ...addresses] = process.argv.slice(2)
const total = Number(count)
const hello = await makeHello()
let opened = 0
let closed = 0
for (let at = 0; at < total; at += 1) {
  const socket = connect({ host, port: 443, localAddress: addresses[at % addresses.length] ?? '' })
  let stop = (): void => undefined
  socket.on('connect', () => {
    opened += 1
    if (opened === total) process.stdout.write('held\n')
    stop = begin(socket)
  })
  // Ended by a reset, most often: that is what it waits for.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    stop()
    closed += 1
    if (closed === total) process.stdout.write(`ended ${String(opened)}\n`)
  })
}

/** Returns what ends it. */
function begin(socket: Socket): () => void {
  switch (what) {
    case 'silence':
      socket.resume()
      return () => undefined
    case 'hello':
      socket.resume()
      socket.write(hello)
      return () => undefined
    case 'request': {
      const secure = connectTls({ socket, servername: name, rejectUnauthorized: false })
      secure.on('error', () => undefined).resume()
      secure.write('GET / HTTP/1.1\r\nX-Slow: ')
      return drip((byte) => secure.write(byte), Buffer.from('a'))
    }
    default:
      socket.resume()
      return drip((byte) => socket.write(byte), Buffer.from(what, 'hex'))
  }
}

function drip(write: (byte: Buffer) => unknown, bytes: Buffer): () => void {
  let sent = 0
  const timer = setInterval(() => {
    write(bytes.subarray(Math.min(sent, bytes.length - 1)).subarray(0, 1))
    sent += 1
  }, 1_000)
  return () => clearInterval(timer)
}

/** The first packet of a client that asks for the name. */
async function makeHello(): Promise<Buffer> {
  const [near, far] = duplexPair()
  connectTls({ socket: near, servername: name }).on('error', () => undefined)
  const [bytes] = (await once(far, 'data')) as [Buffer]
  return bytes
}
