/**
 * A server process that dies at a write of each command. What it had acknowledged is there afterwards, and what it had
 * not is there wholly or not at all. `KONKON_EVERY_KILL=1` dies before and after every write, instead of once per command.
 */
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src-server/database/database.ts'
import type { deskCommands } from '../../../src-shared/all-desk-commands.ts'
import type { visitorCommands } from '../../../src-shared/protocol.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import type { DeskId } from '../../../src-shared/ids.ts'
import type { PairedAnswer } from '../../../src-shared/pairing.ts'
import { anyVisit, type Visit } from '../../../src-shared/visit.ts'
import type { InvitationToken } from '../../../src-shared/invitation.ts'
import {
  makeToken,
  openDesk,
  openVisitor,
  unwrap,
  type DeskClient,
  type VisitorClient,
} from '../../support/room-client.ts'
import { pairAt } from '../../support/pair-by-link.ts'
import { startServerProcess, type KillOrder, type ServerProcess } from '../../support/server-process.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

const everyKill = process.env['KONKON_EVERY_KILL'] === '1'

const undoForLong = path.join(import.meta.dirname, '../../support/undo-for-long.ts')

/** Where the visitors come from: those of this machine itself cannot be told apart. */
const from = '203.0.113.7'

let data: string
let server: ServerProcess
let desk: DeskClient
/** Of the desk that was paired last. */
let paired: DeskId
const desks = new Map<string, PairedAnswer>()
/** Pages by the visitor's name, each with a token that it keeps. */
const pages = new Map<string, { readonly token: ReturnType<typeof makeToken>; client: VisitorClient }>()

beforeEach(async () => {
  data = await makeFolder()
  pages.clear()
  const first = await startServer({ dataFolder: data })
  const inviting = await openDesk(first)
  for (const name of ['mine', 'observer', 'looking']) {
    const paired = await pairAt(inviting, name)
    unwrap(await inviting.send('desks:set-role', { deskId: paired.deskId, role: 'owner' }))
    desks.set(name, paired)
  }
  await first.dispose()
  const database = openDatabase(data)
  database.exec(`INSERT INTO set_aside (source, contents, reason, set_aside_at_ms) VALUES ('knocks', '{}', 'why', 1)`)
  database.close()
  await start()
})
afterEach(async () => {
  await server.kill()
  await rm(data, { recursive: true, force: true })
})

async function start(): Promise<void> {
  server = await startServerProcess(data, {
    environment: { KONKON_TRUSTED_PROXIES: '127.0.0.1' },
    nodeOptions: ['--import', undoForLong],
  })
  desk = await connectDesk('mine')
  for (const page of pages.values()) page.client = await openVisitor(server.address, { token: page.token, from })
}

/** As it was paired before the first kill. */
function connectDesk(name: string): Promise<DeskClient> {
  const known = desks.get(name)
  if (!known) throw new Error(`There is no desk ${name}.`)
  return openDesk(server.address, { id: known.deskId, name, key: known.key })
}

async function pageOf(name: string): Promise<VisitorClient> {
  const known = pages.get(name)
  if (known) return known.client
  const token = makeToken()
  const client = await openVisitor(server.address, { token, from })
  pages.set(name, { token, client })
  return client
}

async function visits(): Promise<readonly Visit[]> {
  return unwrap(await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 200 })).visits
}

/** What changes with the time, with a restart, or each time that somebody asks. */
const passing = new Set([
  'revision',
  'serverTimeMs',
  'untilMs',
  'lastSeenAtMs',
  'pairedAtMs',
  'isConnected',
  'visitorLink',
])

/** All that a desk can see, over a connection of its own. */
async function observe(): Promise<unknown> {
  const observer = await connectDesk('observer')
  const { desks: _, ...snapshot } = await observer.waitFor('snapshot')
  const list = unwrap(await observer.send('visits:list', { ...anyVisit, beforeMs: null, limit: 200 }))
  const paired = unwrap(await observer.send('desks:list', null))
  const { callOuts } = unwrap(await observer.send('call-outs:list', null))
  const blocks = unwrap(await observer.send('sources:blocks', null)).map(({ source }) => source)
  const invitations = unwrap(await observer.send('invitations:list', null)).map(({ id }) => id)
  observer.dispose()
  const all = { snapshot, list, paired, callOuts, blocks, invitations }
  return JSON.parse(JSON.stringify(all, (name, value: unknown) => (passing.has(name) ? undefined : value)))
}

