/**
 * Opens connections to port 443 of a relay from several addresses and holds them without ever finishing a first packet.
 * Says `held` once all are open, and `ended` once the relay has ended every one. Run on the visitor's machine as: node
 * flood.ts HOST CONNECTIONS DRIP ADDRESS...; DRIP is what each sends, a byte a second, in hex, the last one again and
 * again, or `silence`.
 */
import { connect } from 'node:net'
import { clearInterval, setInterval } from 'node:timers'

const [host = '', count = '0', drip = 'silence', ...addresses] = process.argv.slice(2)
const total = Number(count)
const bytes = Buffer.from(drip, 'hex')
let opened = 0
let closed = 0
for (let at = 0; at < total; at += 1) {
  const socket = connect({ host, port: 443, localAddress: addresses[at % addresses.length] ?? '' })
  let sent = 0
  const timer =
    drip === 'silence'
      ? null
      : setInterval(() => {
          socket.write(bytes.subarray(Math.min(sent, bytes.length - 1)).subarray(0, 1))
          sent += 1
        }, 1_000)
  socket.on('connect', () => {
    opened += 1
    if (opened === total) process.stdout.write('held\n')
  })
  // Ended by a reset, most often: that is what it waits for.
  socket.on('error', () => undefined)
  socket.on('close', () => {
    if (timer !== null) clearInterval(timer)
    closed += 1
    if (closed === total) process.stdout.write(`ended ${String(opened)}\n`)
  })
  socket.resume()
}
