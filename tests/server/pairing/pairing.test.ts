import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import * as v from 'valibot'
import { afterEach, describe, expect, it } from 'vitest'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { defaultPolicy, type Policy } from '../../../src-server/policy.ts'
import { DeskIdSchema, DeskKeySchema, type DeskId, type DeskKey } from '../../../src-shared/ids.ts'
import type { PairAnswer, PairedDesk } from '../../../src-shared/pairing.ts'
import { protocolVersion } from '../../../src-shared/protocol-version.ts'
import type { Result } from '../../../src-shared/result.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { openDesk, openKnock, parseDeskId, tryHandshake, unwrap, type DeskClient } from '../../support/room-client.ts'
import { pairAt, pairByLink } from '../../support/pair-by-link.ts'
import { makeFolder, startServer } from '../../support/start-server.ts'

const servers: RoomServer[] = []
afterEach(async () => {
  for (const server of servers.splice(0)) await server.dispose()
})

async function start(
  options: { readonly clock?: FakeClock; readonly policy?: Partial<Policy>; readonly dataFolder?: string } = {},
) {
  const server = await startServer(options)
  servers.push(server)
  return server
}

type Answer = { readonly status: number; readonly body: Result<PairAnswer>; readonly text: string }

async function pair(server: RoomServer, code: string, rest: object = {}): Promise<Answer> {
  return post(server, JSON.stringify({ room: server.room, code, desk: { name: 'Tablet' }, ...rest }))
}

// oxlint-disable-next-line max-params
async function post(
  server: RoomServer,
  body: string,
  headers: Record<string, string> = {},
  path = '/pair',
): Promise<Answer> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
  })
  const text = await response.text()
  return { status: response.status, body: JSON.parse(text), text }
}

/** A one-time code, as the desk's QR code holds it. */
async function makeCode(desk: DeskClient): Promise<string> {
  const { hash } = new URL(unwrap(await desk.send('pairing:create', null)).url)
  return hash.split('.').at(-1) ?? ''
}

async function openPaired(
  server: RoomServer,
  desk: DeskClient,
  name = 'Tablet',
): Promise<{ client: DeskClient; key: DeskKey; id: DeskId }> {
  const { deskId: id, key } = await pairAt(desk, name)
  return { id, key, client: await openDesk(server, { id, key, name }) }
}

const PairedSchema = v.object({ kind: v.literal('paired'), key: DeskKeySchema, deskId: DeskIdSchema })
const CompareSchema = v.object({ kind: v.literal('compare'), ticket: v.string(), number: v.string() })

/** A device uses a link of this desk. */
async function use(server: RoomServer, host: DeskClient): Promise<v.InferOutput<typeof CompareSchema>> {
  return v.parse(CompareSchema, unwrap((await pair(server, await makeCode(host))).body))
}

const ask = (server: RoomServer, ticket: string): Promise<Answer> =>
  post(server, JSON.stringify({ room: server.room, ticket }), {}, '/pair/wait')

async function listAll(desk: DeskClient): Promise<readonly PairedDesk[]> {
  return unwrap(await desk.send('desks:list', null))
}

const handshake = (server: RoomServer, { id, key }: { readonly id: string; readonly key: string }) =>
  tryHandshake(server, '/desk', { protocol: protocolVersion, room: server.room, key, desk: { id, name: 'Tablet' } })

const wrongKey = () => randomBytes(32).toString('base64url')

/** Its desk among those that are paired. */
async function listed(desk: DeskClient, id: DeskId): Promise<PairedDesk | undefined> {
  return (await listAll(desk)).find((each) => each.id === id)
}

