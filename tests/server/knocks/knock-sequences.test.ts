/** Whatever happens in whatever order: the promises that hold for every sequence of commands. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createKnockBook, type KnockBook } from '../../../src-server/knocks/knock-book.ts'
import { isOpen, type KnockRecord } from '../../../src-server/knocks/knock-record.ts'
import { toKnockEnd } from '../../../src-server/knocks/knock-views.ts'
import { defaultPolicy } from '../../../src-server/policy.ts'
import { createKnockStore } from '../../../src-server/knocks/knock-store.ts'
import { createRoomStore } from '../../../src-server/room/room-store.ts'
import { createVisitStore } from '../../../src-server/visits/visit-store.ts'
import { toVisit } from '../../../src-server/knocks/knock-views.ts'
import { openDatabaseAt } from '../../../src-server/database/database.ts'
import { makeCallId, makeKnockId } from '../../../src-server/room/secrets.ts'
import type { KnockId } from '../../../src-shared/ids.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import type { KnockEnd } from '../../../src-shared/knock.ts'
import { anyVisit, type Visit } from '../../../src-shared/visit.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { setAsideOf } from '../../support/set-aside-of.ts'
import { parseDeskId, parseRoomAddress } from '../../support/room-client.ts'

const room = parseRoomAddress('front-desk')
const desks = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id: parseDeskId(id), name: id }))
const visitors = ['v1', 'v2', 'v3', 'v4']

/** What the model knows of a visitor's last knock: its id, and its outcome once a command was acknowledged. */
type Known = {
  readonly id: KnockId
  readonly end: KnockEnd | null
  readonly admittedBy: string | null
  readonly wasHeld: boolean
}
type Model = Map<string, Known>

/** The real book on the real store, with a clock that is turned by hand, restarted at will. */
type World = {
  readonly clock: FakeClock
  /** The present book; another one after a restart. */
  readonly book: () => KnockBook
  readonly restart: () => void
  readonly find: (id: KnockId) => KnockRecord
  /** The visit log as it is on the disk. */
  readonly listVisits: () => readonly Visit[]
  /** Every knock there ever was. */
  readonly knocked: Set<KnockId>
  /** Every outcome that was told, by knock. */
  readonly outcomes: ReadonlyMap<KnockId, readonly KnockEnd[]>
}

function createWorld(): World {
  const clock = createFakeClock()
  const database = openDatabaseAt(':memory:')
  const store = createKnockStore(database, room, setAsideOf(database))
  const visitStore = createVisitStore(database, room, setAsideOf(database))
  const outcomes = new Map<KnockId, readonly KnockEnd[]>()
  const knocked = new Set<KnockId>()
  const text = { ja: '', en: '' }
  const profile = { company: text, phone: '', greeting: text }
  createRoomStore(database, setAsideOf(database)).save({
    address: room,
    profile,
    presenceSetting: { kind: 'automatic' },
    rules: defaultRoomRules,
  })
  let book = open()
  return {
    clock,
    outcomes,
    knocked,
    listVisits: () => visitStore.list({ ...anyVisit, beforeMs: null, limit: 1_000 }).map((record) => toVisit(record)!),
    book: () => book,
    restart() {
      book.dispose()
      book = open()
    },
    find(id) {
      const record = book.find(id)
      if (!record) throw new Error('A knock was forgotten.')
      return record
    },
  }

  function open(): KnockBook {
    return createKnockBook({
      store,
      clock,
      policy: defaultPolicy,
      onChanged: watch,
      onFault: (cause) => {
        throw cause
      },
    })
  }

  function watch(before: KnockRecord | null, after: KnockRecord): void {
    const end = toKnockEnd(after.phase)
    if (end && (!before || toKnockEnd(before.phase) === null)) {
      outcomes.set(after.id, [...(outcomes.get(after.id) ?? []), end])
    }
    if (after.phase.kind === 'in-call') {
      expect(before && (isOpen(before.phase) || before.phase.kind === 'in-call')).toBe(true)
    }
  }
}

type Step = { readonly name: string; readonly run: (world: World, model: Model) => void }

