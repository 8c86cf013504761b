import { io, type Socket } from 'socket.io-client'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPairingRunner } from '../../../src-renderer/page/pairing-runner.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { DeskIdSchema } from '../../../src-shared/ids.ts'
import { readPairingSecret, splitPairingUrl, type PairingLink } from '../../../src-shared/pairing.ts'
import { startServer } from '../../support/start-server.ts'

const desk = { id: v.parse(DeskIdSchema, 'page-1'), name: 'iPad' }

let server: RoomServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.dispose())

function attempt(link: PairingLink | null, url = server.url) {
  if (link?.kind !== 'key') throw new Error('No key.')
  const sockets: Socket[] = []
  const openSocket = ((at: string, options: object) => {
    const socket = io(at, options)
    sockets.push(socket)
    return socket
  }) as typeof io
  const run = createPairingRunner({ send: fetch, openSocket, url, desk })
  return { outcome: run({ kind: 'try-present', present: link.pairing, offer: link }), sockets }
}

test('the server’s own link works, and the connection that showed it is gone', async () => {
  const link = readPairingSecret(splitPairingUrl(server.deskUrl)?.secret ?? '')
  const { outcome, sockets } = attempt(link)
  expect(await outcome).toMatchObject({ kind: 'worked' })
  expect(sockets.map((socket) => socket.connected || socket.active)).toEqual([false])
})

test.each(['front-desk', 'another-room'])('a wrong key, or no such room: %s', async (room) => {
  const { outcome, sockets } = attempt(readPairingSecret(`${room}.${'w'.repeat(43)}`))
  expect(await outcome).toEqual({ kind: 'failed', problem: 'not-valid' })
  expect(sockets.map((socket) => socket.active)).toEqual([false])
})

test('a server that is away is not a wrong key', async () => {
  const { outcome, sockets } = attempt(readPairingSecret(`front-desk.${'w'.repeat(43)}`), 'http://127.0.0.1:1')
  expect(await outcome).toEqual({ kind: 'failed', problem: 'offline' })
  expect(sockets.map((socket) => socket.active)).toEqual([false])
})
