/**
 * In plain JavaScript, so that its start does not pay for stripping types.
 *
 * The bare thing: `node:http` serves four pages, Socket.IO passes every message on to the others. Nothing is kept.
 */
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { pages } from './pages.mjs'

const http = createServer((request, response) => {
  const page = pages[request.url ?? '']
  response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
})

new Server(http).on('connection', (socket) => {
  socket.on('relay', (message) => socket.broadcast.emit('relay', message))
})

http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  const port = typeof address === 'object' && address ? address.port : 0
  console.log(`http://localhost:${String(port)}\nready`)
})