describe('a pairing link', () => {
  it('gives one desk an id and a key of its own, with which it answers knocks', async () => {
    const server = await start()
    const desk = await openDesk(server)
    const offer = unwrap(await desk.send('pairing:create', null))
    expect(offer.url).toMatch(/^http:\/\/(localhost|127\.0\.0\.1):\d+\/desk#front-desk\.pair\.[\w-]{43}$/)
    const { client, id } = await openPaired(server, desk)
    const { knock, visitor } = await openKnock(server, { name: 'Sato' })
    expect(unwrap(await client.send('admit', { knockId: knock.id })).desk).toEqual({ id, name: 'Tablet' })
    await visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'admitted')
  })

  it('cannot take the place of another desk, whatever id it names', async () => {
    const server = await start()
    const desk = await openDesk(server, { id: 'mine' })
    const code = server.deskUrl.split('.').at(-1) ?? ''
    const { body } = await pair(server, code, { desk: { id: 'mine', name: 'Thief' } })
    const { deskId, key } = v.parse(PairedSchema, unwrap(body))
    expect(deskId).not.toBe('mine')
    expect(await handshake(server, { id: 'mine', key })).toMatchObject({ code: 'unauthorised' })
    expect(desk.isConnected()).toBe(true)
  })

  it('dies with the desk that made it', async () => {
    const server = await start()
    const owner = await openDesk(server)
    const { client, id } = await openPaired(server, owner)
    unwrap(await owner.send('desks:set-role', { deskId: id, role: 'owner' }))
    const code = await makeCode(client)
    unwrap(await owner.send('desks:revoke', { deskId: id }))
    expect((await pair(server, code)).status).toBe(403)
  })

  it('works once', async () => {
    const server = await start()
    const code = await makeCode(await openDesk(server))
    expect((await pair(server, code)).status).toBe(200)
    expect((await pair(server, code, { desk: { name: '' } })).status).toBe(403)
    const both = await makeCode(await openDesk(server))
    const answers = await Promise.all([pair(server, both), pair(server, both)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403])
  })

  it('expires after ten minutes', async () => {
    const clock = createFakeClock()
    const server = await start({ clock })
    const desk = await openDesk(server)
    const { expiresAtMs } = unwrap(await desk.send('pairing:create', null))
    expect(expiresAtMs).toBe(clock.now() + 600_000)
    const [inTime, late] = [await makeCode(desk), await makeCode(desk)]
    clock.advance(599_999)
    expect((await pair(server, inTime)).status).toBe(200)
    clock.advance(1)
    expect((await pair(server, late)).status).toBe(403)
  })

  it('is refused with one answer, whatever is wrong with it', async () => {
    const server = await start()
    const desk = await openDesk(server)
    const used = await makeCode(desk)
    await pair(server, used)
    const good = await makeCode(desk)
    const wrong = randomBytes(32).toString('base64url')
    const refusals = [
      await pair(server, wrong),
      await pair(server, used),
      await pair(server, good, { room: 'nowhere' }),
      await pair(server, wrong, { room: 'nowhere' }),
      await post(server, JSON.stringify({ room: server.room, code: good, desk: { name: '' } }), {
        Origin: 'https://elsewhere.example',
      }),
    ]
    expect(new Set(refusals.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(refusals[0]).toMatchObject({ status: 403, body: { kind: 'failed', code: 'unauthorised' } })
    expect(refusals[0]?.text).not.toMatch(/front-desk|nowhere|受付/)
    // None of them has used it up.
    expect((await pair(server, good)).status).toBe(200)
  })

  it('cannot be guessed: after ten attempts from an address not even a right code helps', async () => {
    const server = await start({
      policy: { rates: { ...defaultPolicy.rates, pairingsPerAddress: { count: 3, perSeconds: 60 } } },
    })
    const good = await makeCode(await openDesk(server))
    for (let i = 0; i < 3; i += 1) expect((await pair(server, randomBytes(32).toString('base64url'))).status).toBe(403)
    const limited = await pair(server, good)
    expect(limited).toMatchObject({ status: 429, body: { code: 'rate-limited' } })
    expect(limited.text).not.toContain('front-desk')
    expect(defaultPolicy.rates.pairingsPerAddress).toEqual({ count: 10, perSeconds: 60 })
  })

  it('is not taken from what is no pairing request', async () => {
    const server = await start()
    expect(await post(server, 'no JSON')).toMatchObject({ status: 400, body: { code: 'bad-request' } })
    expect(await post(server, '{"room":"front-desk"}')).toMatchObject({ status: 400, body: { code: 'bad-request' } })
    expect(await post(server, JSON.stringify('x'.repeat(5_000)))).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    })
    expect(await post(server, '{}', { 'Content-Type': 'text/plain' })).toMatchObject({ status: 400 })
    expect((await fetch(`${server.url}/pair`)).status).toBe(404)
  })
})

