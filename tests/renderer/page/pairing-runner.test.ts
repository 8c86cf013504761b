import { io, type Socket } from 'socket.io-client'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPairingRunner } from '../../../src-renderer/page/pairing-runner.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { PairingCodeSchema, PairingSchema, type Pairing } from '../../../src-shared/pairing.ts'
import { parseDeskId } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'

let server: RoomServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.dispose())

const deskId = parseDeskId('page-1')
const wrong = (room: string): Pairing => v.parse(PairingSchema, { room, key: 'w'.repeat(43), deskId })

function attempt(present: Pairing, url = server.url) {
  const sockets: Socket[] = []
  const openSocket = ((at: string, options: object) => {
    const socket = io(at, options)
    sockets.push(socket)
    return socket
  }) as typeof io
  const run = createPairingRunner({ send: fetch, openSocket, url, wait: () => Promise.resolve(), name: 'iPad' })
  const link = { room: present.room, code: v.parse(PairingCodeSchema, 'c'.repeat(43)) }
  return { outcome: run({ kind: 'try-present', present, link }), sockets }
}

test('a pairing that still works is found to, and the connection that showed it is gone', async () => {
  const present = { room: server.room, key: server.letIn(deskId), deskId }
  const { outcome, sockets } = attempt(present)
  expect(await outcome).toEqual({ kind: 'worked', pairing: present })
  expect(sockets.map((socket) => socket.connected || socket.active)).toEqual([false])
})

test.each(['front-desk', 'another-room'])('a wrong key, or no such room: %s', async (room) => {
  const { outcome, sockets } = attempt(wrong(room))
  expect(await outcome).toEqual({ kind: 'failed', problem: 'not-valid' })
  expect(sockets.map((socket) => socket.active)).toEqual([false])
})

test('a server that is away is not a wrong key', async () => {
  const { outcome, sockets } = attempt(wrong('front-desk'), 'http://127.0.0.1:1')
  expect(await outcome).toEqual({ kind: 'failed', problem: 'offline' })
  expect(sockets.map((socket) => socket.active)).toEqual([false])
})
