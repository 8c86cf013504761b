import { request } from 'node:http'
import { io } from 'socket.io-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { limits } from '../../../src-shared/limits.ts'
import { defaultPolicy } from '../../../src-server/policy.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import { anyVisit } from '../../../src-shared/visit.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import {
  makeToken,
  openDesk,
  openKnock,
  openVisitor,
  parseDeskId,
  tryHandshake,
  unwrap,
  type DeskClient,
} from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'

let server: RoomServer

beforeEach(async () => {
  server = await startServer()
})
afterEach(async () => {
  await server.dispose()
})

/** What the whole room looks like to a desk that connects now, without clocks and numbers. */
async function look(): Promise<object> {
  const desk = await openDesk(server, { id: 'looker' })
  const { room, desks, knocks, calls } = await desk.waitFor('snapshot')
  desk.dispose()
  return { room, desks, knocks, calls }
}

const long = (length: number): string => 'x'.repeat(length)
const token = makeToken()
const knockId = 'k_none'
const text = { ja: 'x', en: 'x' }
const signal = { callId: 'c_none', generation: 1, body: { kind: 'join' } }
const description = (sdp: string) => ({ ...signal, body: { kind: 'description', description: { type: 'offer', sdp } } })

const callBack = { name: 'Sato', company: '', phone: '03-1234-5678', about: '', when: '' }
const withTimeZone = (timeZone: string) => ({ ...defaultRoomRules, hours: { ...defaultRoomRules.hours, timeZone } })

const visitorTable: readonly (readonly [string, string, unknown, string])[] = [
  ['a knock that is no object', 'knock', 'hello', 'bad-request'],
  ['a knock of null', 'knock', null, 'bad-request'],
  ['a knock without a token', 'knock', { name: 'Sato' }, 'bad-request'],
  ['a short token', 'knock', { name: 'Sato', token: 'short' }, 'bad-request'],
  ['a token of other characters', 'knock', { name: 'Sato', token: `${token}/../` }, 'bad-request'],
  ['a name that is no text', 'knock', { name: 7, token }, 'bad-request'],
  ['a name too long', 'knock', { name: long(limits.nameLength + 1), token }, 'too-large'],
  ['a knock too large', 'knock', { name: 'Sato', token, more: long(limits.payloadBytes) }, 'too-large'],
  ['withdrawing with a payload', 'withdraw', { knockId }, 'bad-request'],
  ['withdrawing before knocking', 'withdraw', null, 'not-found'],
  ['leaving before knocking', 'leave', null, 'not-found'],
  ['a signal without a call', 'signal', signal, 'not-found'],
  ['a signal of an unknown kind', 'signal', { ...signal, body: { kind: 'shout' } }, 'bad-request'],
  ['a description too long', 'signal', description(long(limits.sdpLength + 1)), 'too-large'],
  ['a call-back without a number', 'call-back', { ...callBack, phone: '' }, 'bad-request'],
  ['a call-back to a link', 'call-back', { ...callBack, phone: '<a href>' }, 'bad-request'],
  ['an unknown invitation', 'enter', { name: '', token, invitation: long(43) }, 'not-found'],
  ['a command of desks', 'admit', { knockId }, 'bad-request'],
  ['a request of desks', 'visits:list', { ...anyVisit, beforeMs: null, limit: 1 }, 'bad-request'],
  ['a command that does not exist', 'open-sesame', null, 'bad-request'],
  ['a command named as a property of every object', 'constructor', null, 'bad-request'],
  ['a fact', 'welcome', {}, 'bad-request'],
]

