/**
 * Who may give which command: every command × every role × two rooms, generated from the tables of commands of desks,
 * of visitors and of the terminal. One that is new does not compile here until somebody says what it names.
 */
import { rm } from 'node:fs/promises'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultPolicy } from '../../../src-server/policy.ts'
import { askServer } from '../../../src-server/control/ask-server.ts'
import {
  controlCommands,
  type ControlCommands,
  type ControlName,
} from '../../../src-server/control/control-commands.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { CallOutIdSchema } from '../../../src-shared/call-out.ts'
import { LineIdSchema } from '../../../src-shared/call-line.ts'
import { SourceIdSchema } from '../../../src-shared/ids.ts'
import { NewcomerIdSchema } from '../../../src-shared/pairing.ts'
import { InvitationTokenSchema } from '../../../src-shared/invitation.ts'
import { deskCommands, type DeskCommands } from '../../../src-shared/all-desk-commands.ts'
import { visitorCommands, type VisitorCommands } from '../../../src-shared/protocol.ts'
import { protocolVersion } from '../../../src-shared/protocol-version.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import type { CommandPayload } from '../../../src-shared/wire.ts'
import { pairAt, pairByLink } from '../../support/pair-by-link.ts'
import {
  makeToken,
  openDesk,
  openKnock,
  openVisitor,
  parseRoomAddress,
  tryHandshake,
  unwrap,
  type DeskClient,
  type VisitorClient,
} from '../../support/room-client.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

type Name = keyof DeskCommands
/** Of a relay, which serves every room, so that nobody of one room may do anything to it. */
const hostKey = 'A'.repeat(44)
const login = { host: '127.0.0.1', port: 9, user: 'root', proof: { kind: 'password', password: 'p' } } as const
/** What is to be found nowhere in the answers to another room's desk. */
const secret = 'Their-'

let folder: string
let server: RoomServer
let owner: DeskClient
let plain: DeskClient
/** The owner of the other room. */
let theirs: DeskClient
let theirKey: string
/** Of each command, a payload that names what the other room has. */
let payloads: { readonly [N in Name]: CommandPayload<DeskCommands, N> }
let visitorPayloads: { readonly [N in keyof VisitorCommands]: CommandPayload<VisitorCommands, N> }
/** What a person in charge of this room alone would type. */
/** The address on the internet is every room's. */
const ofAllRooms = ['relays:list', 'relay:find', 'relay:add', 'relay:remove'] as const
const ofOneRoom = Object.keys(controlCommands).filter((name) => !ofAllRooms.some((other) => other === name))
let controlPayloads: {
  readonly [N in Exclude<ControlName, (typeof ofAllRooms)[number]>]: CommandPayload<ControlCommands, N>
}
/** Those of the other room: one waits, one was turned away, one talks. */
let theirVisitors: readonly VisitorClient[]

/** Putting everybody out comes last, because it ends the other desks of its own room. */
const names = Object.keys(deskCommands)
  .filter((name): name is Name => name in deskCommands)
  .toSorted((one, other) => Number(one === 'desks:put-out') - Number(other === 'desks:put-out'))

