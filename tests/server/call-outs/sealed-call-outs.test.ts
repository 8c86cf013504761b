/** What call-outs keep, in the database of a real server and at its desks. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CallOut } from '../../../src-shared/call-out.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { filesOf } from '../../support/files-of.ts'
import { answerWith, startHttpReceiver, type HttpReceiver } from '../../support/http-receiver.ts'
import { openDesk, unwrap, type DeskClient } from '../../support/room-client.ts'
import { makeFolder, startServer, type StartServerOptions } from '../../support/start-server.ts'
import { callOutId, parseCallOuts, tower, webhook } from './call-out-room.ts'

let folder: string
let server: RoomServer
let receiver: HttpReceiver
beforeEach(async () => {
  folder = await makeFolder()
  receiver = await startHttpReceiver(answerWith(200))
  server = await startServer({ dataFolder: folder })
})
afterEach(async () => {
  await server.dispose()
  await receiver.dispose()
  await rm(folder, { recursive: true, force: true })
})

async function restart(options: StartServerOptions = {}): Promise<DeskClient> {
  await server.dispose()
  server = await startServer({ dataFolder: folder, ...options })
  return openDesk(server)
}

const mail = {
  id: 'mail',
  name: 'Office',
  isOn: true,
  kind: 'mail',
  host: 'mail.example.jp',
  port: 587,
  security: 'starttls',
  username: 'konkon',
  password: 'hunter2-mail',
  from: 'desk@example.jp',
  to: ['office@example.jp'],
}
const mqtt = {
  id: 'mqtt',
  name: 'Andon',
  isOn: true,
  kind: 'mqtt',
  url: 'mqtts://konkon:hunter2-url@broker.example.jp:8883',
  username: '',
  password: 'hunter2-mqtt',
  topic: 'factory',
  events: ['knock'],
}
const lamp = { ...tower('http://192.168.1.50/api'), urls: { ...tower('http://192.168.1.50/api').urls } }
lamp.urls.escalate = 'http://lamp:hunter2-lamp@192.168.1.50/api?alert=1&token=hunter2-token'
const hook = () => webhook(`${receiver.url}/services/T01/hunter2-hook`, { secret: 'hunter2-sign' })
const list = (): CallOut[] => parseCallOuts([mail, mqtt, lamp, hook()])

/** Everything in the data folder, as whoever stole the disk would read it. */
async function readDisk(): Promise<string> {
  return (await filesOf(folder)).toString('latin1')
}

const renamed = (callOut: CallOut): CallOut => ({ ...callOut, name: 'renamed' })

function writePlainly(callOuts: readonly CallOut[]): void {
  const database = new DatabaseSync(path.join(folder, 'konkon.db'))
  database
    .prepare('INSERT OR REPLACE INTO call_outs (room, list) VALUES (?, ?)')
    .run('front-desk', JSON.stringify(callOuts))
  database.close()
}

describe('what call-outs keep', () => {
  it('is on the disk only sealed, and shown to no desk', async () => {
    const desk = await openDesk(server)
    unwrap(await desk.send('call-outs:set', list()))
    const told = unwrap(await desk.send('call-outs:list', null))
    expect(await readDisk()).not.toContain('hunter2')
    expect(JSON.stringify([told, desk.facts])).not.toContain('hunter2')
    expect(told.secrets.map(({ callOutId: id, state }) => `${id} ${state}`)).toEqual([
      'mail kept',
      'mqtt kept',
      'tower kept',
      'webhook kept',
    ])
    expect(told.callOuts.map((callOut) => ('url' in callOut ? callOut.url : null))).toEqual([
      null,
      'mqtts://konkon:•••@broker.example.jp:8883',
      null,
      `${receiver.url}/•••`,
    ])
    expect(told.callOuts[2]).toMatchObject({
      urls: {
        knock: 'http://192.168.1.50/api/red?on=1',
        escalate: 'http://lamp:•••@192.168.1.50/api?alert=1&token=•••',
      },
    })
  })

  it('is used, also after a restart and after a desk has changed the rest', async () => {
    const desk = await openDesk(server)
    unwrap(await desk.send('call-outs:set', list()))
    const { callOuts } = unwrap(await desk.send('call-outs:list', null))
    unwrap(await desk.send('call-outs:set', callOuts.map(renamed)))
    const again = await restart()
    const { outcome } = unwrap(await again.send('call-outs:test', { callOutId: callOutId('webhook') }))
    expect(outcome).toEqual({ kind: 'delivered' })
    expect(receiver.requests[0]).toMatchObject({ path: '/services/T01/hunter2-hook' })
    expect(receiver.requests[0]?.headers['x-konkon-signature']).toMatch(/^sha256=/)
  })

  it('of before is sealed by the next start, in one write', async () => {
    await server.dispose()
    writePlainly(list())
    expect(await readDisk()).toContain('hunter2')
    const desk = await restart()
    expect(await readDisk()).not.toContain('hunter2')
    unwrap(await desk.send('call-outs:test', { callOutId: callOutId('webhook') }))
    expect(receiver.requests[0]).toMatchObject({ path: '/services/T01/hunter2-hook' })
  })

  it('of before stays as it was where there can be no key, is used all the same, and is sealed once there is one', async () => {
    await server.dispose()
    writePlainly(list())
    await rm(path.join(folder, 'key'))
    // Where the new key would be written first.
    await mkdir(path.join(folder, 'key.new'))
    const desk = await restart()
    const { outcome } = unwrap(await desk.send('call-outs:test', { callOutId: callOutId('webhook') }))
    expect(outcome).toEqual({ kind: 'delivered' })
    expect(await desk.send('call-outs:set', list())).toMatchObject({ kind: 'failed', code: 'internal' })
    await server.dispose()
    await rm(path.join(folder, 'key.new'), { recursive: true })
    const again = await restart()
    expect(await readDisk()).not.toContain('hunter2')
    unwrap(await again.send('call-outs:test', { callOutId: callOutId('webhook') }))
    expect(receiver.requests).toHaveLength(2)
  })

  it('is sealed anew when the operator gives another key, and then no longer needs the old one', async () => {
    const desk = await openDesk(server)
    unwrap(await desk.send('call-outs:set', list()))
    const keySource = randomBytes(32).toString('base64')
    await restart({ keySource })
    await server.dispose()
    await rm(path.join(folder, 'key'))
    const last = await restart({ keySource })
    expect(unwrap(await last.send('call-outs:list', null)).secrets.map(({ state }) => state)).toEqual(
      Array(4).fill('kept'),
    )
  })
})

