/** The room server with many rooms and desks, for the load benchmark. Run with how many of each. */
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import * as v from 'valibot'
import { RoomAddressSchema } from '../../src-shared/ids.ts'
import { askServer } from '../../src-server/control/ask-server.ts'
import { defaultPolicy, type Policy } from '../../src-server/policy.ts'
import { startRoomServer } from '../../src-server/start/room-server.ts'
import { pairOnce } from '../lib/pair-once.ts'
import { answerLoader, type LoadedRoom, type Served } from './served.ts'

const [rooms = 1, desksPerRoom = 1] = process.argv.slice(2).map(Number)
const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'konkon-load-'))

/** Everybody comes from one machine, which no limit for strangers is made for. */
const anyCrowd = { perAddress: 1e6, perNetwork: 1e6, total: 1e6, keptForNewcomers: 0 }
const anyRate = { count: 1e9, perSeconds: 1 }
const boundless: Policy = {
  ...defaultPolicy,
  http: { ...defaultPolicy.http, connections: anyCrowd },
  sockets: anyCrowd,
  openKnocks: anyCrowd,
  // Each denial is heard at once, so that its page can knock again.
  undoDenialMs: 0,
  rates: {
    handshakesPerAddress: anyRate,
    knocksPerAddress: anyRate,
    callBacksPerAddress: anyRate,
    leftPagesPerAddress: anyRate,
    leftPagesPerRoom: anyRate,
    wrongKeysPerAddress: anyRate,
    pairingsPerAddress: anyRate,
    pairingWaitsPerAddress: anyRate,
    commandsPerConnection: anyRate,
    signalsPerConnection: anyRate,
  },
}

const server = await startRoomServer({
  host: '127.0.0.1',
  port: 0,
  dataFolder,
  room: v.parse(RoomAddressSchema, 'room-0'),
  webFolder: path.join(import.meta.dirname, '../../out/web'),
  iceServers: [],
  printsLink: false,
  version: 'bench',
  policy: boundless,
  log: pino({ level: 'silent' }),
})
answerLoader(async () => {
  await server.dispose()
  rmSync(dataFolder, { recursive: true, force: true })
})

const Invited = v.object({ value: v.object({ deskUrl: v.string() }) })
const made: LoadedRoom[] = []
for (let at = 0; at < rooms; at += 1) {
  const room = `room-${at}`
  if (at > 0) await askServer(dataFolder, { name: 'room:add', payload: { room } })
  const desks: { id: string; key: string }[] = []
  for (let desk = 0; desk < desksPerRoom; desk += 1) {
    const invited = v.parse(Invited, await askServer(dataFolder, { name: 'desk:invite', payload: { room } }))
    const { deskId, key } = await pairOnce(invited.value.deskUrl)
    desks.push({ id: deskId, key })
  }
  made.push({ room, desks })
}
process.send?.({ kind: 'ready', url: server.url, rooms: made, dataFolder } satisfies Served)