beforeAll(async () => {
  folder = await makeFolder()
  const first = await startServer({ dataFolder: folder, room: 'theirs' })
  const { deskId, key } = await pairByLink(first.deskUrl, `${secret}Office`)
  await first.dispose()
  const commandsPerConnection = { count: 10_000, perSeconds: 1 }
  server = await startServer({
    dataFolder: folder,
    policy: { rates: { ...defaultPolicy.rates, commandsPerConnection } },
  })
  const other = { url: server.url, room: parseRoomAddress('theirs') }
  theirs = await openDesk(other, { id: deskId, key, name: `${secret}Office` })
  theirKey = key
  owner = await openDesk(server, { id: 'owner' })
  const paired = await pairAt(owner)
  plain = await openDesk(server, { id: paired.deskId, key: paired.key })

  const waiting = await openKnock(other, { name: `${secret}Waiting` })
  const denied = await openKnock(other, { name: `${secret}Denied` })
  unwrap(await theirs.send('deny', { knockId: denied.knock.id, message: null, promisesCall: true }))
  const talking = await openKnock(other, { name: `${secret}Talking` })
  const call = unwrap(await theirs.send('admit', { knockId: talking.knock.id }))
  const lamp = {
    kind: 'webhook',
    id: v.parse(CallOutIdSchema, 'their-lamp'),
    name: `${secret}Lamp`,
    isOn: false,
    url: 'https://chat.example.jp/',
    secret: '',
    events: ['knock'],
  } as const
  unwrap(await theirs.send('call-outs:set', [{ ...lamp, events: ['knock'] }]))
  const link = unwrap(await theirs.send('invitation:create', { knockId: denied.knock.id, validForMs: 3_600_000 })).url
  const invitationId = unwrap(await theirs.send('invitations:list', null))[0]!.id
  await theirs.send('pairing:create', null)
  const { room } = await theirs.waitFor('snapshot')
  const message = { ja: '', en: '' }
  const [knockId, visitId] = [waiting.knock.id, denied.knock.id]
  payloads = {
    admit: { knockId },
    hold: { knockId, message },
    deny: { knockId, message, promisesCall: false },
    'undo-deny': { knockId },
    'hang-up': { callId: call.id },
    signal: { callId: call.id, generation: 0, body: { kind: 'join' } },
    say: { callId: call.id, lineId: v.parse(LineIdSchema, 'l_1'), text: 'Taken' },
    'profile:set': room.profile,
    'presence:set': { kind: 'automatic' },
    'rules:set': defaultRoomRules,
    'desk:locked': false,
    'visits:list': { ...anyVisit, beforeMs: null, limit: 200 },
    'visits:export': { filter: anyVisit, language: 'ja' },
    'visits:stats': { fromMs: 0, toMs: 9e15 },
    'visits:erase': { visitId },
    'follow-up:done': { visitId, note: '' },
    'follow-up:reopen': { visitId },
    'invitation:create': { knockId: visitId, validForMs: 3_600_000 },
    'invitations:list': null,
    'invitations:revoke': { invitationId },
    'practice:knock': { language: 'ja', withCallOuts: false },
    'sources:deny': { knockId, message: null },
    'sources:block': { knockId, message: null, span: 'hour' },
    'sources:blocks': null,
    'sources:unblock': { source: v.parse(SourceIdSchema, 'elsewhere') },
    'pairing:create': null,
    'newcomer:answer': { newcomerId: v.parse(NewcomerIdSchema, 'n_1'), isLetIn: true },
    'desks:list': null,
    'desks:rename': { deskId, name: 'Taken' },
    'desks:revoke': { deskId },
    'desks:set-role': { deskId, role: 'desk' },
    'desks:put-out': null,
    'desks:leave': null,
    'audit:list': null,
    'copy:make': null,
    'copy:read': { copyId: 'unknown', offset: 0 },
    'relay:show': null,
    'relay:look': { host: '127.0.0.1', port: 9 },
    'relay:set-up': { login, hostKey, name: 'desk.example.jp', takesOver: false },
    'relay:remove': { host: '127.0.0.1', login: { login, hostKey } },
    'own-address:show': null,
    'own-address:set': { by: 'funnel', origin: 'https://pc.example.ts.net' },
    'own-address:remove': null,
    'own-address:look': null,
    'notice:confirm': { notice: 'entries-set-aside' },
    'call-outs:list': null,
    'call-outs:set': [],
    'call-outs:test': { callOutId: lamp.id },
    'ice-servers:test': null,
    'call:hear': { callId: call.id },
  }
  theirVisitors = [waiting.visitor, denied.visitor, talking.visitor]
  const callBack = { name: '', company: '', phone: '03-1234-5678', about: '', when: '' }
  visitorPayloads = {
    knock: { name: 'Taken', token: talking.visitor.token },
    withdraw: null,
    leave: null,
    'call-back': callBack,
    enter: { name: 'Taken', token: makeToken(), invitation: tokenIn(link) },
    say: payloads.say,
    'call:hear': payloads['call:hear'],
    signal: payloads.signal,
  }
  const our = { room: server.room }
  const third = { room: parseRoomAddress('third') }
  controlPayloads = {
    'server:state': null,
    'rooms:list': null,
    'room:add': third,
    'room:remove': { ...third, keepsCopy: true },
    'desk:invite': our,
    'desks:list': our,
    'desk:revoke': { ...our, deskId },
    'desks:put-out': our,
    'visits:list': { ...our, from: null, to: null },
    'visits:export': { ...our, from: null, to: null, language: 'ja' },
  }
})

function tokenIn(link: string): v.InferOutput<typeof InvitationTokenSchema> {
  return v.parse(InvitationTokenSchema, /[\w-]+$/.exec(link)?.[0])
}

