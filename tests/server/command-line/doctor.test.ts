/** What `konkon doctor` says of a server that runs, and of one that does not. */
import { chmod, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { runKonkon, type CommandOutcome } from '../../support/konkon-command.ts'
import { pairByLink } from '../../support/pair-by-link.ts'
import { openDesk, unwrap, type DeskClient } from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'
import { startTurnServer, whyNoTurnServer } from '../../support/turn-server.ts'

let folder: string
let data: string
let server: RoomServer

beforeEach(async () => {
  folder = await makeFolder()
  data = path.join(folder, 'data')
  server = await startServer({ dataFolder: data })
})
afterEach(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

function doctor(variables: Record<string, string> = {}, ...args: readonly string[]): Promise<CommandOutcome> {
  return runKonkon(['doctor', ...args], { dataFolder: data, variables: { KONKON_PORT: '1', ...variables } })
}

async function openPaired(): Promise<DeskClient> {
  const { deskId, key } = await pairByLink(server.deskUrl, 'Milling')
  return openDesk(server, { id: deskId, key })
}

describe('konkon doctor', { timeout: 60_000 }, () => {
  it('ends with 1 while no desk is paired or connected, and with 0 once one is', async () => {
    expect(await doctor()).toMatchObject({
      code: 1,
      err: '',
      out: expect.stringMatching(/^! front-desk: No desk is paired.*desk invite/m),
    })
    const desk = await openPaired()
    const well = await doctor({}, '--all')
    expect(well).toMatchObject({ code: 0, err: '' })
    expect(well.out).toMatch(/^ {2}server: Version .* runs on port \d+\.$/m)
    expect(well.out).toMatch(/^ {2}database: It is whole\.$/m)
    expect(well.out).toMatch(/^ {2}front-desk: Connected: 1 desk\.$/m)
    expect(well.out).toMatch(/^- desks: Sound and notification rights/m)
    desk.dispose()
    await expect
      .poll(async () => (await doctor()).out, { timeout: 20_000 })
      .toMatch(/^! front-desk: No desk is connected now/m)
  })

  it('tells a door that was closed by hand from one that its hours have closed, and finds a call-out that fails', async () => {
    const desk = await openPaired()
    unwrap(await desk.send('presence:set', { kind: 'manual', presence: 'closed', untilMs: null }))
    expect(await doctor()).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^! front-desk: It was closed by hand/m),
    })
    unwrap(await desk.send('presence:set', { kind: 'automatic' }))
    const lamp = {
      kind: 'webhook',
      id: 'lamp',
      name: 'Lamp',
      isOn: true,
      url: 'http://127.0.0.1:1/',
      secret: '',
      events: ['knock'],
    }
    expect(await desk.sendRaw('call-outs:set', [lamp])).toMatchObject({ kind: 'ok' })
    expect(await desk.sendRaw('call-outs:test', { callOutId: 'lamp' })).toMatchObject({ kind: 'ok' })
    expect(await doctor()).toMatchObject({ code: 1, out: expect.stringMatching(/^! front-desk: The call-out "Lamp"/m) })
    desk.dispose()
  })

  it('says who holds the port while no server runs with this data', async () => {
    await server.dispose()
    expect(await doctor()).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^! server: No server runs with this data.*konkon start/m),
    })
    server = await startServer()
    const taken = await doctor({ KONKON_PORT: String(server.port) })
    expect(taken.out).toMatch(/^! server: Port \d+ is taken by a room server with other data \(.*process \d+\)\./m)
    expect(await doctor({ KONKON_PORT: 'x' })).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^! settings: KONKON_PORT/m),
    })
  })

  it('finds a data folder that others can read, and an address that does not lead here', async () => {
    const desk = await openPaired()
    await chmod(data, 0o755)
    await writeFile(path.join(folder, 'desk.crt'), 'no certificate')
    const found = await doctor({
      KONKON_PUBLIC_ORIGIN: 'http://127.0.0.1:1',
      KONKON_LAN_PORT: '0',
      KONKON_TLS_CERT: path.join(folder, 'desk.crt'),
      KONKON_TLS_KEY: path.join(folder, 'desk.key'),
    })
    expect(found.code).toBe(1)
    expect(found.out).toMatch(/^- data: Other users can read .*chmod/m)
    expect(found.out).toMatch(/^! address: http:\/\/127\.0\.0\.1:1 cannot be reached/m)
    expect(found.out).toMatch(/^! certificate: The certificate .* cannot be read/m)
    const own = await doctor({ KONKON_PUBLIC_ORIGIN: server.url }, '--json')
    expect(own.code).toBe(0)
    expect(JSON.parse(own.out)).toMatchObject({
      isWell: true,
      findings: expect.arrayContaining([
        { level: 'good', check: 'address', words: expect.stringContaining('leads to a room server') },
      ]),
    })
    desk.dispose()
  })

  it.skipIf(whyNoTurnServer !== null)(
    'asks a TURN server for a relay, with the password that a call would get',
    async () => {
      const secret = '0123456789abcdef'
      const turn = await startTurnServer(secret)
      try {
        const url = turn.iceServer.urls[0] ?? ''
        const list = JSON.stringify([
          { urls: [url, `${url}?transport=tcp`] },
          { urls: [url.replace('turn:', 'stun:')] },
        ])
        const right = await doctor({ KONKON_ICE_SERVERS: list, KONKON_TURN_SECRET: secret }, '--all')
        expect(right.out.match(/^ {2}turn: .* answers/gm)).toHaveLength(3)
        const wrong = await doctor({ KONKON_ICE_SERVERS: list, KONKON_TURN_SECRET: 'fedcba9876543210' })
        expect(wrong.out).toMatch(/^! turn: turn:.* does not help: it refuses the password/m)
      } finally {
        await turn.dispose()
      }
      const gone = await doctor({ KONKON_ICE_SERVERS: JSON.stringify([{ urls: ['stun:127.0.0.1:1'] }]) })
      expect(gone.out).toMatch(/^! turn: stun:127\.0\.0\.1:1 does not help/m)
    },
  )
})