const deskTable: readonly (readonly [string, string, unknown, string])[] = [
  ['admitting nothing', 'admit', null, 'bad-request'],
  ['admitting an unknown knock', 'admit', { knockId }, 'not-found'],
  ['admitting an id of other characters', 'admit', { knockId: "' OR 1=1 --" }, 'bad-request'],
  ['holding an unknown knock', 'hold', { knockId, message: null }, 'not-found'],
  ['holding without a message', 'hold', { knockId }, 'bad-request'],
  ['denying an unknown knock', 'deny', { knockId, message: text, promisesCall: false }, 'not-found'],
  ['a message too long', 'hold', { knockId, message: { ja: long(limits.messageLength + 1), en: '' } }, 'too-large'],
  ['denying without a word on phoning', 'deny', { knockId, message: text }, 'bad-request'],
  ['a message in one language', 'hold', { knockId, message: { ja: 'x' } }, 'bad-request'],
  ['hanging up nothing', 'hang-up', {}, 'bad-request'],
  ['hanging up an unknown call', 'hang-up', { callId: 'c_none' }, 'not-found'],
  ['a company too long', 'profile:set', { company: { ja: long(81), en: '' }, phone: '', greeting: text }, 'too-large'],
  ['a phone number of letters', 'profile:set', { company: text, phone: 'javascript:', greeting: text }, 'bad-request'],
  ['an unknown presence', 'presence:set', 'asleep', 'bad-request'],
  ['an unknown presence by hand', 'presence:set', { kind: 'manual', presence: 'asleep', untilMs: null }, 'bad-request'],
  ['rules without hours', 'rules:set', { ...defaultRoomRules, hours: undefined }, 'bad-request'],
  ['a time zone of another world', 'rules:set', withTimeZone('Mars/Olympus'), 'bad-request'],
  ['a lock that is no yes or no', 'desk:locked', 'yes', 'bad-request'],
  ['more visits than a page holds', 'visits:list', { ...anyVisit, beforeMs: null, limit: 201 }, 'too-large'],
  ['no visits at all', 'visits:list', { ...anyVisit, beforeMs: null, limit: 0 }, 'bad-request'],
  ['an unknown outcome', 'visits:list', { ...anyVisit, outcomes: ['eaten'], beforeMs: null, limit: 1 }, 'bad-request'],
  ['an export in another language', 'visits:export', { filter: anyVisit, language: 'fr' }, 'bad-request'],
  ['following up an unknown visit', 'follow-up:done', { visitId: knockId, note: '' }, 'not-found'],
  ['reopening an unknown visit', 'follow-up:reopen', { visitId: knockId }, 'not-found'],
  ['an invitation to nobody', 'invitation:create', { knockId, validForMs: 60_000 }, 'not-found'],
  ['an invitation for ever', 'invitation:create', { knockId, validForMs: 10 ** 12 }, 'too-large'],
  ['a command of visitors', 'knock', { name: 'Sato', token }, 'bad-request'],
]

describe('a command that does not fit', () => {
  it.for(visitorTable)('%s fails for a visitor and changes nothing', async ([, name, payload, code]) => {
    const before = await look()
    const visitor = await openVisitor(server)
    expect(await visitor.sendRaw(name, payload)).toMatchObject({ kind: 'failed', code })
    expect(visitor.isConnected()).toBe(true)
    expect(await look()).toEqual(before)
  })

  it.for(deskTable)('%s fails for a desk and changes nothing', async ([, name, payload, code]) => {
    const before = await look()
    const desk = await openDesk(server)
    expect(await desk.sendRaw(name, payload)).toMatchObject({ kind: 'failed', code })
    desk.dispose()
    expect(await look()).toEqual(before)
  })

  it('without an acknowledgement does nothing', async () => {
    const desk = await openDesk(server)
    const visitor = await openVisitor(server)
    const { knock } = await openKnock(server)
    const before = await look()
    visitor.sendUnacknowledged('knock', { name: 'Sato', token: visitor.token })
    visitor.sendUnacknowledged('knock')
    visitor.sendUnacknowledged('')
    expect(await visitor.send('withdraw', null)).toMatchObject({ code: 'not-found' })
    desk.sendUnacknowledged('deny', { knockId: knock.id, message: null })
    desk.sendUnacknowledged('presence:set', 'closed')
    await desk.send('visits:list', { ...anyVisit, beforeMs: null, limit: 1 })
    expect({ ...(await look()), desks: [] }).toEqual({ ...before, desks: [] })
  })

  it('with no payload where it needs one, or with two, fails', async () => {
    const visitor = await openVisitor(server)
    expect(await visitor.sendRaw('knock')).toMatchObject({ code: 'bad-request' })
    expect(await visitor.sendRaw('withdraw', null, null)).toMatchObject({ code: 'bad-request' })
  })

  it('because it is binary closes the connection and hurts nobody else', async () => {
    const other = await openKnock(server)
    const visitor = await openVisitor(server)
    visitor.sendUnacknowledged('knock', new Uint8Array(8))
    await visitor.waitForDisconnect()
    unwrap(await other.visitor.send('withdraw', null))
  })

  it('that is larger than a packet closes the connection and hurts nobody else', async () => {
    const other = await openKnock(server)
    const visitor = await openVisitor(server)
    const closed = visitor.waitForDisconnect()
    visitor.sendUnacknowledged('knock', { name: long(limits.packetBytes), token: visitor.token })
    await closed
    unwrap(await other.visitor.send('withdraw', null))
  })
})

