/** Whatever the server, the devices and a person do, in any order: what must always hold. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Call } from '../../src-shared/call.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import { createDesk } from '../../src-desk/desk.ts'
import { createFakeDeskPorts } from '../fakes/fake-desk-ports.ts'
import {
  callId,
  denial,
  held,
  knockId,
  makeCall,
  makeKnock,
  makeSnapshot,
  nowMs,
  otherDesk,
  roomThatIs,
  self,
  target,
  waitingSince,
} from './desk-data.ts'

const knockNames = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const
const callNames = ['x', 'y'] as const

const knock = fc
  .record({
    id: fc.constantFrom(...knockNames),
    isHeld: fc.boolean(),
    isDenied: fc.boolean(),
    visitorLink: fc.constantFrom('connected' as const, 'lost' as const),
  })
  .map(({ id, isHeld, isDenied, visitorLink }) =>
    makeKnock(id, {
      visitorLink,
      phase: isHeld ? held : waitingSince(nowMs),
      denial: isDenied ? denial : null,
      knockedAtMs: id.charCodeAt(0),
    }),
  )
const call = fc
  .record({ id: fc.constantFrom(...callNames), isOwn: fc.boolean() })
  .map(({ id, isOwn }) => makeCall(id, { desk: isOwn ? self : otherDesk }))
const uniqueKnocks = fc.uniqueArray(knock, { selector: ({ id }) => id })
const uniqueCalls = fc.uniqueArray(call, { selector: ({ id }) => id })

/** What the world does. `isOld` repeats a fact at the snapshot's revision, which is old news. */
const event = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('knock:changed' as const), knock, isOld: fc.boolean() }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('knock:ended' as const),
      id: fc.constantFrom(...knockNames),
      isOld: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('call:changed' as const), call, isOld: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('call:ended' as const),
      id: fc.constantFrom(...callNames),
      isOld: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('snapshot' as const), knocks: uniqueKnocks, calls: uniqueCalls }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('disconnected' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('displaced' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('presence' as const), isClosed: fc.boolean() }) },
)
type Event = typeof event extends fc.Arbitrary<infer T> ? T : never

/** The simplest desk that can be right. */
function createModel() {
  const knocks = new Map<string, DeskKnock>()
  const calls = new Map<string, Call>()
  let isOnline = false
  let isClosed = false
  const callingIds = (): readonly string[] =>
    [...knocks.values()].flatMap(({ id, phase, denial: denied, visitorLink }) =>
      phase.kind === 'waiting' && denied === null && visitorLink === 'connected' ? [id] : [],
    )

  return {
    apply(step: Event): void {
      if ('isOld' in step && step.isOld) return
      switch (step.kind) {
        case 'knock:changed':
          knocks.set(step.knock.id, step.knock)
          break
        case 'knock:ended':
          knocks.delete(step.id)
          break
        case 'call:changed':
          calls.set(step.call.id, step.call)
          break
        case 'call:ended':
          calls.delete(step.id)
          break
        case 'snapshot':
          isOnline = true
          isClosed = false
          knocks.clear()
          calls.clear()
          for (const each of step.knocks) knocks.set(each.id, each)
          for (const each of step.calls) calls.set(each.id, each)
          break
        case 'presence':
          isClosed = step.isClosed
          break
        case 'disconnected':
        case 'displaced':
          isOnline = false
          break
        default:
          step satisfies never
      }
    },
    knocks: () => [...knocks.values()].sort((a, b) => a.knockedAtMs - b.knockedAtMs),
    calls: () => [...calls.values()].sort((a, b) => (a.id < b.id ? -1 : 1)),
    isOnline: () => isOnline,
    isInCall: () => [...calls.values()].some((each) => each.desk.id === self.id),
    callingIds,
    isDenying: () => isOnline && [...knocks.values()].some((each) => each.denial !== null),
    isCalling: () => isOnline && callingIds().length > 0,
    isClosed: () => isClosed,
  }
}

