/**
 * Bare Socket.IO of the same shape: what a visitor sends goes to the desks of its room and is acknowledged, and a desk's
 * answer goes back. Nothing is kept.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { answerLoader, type Served } from './served.ts'

const [rooms = 1, desksPerRoom = 1] = process.argv.slice(2).map(Number)
const http = createServer()
const io = new Server(http, { serveClient: false })
/** As long as what the room server says of a knock, beside its name. */
const filling = 'x'.repeat(230)

io.of('/desk').on('connection', (socket) => {
  void socket.join(String(socket.handshake.auth['room']))
  socket.emit('snapshot', { filling })
  socket.on('deny', ({ knockId }: { knockId: string }, acknowledge: (answer: unknown) => void) => {
    io.of('/visitor')
      .to(knockId)
      .emit('knock:changed', { phase: { kind: 'denied' }, filling })
    io.of('/desk').to(String(socket.handshake.auth['room'])).emit('knock:ended', { knockId, filling })
    acknowledge({ kind: 'ok', value: null })
  })
})
io.of('/visitor').on('connection', (socket) => {
  const desks = io.of('/desk').to(String(socket.handshake.auth['room']))
  socket.emit('welcome', { filling })
  socket.on('knock', ({ name }: { name: string }, acknowledge: (answer: unknown) => void) => {
    desks.emit('knock:changed', { knock: { id: socket.id, name, phase: { kind: 'waiting' }, filling } })
    acknowledge({ kind: 'ok', value: { name, filling } })
  })
})
answerLoader(async () => {
  await io.close()
})

http.listen(0, '127.0.0.1')
await once(http, 'listening')
const made = Array.from({ length: rooms }, (_, at) => ({
  room: `room-${at}`,
  desks: Array.from({ length: desksPerRoom }, (_one, desk) => ({ id: String(desk), key: '' })),
}))
process.send?.({
  kind: 'ready',
  url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
  rooms: made,
  dataFolder: null,
} satisfies Served)