type CommandName = keyof typeof deskCommands | keyof typeof visitorCommands

/**
 * Every command: whether its server is killed here at its writes, or what there is to lose instead. Whoever adds a command
 * adds it here, or nothing compiles; whoever calls it killed sends it below, or the last test fails.
 */
const commands = {
  admit: 'killed',
  hold: 'killed',
  deny: 'killed',
  'undo-deny': 'killed',
  'hang-up': 'killed',
  say: 'killed',
  signal: 'in memory',
  'profile:set': 'killed',
  'presence:set': 'killed',
  'rules:set': 'killed',
  'desk:locked': 'in memory',
  'practice:knock': 'in memory',
  'visits:list': 'nothing',
  'visits:export': 'an entry of the record',
  'visits:stats': 'nothing',
  'visits:erase': 'killed',
  'follow-up:done': 'killed',
  'follow-up:reopen': 'killed',
  'invitation:create': 'killed',
  'invitations:list': 'nothing',
  'invitations:revoke': 'killed',
  'sources:deny': 'killed',
  'sources:block': 'killed',
  'sources:blocks': 'nothing',
  'sources:unblock': 'killed',
  'pairing:create': 'in memory',
  'newcomer:answer': 'killed',
  'desks:list': 'nothing',
  'desks:rename': 'killed',
  'desks:revoke': 'killed',
  'desks:set-role': 'killed',
  // It writes what `desks:revoke` does, and cannot be sent again.
  'desks:leave': 'as another',
  'desks:put-out': 'killed',
  'copy:make': 'an entry of the record',
  'copy:read': 'nothing',
  'relay:show': 'nothing',
  'relay:look': 'nothing',
  // What they keep is written once a relay has said its part, as the terminal's commands write it.
  'relay:set-up': 'an entry of the record',
  'relay:remove': 'an entry of the record',
  'own-address:show': 'nothing',
  'own-address:set': 'killed',
  'own-address:remove': 'killed',
  'own-address:look': 'in memory',
  'notice:confirm': 'killed',
  'audit:list': 'nothing',
  'call-outs:list': 'nothing',
  'call-outs:set': 'killed',
  'call-outs:test': 'in memory',
  'ice-servers:test': 'nothing',
  'call:hear': 'in memory',
  knock: 'killed',
  withdraw: 'killed',
  enter: 'killed',
  'call-back': 'killed',
  leave: 'killed',
} as const satisfies Record<CommandName, 'killed' | 'in memory' | 'an entry of the record' | 'as another' | 'nothing'>

const undergone = new Set<CommandName>()

type Command = {
  /** As it is called on the wire. */
  readonly name: CommandName
  /** Who can see what it changes; everything that a desk can see where it is left out. */
  readonly see?: () => Promise<unknown>
  readonly send: () => Promise<unknown>
  readonly prepare?: () => Promise<unknown>
  /** Sending it again makes another. */
  readonly makesNew?: boolean
}

/** Sends it to servers that die at its writes, until one lives long enough to acknowledge it. */
async function undergo({ name, send, prepare, see = observe, makesNew = false }: Command): Promise<void> {
  undergone.add(name)
  let last: unknown = null
  for (const order of kills()) {
    await prepare?.()
    const before = await see()
    await server.killAt(order)
    const answer = await Promise.race([send().catch(becauseItDied), server.gone.then(() => null)])
    if (answer !== null) {
      await server.killAt(never)
      expect(answer, name).toMatchObject({ kind: 'ok' })
      const after = await see()
      // Once more makes one more where each has an id of its own.
      if (makesNew) expect(last, `${name}: written before it was acknowledged`).not.toBeNull()
      else expect(last, `${name}: written before it was acknowledged`).toEqual(after)
      if (!everyKill && !makesNew) return
      await server.kill()
      await start()
      expect(await see(), `${name}: acknowledged`).toEqual(after)
      return
    }
    await server.gone
    await start()
    last = await see()
    const isUntouched = order.write === 1 && order.moment === 'before'
    if (isUntouched) expect(last, `${name}: killed before its write`).toEqual(before)
  }
  throw new Error(`${name} was never acknowledged.`)
}

