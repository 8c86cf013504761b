import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AuditAct, AuditEntry } from '../../../src-shared/audit.ts'
import type { DeskId, DeskKey } from '../../../src-shared/ids.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import type { RoomServer } from '../../../src-server/start/room-server.ts'
import { pairAt, pairByLink, useLink } from '../../support/pair-by-link.ts'
import { openDesk, openKnock, parseDeskId, unwrap, type DeskClient } from '../../support/room-client.ts'
import { startServer } from '../../support/start-server.ts'

let server: RoomServer
let owner: DeskClient
let plain: DeskClient
let plainId: DeskId
let plainKey: DeskKey

beforeEach(async () => {
  server = await startServer()
  owner = await openDesk(server, { id: 'owner', name: 'Office' })
  const { deskId, key } = await pairAt(owner)
  plainId = deskId
  plainKey = key
  plain = await openDesk(server, { id: deskId, key, name: 'Tablet' })
})
afterEach(() => server.dispose())

const setRole = (by: DeskClient, deskId: DeskId, role: 'owner' | 'desk') => by.send('desks:set-role', { deskId, role })

describe('a desk’s role', () => {
  it('is an owner’s with the link of a start, and a plain one with a desk’s', async () => {
    const started = await pairByLink(server.deskUrl)
    const first = await openDesk(server, { id: started.deskId, key: started.key })
    expect((await first.waitFor('snapshot')).role).toBe('owner')
    expect((await plain.waitFor('snapshot')).role).toBe('desk')
    const roles = unwrap(await plain.send('desks:list', null)).map(({ id, role }) => [id, role])
    expect(roles).toEqual(
      expect.arrayContaining([
        ['owner', 'owner'],
        [plainId, 'desk'],
      ]),
    )
  })

  it('changes at once, both ways, and the desk is told', async () => {
    const rules = { ...defaultRoomRules, retentionDays: 30 }
    expect(await plain.send('rules:set', rules)).toMatchObject({ kind: 'failed', code: 'owners-only' })
    unwrap(await setRole(owner, plainId, 'owner'))
    expect((await plain.waitFor('role:changed')).role).toBe('owner')
    unwrap(await plain.send('rules:set', rules))
    unwrap(await setRole(plain, plainId, 'desk'))
    expect(await plain.send('rules:set', rules)).toMatchObject({ code: 'owners-only' })
    expect(await setRole(owner, parseDeskId('never'), 'owner')).toMatchObject({ code: 'not-found' })
  })

  it('lets a plain desk do the day’s work', async () => {
    const { knock } = await openKnock(server)
    unwrap(await plain.send('hold', { knockId: knock.id, message: null }))
    const call = unwrap(await plain.send('admit', { knockId: knock.id }))
    unwrap(await plain.send('hang-up', { callId: call.id }))
    unwrap(await plain.send('presence:set', { kind: 'manual', presence: 'away', untilMs: null }))
  })

  it('never leaves a room without an owner', async () => {
    expect(await setRole(owner, parseDeskId('owner'), 'desk')).toMatchObject({ code: 'last-owner' })
    expect(await owner.send('desks:revoke', { deskId: parseDeskId('owner') })).toMatchObject({ code: 'last-owner' })
    unwrap(await setRole(owner, plainId, 'owner'))
    unwrap(await setRole(owner, parseDeskId('owner'), 'desk'))
    expect(await plain.send('desks:revoke', { deskId: plainId })).toMatchObject({ code: 'last-owner' })
    expect(await owner.send('desks:put-out', null)).toMatchObject({ code: 'owners-only' })
  })
})