describe('a device that used a desk’s link', () => {
  it('is let in by a person there who compared the numbers, and all desks learn of it', async () => {
    const server = await start()
    const [host, other] = [await openDesk(server), await openDesk(server)]
    const { number, ticket } = await use(server, host)
    expect(number).toMatch(/^\d{4}$/)
    const { newcomers } = await host.waitFor('newcomers:changed')
    expect(newcomers).toMatchObject([{ name: 'Tablet', number }])
    expect(other.facts.some(({ name }) => name === 'newcomers:changed')).toBe(false)
    expect((await listAll(host)).length).toBe(2)

    const answer = { newcomerId: newcomers[0]!.id, isLetIn: true }
    expect(await other.send('newcomer:answer', answer)).toMatchObject({ code: 'not-found' })
    host.forget()
    unwrap(await host.send('newcomer:answer', answer))
    const { deskId: id, key } = v.parse(PairedSchema, unwrap((await ask(server, ticket)).body))
    await other.waitFor('desk:paired', ({ desk }) => desk.id === id && desk.name === 'Tablet')
    expect((await host.waitFor('newcomers:changed')).newcomers).toEqual([])
    expect(await handshake(server, { id, key })).toBeNull()
    expect(await host.send('newcomer:answer', answer)).toMatchObject({ code: 'not-found' })
  })

  it('is not let in with “No”, by nobody’s answer, or when its desk is put out', async () => {
    const clock = createFakeClock()
    const server = await start({ clock })
    const owner = await openDesk(server)
    const { client, id } = await openPaired(server, owner)
    unwrap(await owner.send('desks:set-role', { deskId: id, role: 'owner' }))
    owner.forget()
    const refused = await use(server, owner)
    const { newcomers } = await owner.waitFor('newcomers:changed')
    unwrap(await owner.send('newcomer:answer', { newcomerId: newcomers[0]!.id, isLetIn: false }))
    expect(await ask(server, refused.ticket)).toMatchObject({ status: 403, body: { code: 'unauthorised' } })

    const ofRevoked = await use(server, client)
    unwrap(await owner.send('desks:revoke', { deskId: id }))
    expect((await ask(server, ofRevoked.ticket)).status).toBe(403)

    const forgotten = await use(server, owner)
    clock.advance(5 * 60_000)
    expect((await ask(server, forgotten.ticket)).status).toBe(403)
    expect((await ask(server, wrongKey())).status).toBe(403)
    expect((await listAll(owner)).length).toBe(1)
  })

  it('is told that nobody has answered yet, and told at once when somebody has', async () => {
    const server = await start({ policy: { newcomer: { validForMs: 60_000, answerWithinMs: 50 } } })
    const host = await openDesk(server)
    const { ticket } = await use(server, host)
    expect((await ask(server, ticket)).body).toEqual({ kind: 'ok', value: { kind: 'waiting' } })
    const { newcomers } = await host.waitFor('newcomers:changed')
    const asked = ask(server, ticket)
    unwrap(await host.send('newcomer:answer', { newcomerId: newcomers[0]!.id, isLetIn: true }))
    expect((await asked).body).toMatchObject({ value: { kind: expect.stringMatching(/paired|waiting/) as unknown } })
    expect((await ask(server, ticket)).body).toMatchObject({ value: { kind: 'paired' } })
  })

  it('is shown again to its desk that was away for a moment', async () => {
    const server = await start()
    const host = await openDesk(server, { id: 'host' })
    const { number } = await use(server, host)
    const again = await openDesk(server, { id: 'host' })
    expect((await again.waitFor('newcomers:changed')).newcomers).toMatchObject([{ number }])
  })
})

