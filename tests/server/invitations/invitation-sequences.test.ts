/** Whatever pages, desks and time do with links, in whatever order: what a link is good for, against a plain model. */
import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { openDatabaseAt } from '../../../src-server/database/database.ts'
import { createInvitationStore } from '../../../src-server/invitations/invitation-store.ts'
import { createInvitations } from '../../../src-server/invitations/invitations.ts'
import { createKnockBook } from '../../../src-server/knocks/knock-book.ts'
import { isOpen } from '../../../src-server/knocks/knock-record.ts'
import { createKnockStore } from '../../../src-server/knocks/knock-store.ts'
import { toKnockEnd } from '../../../src-server/knocks/knock-views.ts'
import { defaultPolicy } from '../../../src-server/policy.ts'
import { createRoomStore } from '../../../src-server/room/room-store.ts'
import { makeCallId, makeKnockId } from '../../../src-server/room/secrets.ts'
import type { DeskId, InvitationId, KnockId } from '../../../src-shared/ids.ts'
import type { InvitationState, InvitationToken } from '../../../src-shared/invitation.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import { createFakeClock } from '../../fakes/fake-clock.ts'
import { parseDeskId, parseRoomAddress, unwrap } from '../../support/room-client.ts'
import { setAsideOf } from '../../support/set-aside-of.ts'

const room = parseRoomAddress('front-desk')
const desks = [
  { id: parseDeskId('a'), name: 'a' },
  { id: parseDeskId('b'), name: 'b' },
] as const
const validForMs = 3_600_000

/** What a plain model knows of a link; the rest follows from the knocks that came with it. */
type Link = {
  readonly id: InvitationId
  readonly token: InvitationToken
  readonly by: DeskId
  readonly endsAtMs: number
  isTakenBack: boolean
  readonly knocks: KnockId[]
}

function createWorld() {
  const clock = createFakeClock()
  const database = openDatabaseAt(':memory:')
  const text = { ja: '', en: '' }
  const setAside = setAsideOf(database)
  createRoomStore(database, setAside).save({
    address: room,
    profile: { company: text, phone: '', greeting: text },
    presenceSetting: { kind: 'automatic' },
    rules: defaultRoomRules,
  })
  /** Whom a person has let in. */
  const admitted = new Set<KnockId>()
  const book = createKnockBook({
    store: createKnockStore(database, room, setAside),
    clock,
    policy: defaultPolicy,
    onChanged(_before, after) {
      if (after.phase.kind === 'in-call') expect(admitted.has(after.id), 'in a call whom nobody let in').toBe(true)
    },
    onFault(cause) {
      throw cause
    },
  })
  const invitations = createInvitations({
    store: createInvitationStore(database, room, setAside),
    book,
    clock,
    getRetentionDays: () => defaultRoomRules.retentionDays,
    onFault(cause) {
      throw cause
    },
    onTakenBack: () => undefined,
  })
  const source = book.addUnknocked({ id: makeKnockId(), language: 'ja', source: null, openedAtMs: clock.now() })
  return { clock, book, invitations, admitted, source, links: [] as Link[], knocks: [] as KnockId[] }
}

type World = ReturnType<typeof createWorld>

const pick = <T>(all: readonly T[], index: number): T | undefined => all[index % Math.max(all.length, 1)]

function isGone(link: Link, { clock }: World): boolean {
  return link.isTakenBack || link.endsAtMs <= clock.now()
}

/** What the rules in plain words make of a link. */
function expectedState(link: Link, world: World): InvitationState {
  if (isGone(link, world)) return { kind: 'gone' }
  const phases = link.knocks.map((id) => world.book.find(id)?.phase)
  const isTaken = phases.some((phase) => phase && (isOpen(phase) || toKnockEnd(phase)?.kind === 'admitted'))
  return isTaken ? { kind: 'used' } : { kind: 'good', expiresAtMs: link.endsAtMs }
}

type Step = (world: World, index: number) => void

function decide(kind: 'withdraw' | 'leave'): Step {
  return ({ book, knocks }, index) => {
    const id = pick(knocks, index)
    if (id) book.decide(id, { kind })
  }
}

const steps = {
  invite(world, index) {
    const { invitations, source, links } = world
    const by = pick(desks, index) ?? desks[0]
    const known = new Set(invitations.list().map(({ id }) => id))
    const { token, expiresAtMs: endsAtMs } = unwrap(invitations.create(by, { knockId: source.id, validForMs }))
    const id = invitations.list().find((entry) => !known.has(entry.id))?.id
    if (id) links.push({ id, token, by: by.id, endsAtMs, isTakenBack: false, knocks: [] })
  },
  come(world, index) {
    const link = pick(world.links, index)
    if (!link) return
    const expected = { good: 'ok', used: 'wrong-state', gone: 'not-found' }[expectedState(link, world).kind]
    const id = makeKnockId()
    const result = world.invitations.knock({ id, tokenHash: id, name: '', language: 'ja', source: null }, link.token)
    expect(result.kind === 'ok' ? 'ok' : result.code).toBe(expected)
    if (result.kind === 'failed') return
    expect(result.value).toMatchObject({ invitedBy: { id: link.by }, phase: { kind: 'waiting' } })
    link.knocks.push(id)
    world.knocks.push(id)
  },
  admit({ book, knocks, admitted }, index) {
    const id = pick(knocks, index)
    const by = pick(desks, index) ?? desks[0]
    if (!id) return
    admitted.add(id)
    book.decide(id, { kind: 'admit', by, callId: makeCallId(), isDeskInCall: book.isDeskInCall(by.id) })
  },
  deny({ book, knocks }, index) {
    const id = pick(knocks, index)
    if (id) book.decide(id, { kind: 'deny', by: desks[0], message: null, promisesCall: false })
  },
  withdraw: decide('withdraw'),
  leave: decide('leave'),
  revoke(world, index) {
    const link = pick(world.links, index)
    if (!link) return
    const result = world.invitations.revoke(link.id)
    expect(result.kind).toBe(link.isTakenBack ? 'failed' : 'ok')
    link.isTakenBack = true
  },
  revokeDesk({ invitations, links }, index) {
    const desk = pick(desks, index) ?? desks[0]
    invitations.revokeAllOf(desk.id)
    for (const link of links) if (link.by === desk.id) link.isTakenBack = true
  },
  wait: ({ clock }) => clock.advance(validForMs / 4),
} satisfies Record<string, Step>

const names = Object.keys(steps) as readonly (keyof typeof steps)[]
const sequence = fc.array(fc.tuple(fc.constantFrom(...names, 'invite', 'come', 'come'), fc.nat(20)), {
  maxLength: 60,
})

it('a link is good exactly while it may be, one knock at a time, and lets nobody in', () => {
  fc.assert(
    fc.property(sequence, (given) => {
      const world = createWorld()
      for (const [name, index] of given) {
        steps[name](world, index)
        for (const link of world.links) {
          expect(world.invitations.look(link.token, null)).toEqual(expectedState(link, world))
          const open = link.knocks.filter((id) => isOpen(world.book.find(id)?.phase ?? fail()))
          expect(open.length, 'one knock at a time').toBeLessThanOrEqual(1)
        }
        const listed = world.links.filter((link) => !isGone(link, world)).map(({ id }) => id)
        expect(
          world.invitations
            .list()
            .map(({ id }) => id)
            .toSorted(),
        ).toEqual(listed.toSorted())
      }
      world.book.dispose()
    }),
    { numRuns: 200 },
  )
}, 60_000)

function fail(): never {
  throw new Error('A knock was forgotten.')
}