describe('what was done', () => {
  const list = async (): Promise<readonly AuditEntry[]> => unwrap(await owner.send('audit:list', null))
  const actsOf = (entries: readonly AuditEntry[]): readonly AuditAct['kind'][] => entries.map(({ act }) => act.kind)

  it('is kept with who and when, newest first, for owners alone', async () => {
    unwrap(await owner.send('rules:set', { ...defaultRoomRules, retentionDays: 30 }))
    unwrap(await setRole(owner, plainId, 'owner'))
    unwrap(await owner.send('desks:rename', { deskId: plainId, name: 'Lathe' }))
    unwrap(await owner.send('call-outs:set', []))
    unwrap(await owner.send('desks:revoke', { deskId: plainId }))
    await pairByLink(server.deskUrl, 'Stranger')
    const entries = await list()
    expect(actsOf(entries)).toEqual([
      'paired',
      'revoked',
      'call-outs-set',
      'renamed',
      'role-set',
      'rules-set',
      'paired',
    ])
    expect(entries[0]).toMatchObject({ by: null, act: { desk: { name: 'Stranger' } } })
    expect(entries[1]).toMatchObject({ by: { id: 'owner', name: 'Office' }, act: { desk: { name: 'Lathe' } } })
    expect(entries.at(-1)).toMatchObject({ by: { id: 'owner' }, act: { desk: { id: plainId, name: 'Tablet' } } })
    expect(entries.every(({ atMs }) => Math.abs(atMs - Date.now()) < 60_000)).toBe(true)
  })

  it('tells of a desk that calls itself otherwise, once, with both names, and not of its first', async () => {
    const renamed = await openDesk(server, { id: plainId, key: plainKey, name: 'Grinding' })
    await renamed.waitFor('snapshot')
    await openDesk(server, { id: plainId, key: plainKey, name: 'Grinding' })
    const entries = await list()
    expect(actsOf(entries)).toEqual(['named-itself', 'paired'])
    expect(entries[0]).toMatchObject({
      by: { id: plainId, name: 'Tablet' },
      act: { kind: 'named-itself', desk: { id: plainId, name: 'Grinding' } },
    })
  })

  it('tells of links, blocks and devices that were not let in, by whom, and of no visitor', async () => {
    await useLink(unwrap(await owner.send('pairing:create', null)).url, 'Stranger')
    const { newcomers } = await owner.waitFor('newcomers:changed', (fact) => fact.newcomers[0]?.name === 'Stranger')
    unwrap(await owner.send('newcomer:answer', { newcomerId: newcomers[0]!.id, isLetIn: false }))
    expect((await list())[0]).toMatchObject({
      by: { id: 'owner' },
      act: { kind: 'newcomer-refused', name: 'Stranger' },
    })

    // Blocks take visitors who can be told apart: those who come through a proxy.
    await server.dispose()
    server = await startServer({ trustedProxies: ['127.0.0.1'] })
    owner = await openDesk(server, { id: 'owner' })
    const other = await openDesk(server, { id: 'other' })
    const { knock } = await openKnock(server, { name: 'Sato', from: '203.0.113.7' })
    const { untilMs } = unwrap(await other.send('sources:block', { knockId: knock.id, message: null, span: 'hour' }))
    const [block] = unwrap(await other.send('sources:blocks', null))
    unwrap(await owner.send('sources:unblock', { source: block!.source }))
    const { expiresAtMs } = unwrap(await other.send('invitation:create', { knockId: knock.id, validForMs: 3_600_000 }))
    const [link] = unwrap(await owner.send('invitations:list', null))
    unwrap(await owner.send('invitations:revoke', { invitationId: link!.id }))
    expect(await owner.send('invitations:revoke', { invitationId: link!.id })).toMatchObject({ code: 'not-found' })
    const entries = await list()
    expect(entries.map(({ by, act }) => [by?.id, act])).toEqual([
      ['owner', { kind: 'invitation-revoked' }],
      ['other', { kind: 'invitation-made', untilMs: expiresAtMs }],
      ['owner', { kind: 'block-lifted' }],
      ['other', { kind: 'block-made', untilMs }],
    ])
    expect(JSON.stringify(entries)).not.toContain('Sato')
  })

  it('holds nothing of what was not done', async () => {
    const before = await list()
    expect(await plain.send('audit:list', null)).toMatchObject({ code: 'owners-only' })
    expect(await setRole(owner, parseDeskId('owner'), 'desk')).toMatchObject({ code: 'last-owner' })
    expect(await list()).toEqual(before)
  })
})
