/** Clients that hang up before they are answered. */
import { connect } from 'node:net'
import { pino } from 'pino'
import { expect, it } from 'vitest'
import { startServer } from '../../support/start-server.ts'
import { until } from '../../support/until.ts'

const lines: string[] = []

it('are no fault of the server, and no lines in its log', async () => {
  const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) })
  const server = await startServer({ log })
  const before = lines.length
  const whole = 'GET /desk-worker.js HTTP/1.1\r\nHost: localhost\r\n\r\n'
  // Its body never comes: Node's parser says so while the file is being sent.
  const halved = 'GET /desk-worker.js HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n'
  let open = 0
  for (let index = 0; index < 200; index += 1) {
    const socket = connect(server.port, '127.0.0.1', () => socket.end(index % 2 === 0 ? whole : halved))
    open += 1
    socket.resume().on('error', () => undefined)
    socket.on('close', () => (open -= 1))
  }
  await until(() => open === 0)
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  expect(lines.slice(before)).toEqual([])
  await server.dispose()
})