function startDesk() {
  const ports = createFakeDeskPorts()
  const desk = createDesk({ id: self.id, defaultName: self.name, ports })
  desk.connect(target)
  const revision = 100
  const tell = (step: Event): void => {
    const at = { revision: 'isOld' in step && step.isOld ? revision : revision + 1 }
    switch (step.kind) {
      case 'knock:changed':
        return ports.room.tell({ kind: step.kind, payload: { ...at, knock: step.knock } })
      case 'knock:ended':
        return ports.room.tell({
          kind: step.kind,
          payload: { ...at, knockId: knockId(step.id), end: { kind: 'withdrawn' } },
        })
      case 'call:changed':
        return ports.room.tell({ kind: step.kind, payload: { ...at, call: step.call } })
      case 'call:ended':
        return ports.room.tell({
          kind: step.kind,
          payload: { ...at, callId: callId(step.id), reason: 'visitor-left' },
        })
      case 'snapshot': {
        const { knocks, calls } = step
        return ports.room.tell({ kind: step.kind, payload: makeSnapshot({ revision, knocks, calls }) })
      }
      case 'presence': {
        const presence = step.isClosed ? 'closed' : 'open'
        return ports.room.tell({ kind: 'room:changed', payload: { ...at, room: roomThatIs(presence) } })
      }
      case 'disconnected':
      case 'displaced':
        return ports.room.tell({ kind: step.kind })
      default:
        step satisfies never
    }
  }
  const model = createModel()
  /** Ids are never used again: a knock that ended, or that a snapshot did not hold any more, stays away. */
  const over = new Set<string>()
  const possible = (step: Event): Event | null => {
    if (step.kind === 'knock:changed') return over.has(step.knock.id) ? null : step
    return step.kind === 'snapshot' ? { ...step, knocks: step.knocks.filter(({ id }) => !over.has(id)) } : step
  }
  const run = (wanted: Event): void => {
    const step = possible(wanted)
    if (!step) return
    const before = model.knocks()
    tell(step)
    model.apply(step)
    const open = new Set(model.knocks().map(({ id }) => id))
    for (const { id } of before) if (!open.has(id)) over.add(id)
  }
  run({ kind: 'snapshot', knocks: [], calls: [] })
  return { desk, ports, model, run }
}

function always(check: (world: ReturnType<typeof startDesk>) => void): void {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (steps) => {
      const world = startDesk()
      for (const step of steps) {
        world.run(step)
        check(world)
      }
      world.desk.dispose()
    }),
    { numRuns: 3000 },
  )
}

describe('after any facts', () => {
  it('the desk sees what a plain model sees', () => {
    always(({ desk, model }) => {
      const { knocks, calls } = desk.getState()
      expect(knocks).toEqual(model.knocks())
      expect(calls.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(model.calls())
    })
  })

  it('it rings exactly while somebody waits whom it can let in', () => {
    always(({ ports, model }) => {
      const shouldRing = model.isCalling() && !model.isInCall() && !model.isClosed()
      expect(ports.ringer.order.kind === 'ring').toBe(shouldRing)
      expect(ports.card.isVisible).toBe((model.isCalling() || model.isDenying()) && !model.isInCall())
    })
  })

  it('it makes no sound at all when nobody waits any more and nobody entered', () => {
    always(({ ports, model }) => {
      if (!model.isCalling() && !model.isInCall()) expect(ports.ringer.order.kind).toBe('silence')
    })
  })

  it('no chime is repeated, and none sounds outside a call', () => {
    always(({ ports, model }) => {
      const sequences = ports.ringer.orders.flatMap((order) => (order.kind === 'chime' ? [order.sequence] : []))
      expect(new Set(sequences).size).toBe(sequences.length)
      if (ports.ringer.order.kind === 'chime') expect(model.isInCall()).toBe(true)
    })
  })

  it('each knock that calls was alerted of, and none twice', () => {
    always(({ ports, model }) => {
      const shown = ports.alerts.shown.map((alert) => alert.knockId)
      expect(new Set(shown).size).toBe(shown.length)
      if (model.isOnline()) expect(shown).toEqual(expect.arrayContaining([...model.callingIds()]))
    })
  })

  it('an alert is cleared once its knock waits no more, and not before', () => {
    always(({ ports, model }) => {
      const waiting = new Set<string>(
        model.knocks().flatMap((each) => (each.phase.kind === 'waiting' && each.denial === null ? [each.id] : [])),
      )
      const { shown, cleared } = ports.alerts
      expect(new Set(cleared).size).toBe(cleared.length)
      for (const { knockId: id } of shown) if (!waiting.has(id)) expect(cleared).toContain(id)
    })
  })
})
