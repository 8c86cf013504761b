import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../src-server/policy.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { openDesk, openVisitor, unwrap, type DeskClient } from '../../support/room-client.ts'
import { pairAt } from '../../support/pair-by-link.ts'
import { mountSmallDisk, whyNoSmallDisk, type SmallDisk } from '../../support/small-disk.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

let folder: string
let disk: SmallDisk
let clock: FakeClock
let server: RoomServer

if (whyNoSmallDisk !== null) process.stdout.write(`full disks are not tried: ${whyNoSmallDisk}\n`)

describe.skipIf(whyNoSmallDisk !== null)('a disk that fills up while the server runs', () => {
  beforeEach(async () => {
    folder = await makeFolder()
    disk = mountSmallDisk(folder)
    clock = createFakeClock(Date.parse('2026-11-24T10:00:00+09:00'))
    server = await start()
  })
  afterEach(async () => {
    await server.dispose()
    disk.unmount()
    await rm(folder, { recursive: true, force: true })
  })

  it('refuses a knock by name, alarms the desks, and goes on by itself once there is room', async () => {
    const desk = await openDesk(server)
    const visitor = await openVisitor(server)
    expect(await readiness()).toEqual({ status: 200, body: { status: 'ready' } })
    await fillUpFor(desk)

    const knock = { name: 'Sato', token: visitor.token }
    expect(await visitor.send('knock', knock)).toMatchObject({ kind: 'failed', code: 'disk-full' })
    await desk.waitFor('trouble:changed', ({ trouble }) => trouble === 'disk-full')
    expect(await readiness()).toEqual({ status: 503, body: { status: 'unready', reason: 'disk-full' } })
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
    const late = await openDesk(server, { id: 'late' })
    expect(await late.waitFor('snapshot')).toMatchObject({ trouble: 'disk-full', knocks: [] })

    clock.advance(5_000)
    expect((await readiness()).status).toBe(503)
    disk.makeRoom()
    clock.advance(5_000)
    await desk.waitFor('trouble:changed', ({ trouble }) => trouble === null)
    expect((await readiness()).status).toBe(200)
    unwrap(await visitor.send('knock', knock))
    await desk.waitFor('knock:changed', ({ knock: { name } }) => name === 'Sato')
  })

  it('ends nothing when a page leaves, or a paired desk comes and goes', async () => {
    const desk = await openDesk(server)
    const { deskId, key } = await pairAt(desk)
    const page = await openVisitor(server)
    clock.advance(4_000)
    await fillUpFor(desk)

    page.dispose()
    const tablet = await openDesk(server, { id: deskId, key })
    await tablet.waitFor('snapshot')
    tablet.dispose()
    const visitor = await openVisitor(server)
    await visitor.waitFor('welcome')
    unwrap(await desk.send('desks:list', null))
    expect(desk.isConnected()).toBe(true)
  })

  it('lets the server start again, and keep what it had', async () => {
    const desk = await openDesk(server)
    const visitor = await openVisitor(server)
    unwrap(await visitor.send('knock', { name: 'Ito', token: visitor.token }))
    // Over by the time of the next start, which would write it down.
    const untilMs = clock.now() + 60_000
    unwrap(await desk.send('presence:set', { kind: 'manual', presence: 'away', untilMs }))
    await fillUpFor(desk)
    await server.dispose()
    clock.advance(70_000)
    server = await start()
    const { knocks, room } = await (await openDesk(server)).waitFor('snapshot')
    expect(knocks).toMatchObject([{ name: 'Ito' }])
    expect(room.presenceNow.presence).toBe('open')
  })
})

function start(): Promise<RoomServer> {
  const rates = { ...defaultPolicy.rates, commandsPerConnection: { count: 100_000, perSeconds: 1 } }
  return startServer({ clock, dataFolder: disk.folder, policy: { rates } })
}

/** What is free within the database's own log is used up first. */
async function fillUpFor(desk: DeskClient): Promise<void> {
  disk.fillUp()
  for (let round = 0; round < 3_000; round += 1) {
    const greeting = { ja: `${round} ${'x'.repeat(250)}`, en: '' }
    const answer = await desk.send('profile:set', { company: { ja: 'A', en: '' }, phone: '', greeting })
    if (answer.kind === 'failed') return expect(answer.code).toBe('disk-full')
  }
  throw new Error('The disk never was full.')
}

async function readiness(): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await fetch(`${server.url}/readyz`)
  return { status: response.status, body: await response.json() }
}