describe('the link of a start', () => {
  it('pairs one desk, once, within ten minutes, and is another one at the next start', async () => {
    const clock = createFakeClock()
    const server = await start({ clock })
    const { deskId, key } = await pairByLink(server.deskUrl)
    expect(await handshake(server, { id: deskId, key })).toBeNull()
    await expect(pairByLink(server.deskUrl)).rejects.toThrow('unauthorised')
    const late = await start({ clock })
    clock.advance(600_000)
    await expect(pairByLink(late.deskUrl)).rejects.toThrow('unauthorised')
    expect(late.deskUrl).not.toBe(server.deskUrl)
  })
})

describe('a paired desk', () => {
  it('is listed, with when it was here', async () => {
    const clock = createFakeClock()
    const server = await start({ clock })
    const desk = await openDesk(server)
    const { deskId: id, key } = await pairAt(desk)
    const pairedAtMs = clock.now()
    expect(await listed(desk, id)).toMatchObject({ name: 'Tablet', pairedAtMs, lastSeenAtMs: null, isConnected: false })
    clock.advance(1_000)
    const client = await openDesk(server, { id, key, name: 'Tablet' })
    const seenAtMs = clock.now()
    expect(await listed(desk, id)).toMatchObject({ pairedAtMs, lastSeenAtMs: seenAtMs, isConnected: true })
    clock.advance(1_000)
    desk.forget()
    client.dispose()
    await desk.waitFor('desks:changed')
    expect(await listed(desk, id)).toMatchObject({ lastSeenAtMs: clock.now(), isConnected: false })
  })

  it('gets in with its own key only, and no other desk gets in with it', async () => {
    const server = await start()
    const { id, key } = await openPaired(server, await openDesk(server))
    expect(await handshake(server, { id, key })).toBeNull()
    expect(await handshake(server, { id: 'another', key })).toMatchObject({ code: 'unauthorised' })
    expect(await handshake(server, { id, key: wrongKey() })).toMatchObject({ code: 'unauthorised' })
  })

  it('is put out at once when it is revoked, and stays out', async () => {
    const server = await start()
    const desk = await openDesk(server)
    const { client, id, key } = await openPaired(server, desk)
    const closed = client.waitForDisconnect()
    unwrap(await desk.send('desks:revoke', { deskId: id }))
    expect(await closed).toBe('io server disconnect')
    const refusal = await handshake(server, { id, key })
    expect(refusal).toMatchObject({ code: 'unauthorised' })
    expect(refusal).toEqual(await handshake(server, { id, key: wrongKey() }))
    expect(await listed(desk, id)).toBeUndefined()
    unwrap(await desk.send('desks:revoke', { deskId: id }))
    expect(await desk.send('desks:revoke', { deskId: parseDeskId('never') })).toMatchObject({ code: 'not-found' })
  })

  it.each(['plain desk', 'last owner'])('that gives its own key back is in no list, as a %s too', async (who) => {
    const server = await start()
    const host = await openDesk(server)
    const { client, id, key } = await openPaired(server, host)
    if (who === 'last owner') {
      unwrap(await host.send('desks:set-role', { deskId: id, role: 'owner' }))
      unwrap(
        await client.send('desks:set-role', { deskId: (await host.waitFor('snapshot')).desks[0]!.id, role: 'desk' }),
      )
    }
    const { visitor, knock } = await openKnock(server)
    unwrap(await client.send('admit', { knockId: knock.id }))
    const closed = client.waitForDisconnect()
    unwrap(await client.send('desks:leave', null))
    await closed
    await visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'ended')
    expect(await listed(host, id)).toBeUndefined()
    expect(await handshake(server, { id, key })).toMatchObject({ code: 'unauthorised' })
  })

  it('that is revoked in a call is in none a moment later, on neither side', async () => {
    const server = await start()
    const desk = await openDesk(server)
    const { client, id } = await openPaired(server, desk)
    const { visitor, knock } = await openKnock(server)
    const call = unwrap(await client.send('admit', { knockId: knock.id }))
    unwrap(await desk.send('desks:revoke', { deskId: id }))
    await visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'ended')
    expect(await desk.waitFor('call:ended')).toMatchObject({ callId: call.id, reason: 'desk-hung-up' })
  })

  it('can be renamed from elsewhere, and all see it at once', async () => {
    const server = await start()
    const desk = await openDesk(server)
    const { client, id, key } = await openPaired(server, desk)
    const renamed = { id, name: 'Lathe' }
    unwrap(await desk.send('desks:rename', { deskId: id, name: 'Lathe' }))
    await client.waitFor('desks:changed', ({ desks }) => desks.some(({ name }) => name === 'Lathe'))
    const { knock } = await openKnock(server)
    expect(unwrap(await client.send('admit', { knockId: knock.id })).desk).toEqual(renamed)
    // It still calls itself by its old name when it connects again; a name that it changes itself counts.
    const again = await openDesk(server, { id, key, name: 'Tablet' })
    expect((await again.waitFor('snapshot')).desks).toContainEqual(renamed)
    const own = await openDesk(server, { id, key, name: 'My own' })
    expect((await own.waitFor('snapshot')).desks).toContainEqual({ id, name: 'My own' })
    // One that nobody has named calls itself nothing.
    const unnamed = await openDesk(server, { id, key, name: '' })
    expect((await unnamed.waitFor('snapshot')).desks).toContainEqual({ id, name: 'My own' })
    expect(await desk.send('desks:rename', { deskId: parseDeskId('never'), name: 'x' })).toMatchObject({
      code: 'not-found',
    })
  })

  it('is told apart from those that came with the same name', async () => {
    const server = await start()
    const desk = await openDesk(server)
    const first = await pairAt(desk)
    const second = await pairAt(desk)
    expect(await listed(desk, first.deskId)).toMatchObject({ name: 'Tablet' })
    expect(await listed(desk, second.deskId)).toMatchObject({ name: 'Tablet 2' })
    const client = await openDesk(server, { id: second.deskId, key: second.key, name: 'Tablet' })
    expect((await client.waitFor('snapshot')).desks).toContainEqual({ id: second.deskId, name: 'Tablet 2' })
  })

  it('stays paired, and a revoked one stays out, over a restart of the server', async () => {
    const dataFolder = await makeFolder()
    try {
      const first = await start({ dataFolder })
      const desk = await openDesk(first)
      const { id, key } = await openPaired(first, desk)
      const unused = await makeCode(desk)
      await servers.pop()?.dispose()
      const second = await start({ dataFolder })
      expect(await handshake(second, { id, key })).toBeNull()
      expect((await pair(second, unused)).status).toBe(403)
      unwrap(await (await openDesk(second)).send('desks:revoke', { deskId: id }))
      await servers.pop()?.dispose()
      expect(await handshake(await start({ dataFolder }), { id, key })).toMatchObject({ code: 'unauthorised' })
    } finally {
      await rm(dataFolder, { recursive: true, force: true })
    }
  })
})