function checkPromises(world: World, model: Model): void {
  const lines = world.listVisits().map(({ id }) => id)
  expect(lines.toSorted(), 'each knock with an outcome is one line of the visit log, and no other is').toEqual(
    [...world.outcomes.keys()].toSorted(),
  )
  for (const [id, ends] of world.outcomes) {
    expect(ends, 'one outcome per knock').toHaveLength(1)
    expect(toKnockEnd(world.find(id).phase), 'the first decision wins').toEqual(ends[0])
  }
  for (const known of model.values()) {
    const record = world.find(known.id)
    if (known.end) expect(toKnockEnd(record.phase), 'an acknowledged outcome stays').toEqual(known.end)
    if (!isOpen(record.phase)) expect(record.denial, 'only what is open can be undone').toBeNull()
    if (record.phase.kind === 'in-call') {
      expect(known.admittedBy, 'nobody is in a call without admission').toBe(record.phase.by.id)
    }
    const isRunning = record.phase.kind !== 'over'
    expect(
      world
        .book()
        .listRunning()
        .some(({ id }) => id === known.id),
      'what runs is listed, and nothing else',
    ).toBe(isRunning)
  }
  const owners = world
    .book()
    .listRunning()
    .flatMap(({ phase }) => (phase.kind === 'in-call' ? [phase.by.id] : []))
  expect(new Set(owners).size, 'a desk is in one call at most').toBe(owners.length)
}

const aVisitor = fc.constantFrom(...visitors)
const aDesk = fc.constantFrom(...desks)

const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: aVisitor.map(knock) },
  { weight: 4, arbitrary: fc.tuple(aVisitor, aDesk).map(([visitor, desk]) => admit(visitor, desk)) },
  fc.tuple(aVisitor, aDesk).map(([visitor, desk]) => deny(visitor, desk)),
  fc.tuple(aVisitor, aDesk).map(([visitor, desk]) =>
    step(`${desk.id} holds ${visitor}`, visitor, (world, known, model) => {
      const untilMs = world.clock.now() + defaultPolicy.holdMs
      const result = world.book().decide(known.id, { kind: 'hold', by: desk, message: null, untilMs })
      if (result.kind === 'ok') model.set(visitor, { ...known, wasHeld: true })
    }),
  ),
  fc.tuple(aVisitor, aDesk).map(([visitor, desk]) =>
    step(`${desk.id} denies ${visitor}, undoably`, visitor, (world, known, model) => {
      const untilMs = world.clock.now() + defaultPolicy.undoDenialMs
      const denial = { by: desk, message: null, promisesCall: false, untilMs }
      const result = world.book().decide(known.id, { kind: 'begin-denial', ...denial })
      const { phase } = world.find(known.id)
      // Repeated after its end it is the denial that was.
      if (result.kind === 'ok' && !isOpen(phase)) model.set(visitor, { ...known, end: toKnockEnd(phase) })
    }),
  ),
  aVisitor.map((visitor) =>
    step(`${visitor} is denied no more`, visitor, (world, known) => {
      const result = world.book().decide(known.id, { kind: 'undo-denial' })
      expect(result.kind === 'ok').toBe(isOpen(world.find(known.id).phase))
      expect(world.find(known.id).denial).toBeNull()
    }),
  ),
  aVisitor.map(withdraw),
  aVisitor.map((visitor) =>
    step(`${visitor} asks to be phoned`, visitor, (world, known) => {
      const request = { name: visitor, company: '', phone: '0312345678', about: '', when: '' }
      world.book().decide(known.id, { kind: 'call-back', request })
      expect(world.find(known.id).followUp).toMatchObject({ kind: 'open', request })
    }),
  ),
  fc.tuple(aVisitor, aDesk).map(([visitor, by]) =>
    step(`${by.id} is done with ${visitor}`, visitor, (world, known) => {
      world.book().decide(known.id, { kind: 'follow-up-done', by, note: '' })
    }),
  ),
  fc.tuple(aVisitor, fc.constantFrom('desk' as const, 'visitor' as const)).map(([visitor, from]) =>
    step(`${from} hears in the call of ${visitor}`, visitor, (world, known) => {
      world.book().decide(known.id, { kind: 'hear', from })
    }),
  ),
  ...(['leave', 'visitor-lost', 'visitor-connected', 'desk-lost', 'desk-connected'] as const).map((kind) =>
    aVisitor.map((visitor) =>
      step(`${kind} ${visitor}`, visitor, (world, known) => void world.book().decide(known.id, { kind })),
    ),
  ),
  fc.tuple(aVisitor, aDesk).map(([visitor, desk]) =>
    step(`${desk.id} hangs up ${visitor}`, visitor, (world, known) => {
      world.book().decide(known.id, { kind: 'hang-up', by: desk.id })
    }),
  ),
  fc.constantFrom(1, 5_000, 30_000, 60_000, 90_000, 120_000, 7_200_000).map((byMs) => ({
    name: `${byMs} ms pass`,
    run: (world: World) => world.clock.advance(byMs),
  })),
  fc.constant({ name: 'restart', run: restart }),
)