afterAll(async () => {
  await server.dispose()
  await rm(folder, { recursive: true, force: true })
})

/** All that the other room's owner can see of it. */
async function seenThere(): Promise<string> {
  const { revision: _, serverTimeMs: __, ...snapshot } = await theirs.waitFor('snapshot')
  const answers: unknown[] = [snapshot]
  for (const name of ['visits:list', 'desks:list', 'invitations:list', 'call-outs:list', 'audit:list'] as const) {
    answers.push(await theirs.sendRaw(name, payloads[name]))
  }
  // What they were told meanwhile, too.
  const told = [theirs, ...theirVisitors].map((client) => client.facts)
  return JSON.stringify([answers, told])
}

describe.each(names)('%s', (name) => {
  it(`is for ${deskCommands[name].role === 'owner' ? 'owners alone' : 'every desk'}`, async () => {
    // Without a payload nothing is carried out; who may not even gets so far.
    const refused = await plain.sendRaw(name, { not: 'a payload' })
    const isForOwners = deskCommands[name].role === 'owner'
    if (isForOwners) expect(refused).toMatchObject({ kind: 'failed', code: 'owners-only' })
    else expect(refused).not.toMatchObject({ code: 'owners-only' })
    expect(await owner.sendRaw(name, { not: 'a payload' })).not.toMatchObject({ code: 'owners-only' })
  })

  it('touches and tells nothing of another room', async () => {
    const before = await seenThere()
    // Who leaves does nothing any more.
    const giver = name === 'desks:leave' ? await openDesk(server, { id: 'leaving' }) : owner
    const answer = await giver.sendRaw(name, payloads[name])
    expect(JSON.stringify(answer)).not.toContain(secret)
    if (/^(relay|own-address):/.test(name)) expect(answer).toMatchObject({ kind: 'failed', code: 'wrong-state' })
    // Those that name nobody, so they are carried out: on this room alone.
    if (name === 'desks:put-out' || name === 'desks:leave') expect(answer).toMatchObject({ kind: 'ok' })
    expect(theirs.isConnected()).toBe(true)
    expect(await seenThere()).toBe(before)
  })

  it('is no command of a visitor, nor of somebody who was never let in', async () => {
    const visitor = await openVisitor(server)
    if (!(name in visitorCommands)) {
      expect(await visitor.sendRaw(name, payloads[name])).toMatchObject({ kind: 'failed', code: 'bad-request' })
    }
    visitor.dispose()
    const desk = { id: 'owner', name: '' }
    const common = { protocol: protocolVersion, room: server.room, desk }
    for (const key of [makeToken(), theirKey]) {
      expect(await tryHandshake(server, '/desk', { ...common, key })).toMatchObject({ kind: 'failed' })
    }
  })
})

describe.each(Object.keys(visitorCommands))('%s of a visitor', (name) => {
  it('touches and tells nothing of another room', async () => {
    const before = await seenThere()
    const visitor = await openVisitor(server)
    const payload: unknown = Reflect.get(visitorPayloads, name)
    expect(JSON.stringify([await visitor.sendRaw(name, payload), visitor.facts])).not.toContain(secret)
    // Nor with the token of somebody there, with which this page would be that visitor at the other room.
    const same = await openVisitor(server, { token: theirVisitors[2]!.token })
    expect(JSON.stringify([await same.sendRaw(name, payload), same.facts])).not.toContain(secret)
    for (const one of [visitor, same]) one.dispose()
    expect(theirVisitors.map((one) => one.isConnected())).toEqual([true, true, true])
    expect(await seenThere()).toBe(before)
  })
})

describe.each(ofOneRoom)('%s of a terminal', (name) => {
  it('touches and tells nothing of a room that was not named', async () => {
    const before = await seenThere()
    if (!(name in controlPayloads)) throw new Error(name)
    const command = name as keyof typeof controlPayloads
    const answer = await askServer(folder, { name: command, payload: controlPayloads[command] })
    if (name === 'desk:revoke') expect(answer).toMatchObject({ kind: 'failed', code: 'not-found' })
    else expect(answer).toMatchObject({ kind: 'ok' })
    if (name !== 'rooms:list') expect(JSON.stringify(answer)).not.toContain(secret)
    expect(theirs.isConnected()).toBe(true)
    expect(await seenThere()).toBe(before)
  })
})