describe('putting everybody out', () => {
  it('ends every other desk at once, its calls and all unused links; a new start lets in again', async () => {
    const dataFolder = await makeFolder()
    try {
      const server = await start({ dataFolder })
      const desk = await openDesk(server)
      const { client, id, key } = await openPaired(server, desk)
      const second = await openDesk(server, { id: 'second' })
      const [code, closed] = [await makeCode(desk), client.waitForDisconnect()]
      const { visitor, knock } = await openKnock(server)
      unwrap(await client.send('admit', { knockId: knock.id }))

      expect(unwrap(await desk.send('desks:put-out', null))).toEqual({ putOut: 2 })
      expect(await closed).toBe('io server disconnect')
      await second.waitForDisconnect()
      await visitor.waitFor('knock:changed', ({ phase }) => phase.kind === 'ended')
      expect(await handshake(server, { id, key })).toMatchObject({ code: 'unauthorised' })
      expect((await pair(server, code)).status).toBe(403)
      await expect(pairByLink(server.deskUrl)).rejects.toThrow('unauthorised')
      expect(desk.isConnected()).toBe(true)

      await servers.pop()?.dispose()
      const again = await start({ dataFolder })
      const paired = await pairByLink(again.deskUrl)
      expect(await handshake(again, { id: paired.deskId, key: paired.key })).toBeNull()
      expect(await handshake(again, { id, key })).toMatchObject({ code: 'unauthorised' })
    } finally {
      await rm(dataFolder, { recursive: true, force: true })
    }
  })
})