function step(name: string, visitor: string, run: (world: World, known: Known, model: Model) => void): Step {
  return {
    name,
    run: (world, model) => {
      const known = model.get(visitor)
      if (known) run(world, known, model)
    },
  }
}

function knock(visitor: string): Step {
  return {
    name: `${visitor} knocks`,
    run: (world, model) => {
      const known = model.get(visitor)
      if (known && world.find(known.id).phase.kind !== 'over') return
      const id = makeKnockId()
      const added = world.book().add({ id, tokenHash: id, name: visitor, language: 'ja', source: null })
      expect(added.kind).toBe('ok')
      world.knocked.add(id)
      model.set(visitor, { id, end: null, admittedBy: null, wasHeld: false })
    },
  }
}

function admit(visitor: string, by: (typeof desks)[number]): Step {
  return step(`${by.id} admits ${visitor}`, visitor, (world, known, model) => {
    const isDeskInCall = world.book().isDeskInCall(by.id)
    const wasOpen = isOpen(world.find(known.id).phase)
    const result = world.book().decide(known.id, { kind: 'admit', by, callId: makeCallId(), isDeskInCall })
    expect(result.kind === 'ok').toBe((wasOpen && !isDeskInCall) || isCallOf(world.find(known.id), by.id))
    if (result.kind === 'ok') model.set(visitor, { ...known, end: endOf(world, known), admittedBy: by.id })
  })
}

function deny(visitor: string, by: (typeof desks)[number]): Step {
  return step(`${by.id} denies ${visitor}`, visitor, (world, known, model) => {
    const result = world.book().decide(known.id, { kind: 'deny', by, message: null, promisesCall: false })
    if (result.kind === 'ok') model.set(visitor, { ...known, end: { kind: 'denied', by, message: null } })
  })
}

function withdraw(visitor: string): Step {
  return step(`${visitor} withdraws`, visitor, (world, known, model) => {
    const wasNoticed = known.wasHeld || world.find(known.id).denial !== null
    const result = world.book().decide(known.id, { kind: 'withdraw' })
    const end: KnockEnd = { kind: 'withdrawn', ...(wasNoticed && { wasHeld: true }) }
    // Told again it is the end that it was.
    if (result.kind === 'ok' && known.end === null) model.set(visitor, { ...known, end })
  })
}

function restart(world: World): void {
  const before = world.book().listRunning()
  world.restart()
  const nowMs = world.clock.now()
  const asLost = (record: KnockRecord): KnockRecord => ({
    ...record,
    visitorLostAtMs: nowMs,
    phase: record.phase.kind === 'in-call' ? { ...record.phase, deskLostAtMs: nowMs } : record.phase,
  })
  expect(world.book().listRunning(), 'a restart forgets nothing but the links').toEqual(before.map(asLost))
}

function isCallOf(record: KnockRecord, desk: string): boolean {
  return record.phase.kind === 'in-call' && record.phase.by.id === desk
}

function endOf(world: World, known: Known): KnockEnd | null {
  return toKnockEnd(world.find(known.id).phase)
}

describe('any sequence of commands, lost links, time and restarts', () => {
  it('keeps every promise after every step', () => {
    fc.assert(
      fc.property(fc.array(steps, { minLength: 1, maxLength: 60, size: 'max' }), (sequence) => {
        const world = createWorld()
        const model: Model = new Map()
        for (const { run } of sequence) {
          run(world, model)
          checkPromises(world, model)
        }
        world.book().dispose()
      }),
      { numRuns: 150 },
    )
  })

  it('leaves nothing running in the end, when everybody goes away', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30, size: 'max' }), (sequence) => {
        const world = createWorld()
        const model: Model = new Map()
        for (const { run } of sequence) run(world, model)
        world.restart()
        world.clock.advance(Math.max(defaultPolicy.knockGraceMs, defaultPolicy.bothInCallGraceMs))
        expect(world.book().listRunning()).toEqual([])
        expect(world.clock.pending).toBe(0)
        const lines = world.listVisits()
        expect(lines.map(({ id }) => id).toSorted(), 'one line per knock').toEqual([...world.knocked].toSorted())
        for (const { end, followUp } of lines) {
          const isInVain = end.kind === 'withdrawn' || end.kind === 'expired'
          if (isInVain) expect(followUp.kind, 'nobody who went in vain is forgotten').not.toBe('none')
          if (end.kind === 'not-knocked') throw new Error('Everybody has knocked.')
        }
        world.book().dispose()
      }),
      { numRuns: 60 },
    )
  })
})