describe('a handshake', () => {
  const visitor = { protocol: 1, room: 'front-desk', language: 'ja' }
  const desk = { protocol: 1, room: 'front-desk', key: long(43), desk: { id: 'd', name: '' } }
  const table: readonly (readonly [string, string, object, string])[] = [
    ['nothing', '/visitor', {}, 'bad-request'],
    ['another version', '/visitor', { ...visitor, protocol: 2 }, 'protocol-mismatch'],
    ['another version that looks quite different', '/desk', { protocol: 0 }, 'protocol-mismatch'],
    ['an unknown room', '/visitor', { ...visitor, room: 'nowhere' }, 'unknown-room'],
    ['an unknown room for a desk', '/desk', { ...desk, room: 'nowhere' }, 'unknown-room'],
    ['an address that is none', '/visitor', { ...visitor, room: '../desk' }, 'bad-request'],
    ['an unknown language', '/visitor', { ...visitor, language: 'fr' }, 'bad-request'],
    ['a wrong key', '/desk', desk, 'unauthorised'],
    ['no key', '/desk', { ...desk, key: undefined }, 'bad-request'],
    ['a desk name too long', '/desk', { ...desk, desk: { id: 'd', name: long(61) } }, 'too-large'],
    ['a desk id of other characters', '/desk', { ...desk, desk: { id: '<b>', name: '' } }, 'bad-request'],
    ['too many bytes', '/visitor', { ...visitor, more: long(limits.payloadBytes) }, 'too-large'],
    ['the namespace of nobody', '/', visitor, 'bad-request'],
  ]

  it.for(table)('with %s is refused by name', async ([, namespace, auth, code]) => {
    expect(await tryHandshake(server, namespace, auth)).toMatchObject({ kind: 'failed', code, protocol: 1 })
  })

  it('of a namespace that does not exist is refused', async () => {
    await expect(tryHandshake(server, '/admin', visitor)).rejects.toThrow('Invalid namespace')
  })

  it('that fits is accepted', async () => {
    expect(await tryHandshake(server, '/visitor', visitor)).toBeNull()
    expect(await tryHandshake(server, '/desk', { ...desk, key: server.letIn(parseDeskId('d')) })).toBeNull()
  })

  it('with many wrong keys is rate-limited, but never one with the right key', async () => {
    const codes: (string | undefined)[] = []
    for (let index = 0; index < 12; index += 1) codes.push((await tryHandshake(server, '/desk', desk))?.code)
    expect(codes).toEqual([...Array<string>(10).fill('unauthorised'), 'rate-limited', 'rate-limited'])
    expect(await tryHandshake(server, '/desk', { ...desk, key: server.letIn(parseDeskId('d')) })).toBeNull()
  })

  it('with the key of another server is refused', async () => {
    const other = await startServer()
    const key = other.letIn(parseDeskId('d'))
    await other.dispose()
    expect(await tryHandshake(server, '/desk', { ...desk, key })).toMatchObject({ code: 'unauthorised' })
  })
})

describe('too much at once', () => {
  it('is rate-limited: new knocks per address, but not the same knock again', async () => {
    await server.dispose()
    const rates = { ...defaultPolicy.rates, knocksPerAddress: { count: 2, perSeconds: 60 } }
    server = await startServer({ policy: { rates } })
    const { visitor } = await openKnock(server)
    await openKnock(server)
    const late = await openVisitor(server)
    expect(await late.send('knock', { name: '', token: late.token })).toMatchObject({ code: 'rate-limited' })
    unwrap(await visitor.send('knock', { name: '', token: visitor.token }))
  })

  it('is rate-limited: commands and signals per connection, each on their own', async () => {
    await server.dispose()
    const few = { count: 3, perSeconds: 60 }
    const rates = { ...defaultPolicy.rates, commandsPerConnection: few, signalsPerConnection: few }
    server = await startServer({ policy: { rates } })
    const desk = await openDesk(server)
    const codesOf = async (name: string, payload: unknown): Promise<readonly unknown[]> =>
      (await Promise.all(Array.from({ length: 5 }, () => desk.sendRaw(name, payload)))).map(codeOf)
    const limited = ['rate-limited', 'rate-limited']
    expect(await codesOf('admit', { knockId })).toEqual(['not-found', 'not-found', 'not-found', ...limited])
    expect(await codesOf('signal', signal)).toEqual(['not-found', 'not-found', 'not-found', ...limited])
    const other = await openDesk(server)
    expect(codeOf(await other.sendRaw('admit', { knockId }))).toBe('not-found')
  })
})