/** A command that fails while its server lives has failed for another reason. */
async function becauseItDied(cause: unknown): Promise<null> {
  await Promise.race([server.gone, delay(1_000).then(() => Promise.reject(cause))])
  return null
}

const never: KillOrder = { write: 0, moment: 'before' }

/** Beyond the last write of any command it lives. */
function kills(): readonly KillOrder[] {
  const writes = Array.from({ length: 12 }, (_, index) => index + 1)
  const moments = everyKill ? (['before', 'after'] as const) : (['after'] as const)
  return writes.flatMap((write) => moments.map((moment) => ({ write, moment })))
}

const request = { name: '田中', company: '田中精機', phone: '03-1234-5678', about: '', when: '' }
const profile = { company: { ja: '佐藤製作所', en: '' }, phone: '', greeting: { ja: '', en: '' } }
const callOut = {
  kind: 'webhook' as const,
  id: 'chat' as never,
  name: 'Chat',
  isOn: false,
  url: 'http://127.0.0.1:9/',
  secret: '',
  events: ['knock' as const],
}

async function knockIdOf(name: string): Promise<never> {
  const { knocks } = await (await openObserver()).waitFor('snapshot')
  const found = [...knocks, ...(await visits())].find((one) => one.name === name)
  if (!found) throw new Error(`There is no ${name}.`)
  return found.id as never
}

/** As the visitor's page finds it after a reload. */
async function phaseOf(name: string): Promise<unknown> {
  const { token } = pages.get(name) ?? { token: makeToken() }
  const page = await openVisitor(server.address, { token, from })
  const { knock } = await page.waitFor('welcome')
  page.dispose()
  return knock?.phase
}

async function openObserver(): Promise<DeskClient> {
  return connectDesk('looking')
}

function knockAs(name: string): Command {
  return { name: 'knock', send: async () => knock(name), prepare: () => pageOf(name) }
}

async function knock(name: string): Promise<unknown> {
  const page = await pageOf(name)
  return page.send('knock', { name, token: page.token })
}

