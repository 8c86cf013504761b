/** Answers on 127.0.0.1:53 that every name has the IPv4 addresses of the arguments, and no others (RFC 1035). */
import { createSocket } from 'node:dgram'

const addresses = process.argv.slice(2)
const [typeA, classIn, header, lifetimeSeconds] = [1, 1, 12, 1]
const socket = createSocket('udp4')
socket.on('message', (query, from) => {
  let end = header
  while (query[end] !== 0) end += query[end] + 1
  const given = query.readUInt16BE(end + 1) === typeA ? addresses : []
  const head = Buffer.from([query[0], query[1], 0x81, 0x80, 0, 1, 0, given.length, 0, 0, 0, 0])
  // The name is the question's.
  const answers = given.map((address) =>
    Buffer.from([
      0xc0,
      header,
      0,
      typeA,
      0,
      classIn,
      0,
      0,
      0,
      lifetimeSeconds,
      0,
      4,
      ...address.split('.').map(Number),
    ]),
  )
  socket.send(Buffer.concat([head, query.subarray(header, end + 5), ...answers]), from.port, from.address)
})
socket.bind(53, '127.0.0.1', () => process.stdout.write('ready\n'))