describe('a lost key', () => {
  async function loseKey(): Promise<{ readonly key: Buffer; readonly desk: DeskClient }> {
    const desk = await openDesk(server)
    unwrap(await desk.send('call-outs:set', list()))
    await server.dispose()
    const key = await readFile(path.join(folder, 'key'))
    await rm(path.join(folder, 'key'))
    return { key, desk: await restart() }
  }

  it('keeps nobody from starting; the call-out asks for its password, and goes on with it', async () => {
    const { desk } = await loseKey()
    const told = unwrap(await desk.send('call-outs:list', null))
    expect(told.secrets.map(({ state }) => state)).toEqual(Array(4).fill('lost'))
    const tested = unwrap(await desk.send('call-outs:test', { callOutId: callOutId('webhook') }))
    expect(tested.outcome).toEqual({ kind: 'failed', cause: 'secret-lost', attempts: 1 })
    expect(receiver.requests).toEqual([])
    const typed = told.callOuts.map((callOut) => (callOut.kind === 'webhook' ? parseCallOuts([hook()])[0]! : callOut))
    unwrap(await desk.send('call-outs:set', typed))
    const { secrets } = unwrap(await desk.send('call-outs:list', null))
    expect(secrets.map(({ state }) => state)).toEqual(['lost', 'lost', 'lost', 'kept'])
    const again = unwrap(await desk.send('call-outs:test', { callOutId: callOutId('webhook') }))
    expect(again.outcome).toEqual({ kind: 'delivered' })
  })

  it('that is found again opens what nobody has typed anew meanwhile', async () => {
    const { key, desk } = await loseKey()
    const { callOuts } = unwrap(await desk.send('call-outs:list', null))
    // Saved once more meanwhile, with another name.
    unwrap(await desk.send('call-outs:set', callOuts.map(renamed)))
    await server.dispose()
    await writeFile(path.join(folder, 'key'), key)
    const again = await restart()
    expect(unwrap(await again.send('call-outs:list', null)).secrets.map(({ state }) => state)).toEqual(
      Array(4).fill('kept'),
    )
    unwrap(await again.send('call-outs:test', { callOutId: callOutId('webhook') }))
    expect(receiver.requests[0]).toMatchObject({ path: '/services/T01/hunter2-hook' })
  })
})

describe('a masked address', () => {
  it('that stands for nothing is refused, and changes nothing', async () => {
    const desk = await openDesk(server)
    unwrap(await desk.send('call-outs:set', list()))
    const before = unwrap(await desk.send('call-outs:list', null))
    const moved = before.callOuts.map((callOut) =>
      callOut.kind === 'webhook' ? { ...callOut, url: 'https://attacker.example/•••' } : callOut,
    )
    expect(await desk.send('call-outs:set', moved)).toMatchObject({ kind: 'failed', code: 'bad-request' })
    expect(unwrap(await desk.send('call-outs:list', null))).toEqual(before)
  })

  it('keeps no password for another server', async () => {
    const desk = await openDesk(server)
    unwrap(await desk.send('call-outs:set', parseCallOuts([mqtt])))
    const [shown] = unwrap(await desk.send('call-outs:list', null)).callOuts
    unwrap(await desk.send('call-outs:set', parseCallOuts([{ ...shown, url: 'mqtt://attacker.example' }])))
    expect(unwrap(await desk.send('call-outs:list', null)).secrets).toEqual([])
  })
})