function codeOf(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : null
}

describe('a page of another origin', () => {
  it.each([
    ['the same origin', (url: string) => new URL(url).origin, true],
    ['the same host by number', (url: string) => url.replace('localhost', '127.0.0.1'), false],
    ['another site', () => 'https://evil.example', false],
    ['another port', () => 'http://localhost:1', false],
    ['a sandboxed frame', () => 'null', false],
    ['a file', () => 'file://', false],
  ] as const)('%s: %s', async (_, originFor, isAccepted) => {
    const socket = io(`${server.url}/visitor`, {
      auth: { protocol: 1, room: 'front-desk', language: 'ja' },
      extraHeaders: { origin: originFor(server.url) },
      forceNew: true,
      reconnection: false,
      transports: ['websocket'],
    })
    const isConnected = await new Promise((resolve) => {
      socket.once('connect', () => resolve(true))
      socket.once('connect_error', () => resolve(false))
    })
    socket.disconnect()
    expect(isConnected).toBe(isAccepted)
  })

  const statusFor = (path: string, headers: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      request(`http://127.0.0.1:${server.port}${path}`, { headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      })
        .once('error', reject)
        .end()
    })
  const handshake = '/socket.io/?EIO=4&transport=polling'

  it('brings its own host along in vain, on loopback and the local network alone', async () => {
    const evil = { host: 'evil.example', origin: 'http://evil.example' }
    expect(await statusFor(handshake, evil)).toBe(403)
    // The first request of a page's own server carries no origin.
    expect(await statusFor(handshake, { host: 'evil.example' })).toBe(403)
    for (const path of ['/', '/front-desk', '/desk', '/desk-worker.js', '/assets/visitor/icon.svg']) {
      expect(await statusFor(path, { host: 'evil.example' }), path).toBe(421)
    }
    for (const path of ['/healthz', '/readyz']) expect(await statusFor(path, { host: '10.2.3.4:80' })).toBe(200)
    const forwarded = { ...evil, host: 'localhost', 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '1.2.3.4' }
    expect(await statusFor(handshake, forwarded)).toBe(403)
  })

  it('is refused beside the public origin, which is accepted however the proxy writes the host', async () => {
    await server.dispose()
    server = await startServer({ publicOrigin: 'https://desk.example.jp', trustedProxies: ['127.0.0.1'] })
    const origin = 'https://desk.example.jp'
    expect(await statusFor(handshake, { origin, host: 'desk.example.jp' })).toBe(200)
    expect(await statusFor(handshake, { origin })).toBe(200)
    expect(await statusFor(handshake, { origin: 'https://evil.example', host: 'evil.example' })).toBe(403)
    expect(await statusFor('/front-desk', { host: 'desk.example.jp' })).toBe(200)
    const desk = await openDesk(server)
    expect((await desk.waitFor('snapshot')).publicUrl).toBe('https://desk.example.jp/front-desk')
    expect(unwrap(await desk.send('pairing:create', null)).url).toMatch(/^https:\/\/desk\.example\.jp\/desk#/)
    expect(server.visitorUrl).toBe('https://desk.example.jp/front-desk')
  })
})

describe('a visitor', () => {
  it('is never told who decided, nor anything of other visitors', async () => {
    const desk: DeskClient = await openDesk(server, { id: 'secret-desk', name: 'Tanaka' })
    const other = await openKnock(server, { name: 'Other Company' })
    const { visitor, knock } = await openKnock(server)
    unwrap(await desk.send('hold', { knockId: knock.id, message: null }))
    unwrap(await desk.send('deny', { knockId: knock.id, message: null, promisesCall: false }))
    unwrap(await desk.send('admit', { knockId: other.knock.id }))
    await visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'denied')
    await visitor.send('withdraw', null)
    const told = JSON.stringify(visitor.facts)
    for (const secret of [
      'secret-desk',
      'Tanaka',
      'Other Company',
      other.knock.id,
      server.letIn(parseDeskId('secret-desk')),
    ]) {
      expect(told).not.toContain(secret)
    }
  })
})