describe('a server that dies at a write', { timeout: 240_000 }, () => {
  it('of what a desk sets has kept what it acknowledged', async () => {
    await undergo({ name: 'profile:set', send: () => desk.send('profile:set', profile) })
    const away = { kind: 'manual', presence: 'away', untilMs: null } as const
    await undergo({ name: 'presence:set', send: () => desk.send('presence:set', away) })
    const rules = { ...defaultRoomRules, retentionDays: 30 }
    await undergo({ name: 'rules:set', send: () => desk.send('rules:set', rules) })
    await undergo({ name: 'call-outs:set', send: () => desk.send('call-outs:set', [callOut]) })
    const ownAddress = { by: 'funnel', origin: 'https://pc.example.ts.net' } as const
    const see = () => desk.send('own-address:show', null).then((answer) => unwrap(answer).kept)
    await undergo({ name: 'own-address:set', see, send: () => desk.send('own-address:set', ownAddress) })
    await undergo({
      name: 'own-address:remove',
      see,
      prepare: () => desk.send('own-address:set', ownAddress),
      send: () => desk.send('own-address:remove', null),
    })
    await undergo({ name: 'notice:confirm', send: () => desk.send('notice:confirm', { notice: 'entries-set-aside' }) })
    await undergo({ name: 'newcomer:answer', send: pair, makesNew: true })
    await undergo({
      name: 'desks:rename',
      send: () => desk.send('desks:rename', { deskId: paired, name: 'Lathe' }),
    })
    await undergo({
      name: 'desks:set-role',
      send: () => desk.send('desks:set-role', { deskId: paired, role: 'owner' }),
    })
    await undergo({ name: 'desks:revoke', send: () => desk.send('desks:revoke', { deskId: paired }) })
  })

  it('of a knock or a call has kept what it acknowledged', async () => {
    await undergo(knockAs('田中'))
    const knockId = await knockIdOf('田中')
    await undergo({ name: 'hold', send: () => desk.send('hold', { knockId, message: null }) })
    await undergo({ name: 'call-back', send: async () => (await pageOf('田中')).send('call-back', request) })
    await undergo({ name: 'admit', send: () => desk.send('admit', { knockId }) })
    const { calls } = await (await openObserver()).waitFor('snapshot')
    const line = { callId: calls[0]!.id, lineId: 'l_1' as never, text: 'もう少しお待ちください' }
    await undergo({ name: 'say', send: () => desk.send('say', line), see: () => phaseOf('田中') })
    await undergo({ name: 'hang-up', send: () => desk.send('hang-up', { callId: calls[0]!.id }) })
    await undergo({ name: 'follow-up:reopen', send: () => desk.send('follow-up:reopen', { visitId: knockId }) })
    await undergo({ name: 'follow-up:done', send: () => desk.send('follow-up:done', { visitId: knockId, note: '済' }) })
  })

  it('of a visit that ends otherwise has kept what it acknowledged', async () => {
    await knock('Suzuki')
    await undergo({ name: 'withdraw', send: async () => (await pageOf('Suzuki')).send('withdraw', null) })
    await knock('Ito')
    const knockId = await knockIdOf('Ito')
    const denial = { knockId, message: null, promisesCall: false, isUndoable: true }
    await undergo({ name: 'deny', send: () => desk.send('deny', denial) })
    await undergo({ name: 'undo-deny', send: () => desk.send('undo-deny', { knockId }) })
    await undergo({ name: 'deny', send: () => desk.send('deny', { knockId, message: null, promisesCall: true }) })
    let invitation: InvitationToken | null = null
    const invite = async () => {
      const made = unwrap(await desk.send('invitation:create', { knockId, validForMs: 3_600_000 }))
      invitation = new URL(made.url).hash.split('=')[1] as InvitationToken
      return { kind: 'ok' }
    }
    await undergo({ name: 'invitation:create', send: invite, makesNew: true })
    const enter = async () => {
      const page = await pageOf('Invited')
      return page.send('enter', { name: 'Invited', token: page.token, invitation: invitation! })
    }
    await undergo({ name: 'enter', send: enter, prepare: () => pageOf('Invited') })
    unwrap(await desk.send('admit', { knockId: await knockIdOf('Invited') }))
    await undergo({ name: 'leave', send: async () => (await pageOf('Invited')).send('leave', null) })
    await undergo({ name: 'visits:erase', send: () => erase('Suzuki') })
  })

  it('of what is taken back or blocked has kept what it acknowledged', async () => {
    await knock('Mori')
    const alike = await knockIdOf('Mori')
    await undergo({ name: 'sources:deny', send: () => desk.send('sources:deny', { knockId: alike, message: null }) })
    await knock('Kato')
    const knockId = await knockIdOf('Kato')
    await undergo({
      name: 'sources:block',
      send: () => desk.send('sources:block', { knockId, message: null, span: 'week' }),
    })
    await undergo({ name: 'sources:unblock', send: unblock })
    unwrap(await desk.send('invitation:create', { knockId, validForMs: 3_600_000 }))
    await undergo({ name: 'invitations:revoke', send: revokeInvitation })
    // Those that watch go too.
    const see = async () => unwrap(await desk.send('desks:list', null)).map(({ id }) => id)
    await undergo({ name: 'desks:put-out', send: () => desk.send('desks:put-out', null), see })
  })

  it('has died at the writes of every command that has some', () => {
    const killed = Object.entries(commands).flatMap(([name, at]) => (at === 'killed' ? [name] : []))
    expect([...undergone].toSorted()).toEqual(killed.toSorted())
  })
})

async function unblock(): Promise<unknown> {
  const [block] = unwrap(await desk.send('sources:blocks', null))
  return block ? desk.send('sources:unblock', { source: block.source }) : { kind: 'ok' }
}

async function revokeInvitation(): Promise<unknown> {
  const [made] = unwrap(await desk.send('invitations:list', null))
  return made ? desk.send('invitations:revoke', { invitationId: made.id }) : { kind: 'ok' }
}

/** What is erased cannot be erased again: that it is gone is the acknowledgement then. */
async function erase(name: string): Promise<unknown> {
  const found = (await visits()).find((visit) => visit.name === name)
  return found ? desk.send('visits:erase', { visitId: found.id }) : { kind: 'ok' }
}

async function pair(): Promise<unknown> {
  // Who names a proxy has HTTPS in front of the server; here there is none.
  const { deskId } = await pairAt(desk, 'Tablet', server.address.url)
  paired = deskId
  return { kind: 'ok' }
}
