/** The server as a process of its own, killed with no chance to say goodbye after each step of a knock. */
import { rm } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PairedAnswer } from '../../../src-shared/pairing.ts'
import { anyVisit, type Visit } from '../../../src-shared/visit.ts'
import {
  makeToken,
  openDesk,
  openVisitor,
  unwrap,
  type DeskClient,
  type VisitorClient,
} from '../../support/room-client.ts'
import { pairByLink } from '../../support/pair-by-link.ts'
import { startServerProcess, type ServerProcess } from '../../support/server-process.ts'
import { makeFolder } from '../../support/start-server.ts'

let data: string
let server: ServerProcess
let paired: PairedAnswer | null
let desk: DeskClient
let visitor: VisitorClient
const token = makeToken()
const request = { name: '田中', company: '田中精機', phone: '03-1234-5678', about: '', when: '' }

beforeEach(async () => {
  data = await makeFolder()
  paired = null
  await start()
})
afterEach(async () => {
  await server.kill()
  await rm(data, { recursive: true, force: true })
})

/** Starts the server on the same data, and connects the same desk and the same page. */
async function start(): Promise<void> {
  server = await startServerProcess(data)
  paired ??= await pairByLink(server.deskUrl)
  desk = await openDesk(server.address, { id: paired.deskId, key: paired.key })
  visitor = await openVisitor(server.address, { token })
}

async function killAndStartAgain(): Promise<void> {
  await server.kill()
  await start()
}

async function list(): Promise<readonly Visit[]> {
  return unwrap(await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 200 })).visits
}

describe('a server that is killed', { timeout: 60_000 }, () => {
  it('after any step of a knock goes on from there, and leaves one line', async () => {
    const { id } = unwrap(await visitor.send('knock', { name: '', token }))
    await killAndStartAgain()
    expect((await visitor.waitFor('welcome')).knock).toMatchObject({ id, phase: { kind: 'waiting', place: 1 } })

    unwrap(await desk.send('hold', { knockId: id, message: null }))
    await killAndStartAgain()
    expect((await visitor.waitFor('welcome')).knock).toMatchObject({ id, phase: { kind: 'held' } })

    unwrap(await visitor.send('call-back', request))
    await killAndStartAgain()
    expect((await desk.waitFor('snapshot')).knocks).toMatchObject([{ id, name: '田中' }])
    expect(await list()).toEqual([])

    const call = unwrap(await desk.send('admit', { knockId: id }))
    await killAndStartAgain()
    expect((await desk.waitFor('snapshot')).calls).toMatchObject([{ id: call.id, knockId: id }])
    expect(await list()).toMatchObject([{ id, company: '田中精機', call: null, followUp: { kind: 'done', request } }])

    unwrap(await visitor.send('leave', null))
    await killAndStartAgain()
    expect(await list()).toMatchObject([{ id, end: { kind: 'admitted' }, call: { reason: 'visitor-left' } }])

    unwrap(await desk.send('follow-up:reopen', { visitId: id }))
    await killAndStartAgain()
    expect((await desk.waitFor('snapshot')).followUps).toMatchObject([{ id, followUp: { kind: 'open', request } }])

    unwrap(await desk.send('follow-up:done', { visitId: id, note: '電話しました' }))
    await killAndStartAgain()
    expect((await desk.waitFor('snapshot')).followUps).toEqual([])
    expect(await list()).toMatchObject([
      { id, followUp: { kind: 'done', note: '電話しました', by: { id: paired?.deskId } } },
    ])
  })

  it('in the middle of a step has done it wholly or not at all', async () => {
    visitor.sendUnacknowledged('knock', { name: 'Sato', token }, () => undefined)
    await killAndStartAgain()
    const { id } = unwrap(await visitor.send('knock', { name: 'Sato', token }))
    visitor.sendUnacknowledged('withdraw', null, () => undefined)
    desk.sendUnacknowledged('deny', { knockId: id, message: null, promisesCall: true }, () => undefined)
    await killAndStartAgain()
    const { knocks, followUps } = await desk.waitFor('snapshot')
    const lines = await list()
    expect(
      [...knocks, ...lines].map((one) => one.id),
      'it waits, or it is one line',
    ).toEqual([id])
    expect(followUps).toEqual(lines)
  })

  it('has on the disk what it told anybody', async () => {
    const { id } = unwrap(await visitor.send('knock', { name: 'Sato', token }))
    visitor.sendUnacknowledged('withdraw', null, () => undefined)
    await desk.waitFor('knock:ended')
    await killAndStartAgain()
    expect((await desk.waitFor('snapshot')).followUps).toMatchObject([{ id, end: { kind: 'withdrawn' } }])
  })
})
