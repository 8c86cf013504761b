/** Several desks at one door: whatever visitors, staff, links and time do, in any order. */
import * as fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { defaultEscalation } from '../../src-shared/escalation.ts'
import { DeskIdSchema } from '../../src-shared/ids.ts'
import { createDesk } from '../../src-desk/desk.ts'
import { createFakeDeskPorts } from '../fakes/fake-desk-ports.ts'
import { settled } from './running-desk.ts'
import { createModelRoom, type ModelRoom } from './model-room.ts'
import { knockId, nowMs, target } from './desk-data.ts'

const deskCount = 3
const knockNames = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const desk = fc.nat({ max: deskCount - 1 })
const name = fc.constantFrom(...knockNames)

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('knock' as const), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('page-away' as const, 'page-back' as const), name }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('admit' as const, 'hold' as const, 'deny' as const, 'undo-deny' as const),
      desk,
      name,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('unhold' as const, 'denial-due' as const), name }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('hang-up' as const), desk }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('disconnect' as const, 'reconnect' as const), desk }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('presence' as const), isClosed: fc.boolean() }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 1, max: 20_000 }) }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

type World = ReturnType<typeof createWorld>

function createWorld() {
  const desks = Array.from({ length: deskCount }, (_, index) => {
    const ports = createFakeDeskPorts()
    const ref = { id: v.parse(DeskIdSchema, `desk-${String(index)}`), name: `Desk ${String(index)}` }
    return { ref, ports, desk: createDesk({ id: ref.id, defaultName: ref.name, ports }) }
  })
  const room: ModelRoom = createModelRoom(() => desks[0]?.ports.clock.now() ?? nowMs)
  for (const each of desks) {
    each.desk.connect({ ...target, deskId: each.ref.id })
    room.connect(each)
  }

  async function run(next: Step): Promise<void> {
    switch (next.kind) {
      case 'knock':
        return room.knock(next.name)
      case 'withdraw':
        return room.withdraw(next.name)
      case 'page-away':
        return room.setLink(next.name, 'lost')
      case 'page-back':
        return room.setLink(next.name, 'connected')
      case 'unhold':
        return room.unhold(next.name)
      case 'denial-due':
        return room.carryOutDenial(next.name)
      case 'presence':
        return room.setClosed(next.isClosed)
      case 'time':
        for (const { ports } of desks) ports.clock.advance(next.ms)
        return
      case 'disconnect':
      case 'reconnect': {
        const each = desks[next.desk]
        if (each) room[next.kind === 'disconnect' ? 'disconnect' : 'connect'](each)
        return
      }
      case 'hang-up': {
        const each = desks[next.desk]
        const call = each?.desk.getState().calls.find((call) => call.desk.id === each.ref.id)
        if (each && call) void each.desk.command({ kind: 'hang-up', callId: call.id })
        return room.answer()
      }
      case 'admit':
      case 'hold':
      case 'deny':
      case 'undo-deny': {
        const { kind } = next
        const known = { knockId: knockId(next.name) }
        const each = desks[next.desk]
        if (!each || !room.isConnected(each)) return
        const rest =
          kind === 'deny' ? { kind, ...known, message: null, promisesCall: false } : { kind, ...known, message: null }
        void each.desk.command(kind === 'admit' || kind === 'undo-deny' ? { kind, ...known } : rest)
        room.answer()
        return settled()
      }
      default:
        next satisfies never
    }
  }

  return { desks, room, run, now: () => desks[0]?.ports.clock.now() ?? nowMs }
}

async function always(check: () => (world: World) => void): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const world = createWorld()
      const look = check()
      look(world)
      for (const next of steps) {
        await world.run(next)
        look(world)
      }
      for (const { desk } of world.desks) desk.dispose()
    }),
    { numRuns: 150 },
  )
}

describe('however several desks answer', () => {
  it('exactly those ring that can help somebody who calls now', async () => {
    await always(() => ({ desks, room }) => {
      for (const each of desks) {
        const should =
          room.callingSinceMs().length > 0 && room.isConnected(each) && !room.isClosed() && !room.isInCall(each)
        expect(each.ports.ringer.order.kind === 'ring').toBe(should)
      }
    })
  })

  it('none sounds or flashes once nobody waits any more', async () => {
    await always(() => ({ desks, room }) => {
      if (room.callingSinceMs().length > 0) return
      for (const { desk, ports } of desks) {
        expect(ports.flash.isFlashing).toBe(false)
        // An alarm may chime.
        const alarms = desk.getState().alarms.filter(({ kind }) => kind === 'server-unreachable')
        if (alarms.length === 0) expect(ports.ringer.order.kind).toBe('silence')
      }
    })
  })

  it('all that ring are equally urgent, by whoever has waited longest', async () => {
    await always(() => ({ desks, room, now }) => {
      const waitedMs = now() - Math.min(...room.callingSinceMs())
      for (const { ports } of desks) {
        const { order } = ports.ringer
        if (order.kind === 'ring') {
          expect(order.volume === 1).toBe(waitedMs >= (defaultEscalation.loudAfterMs ?? Infinity))
          expect(order.alsoOnDefault).toBe(waitedMs >= (defaultEscalation.secondOutputAfterMs ?? Infinity))
        }
        const isDue = order.kind === 'ring' && waitedMs >= (defaultEscalation.flashAfterMs ?? Infinity)
        expect(ports.flash.isFlashing).toBe(isDue)
      }
    })
  })

  it('each knock is announced at every desk that stays free, or busy, for long enough', async () => {
    await always(() => {
      /** Since when a desk could announce a knock, and the last sequence it had used before. */
      const owed = new Map<string, { readonly sinceMs: number; readonly before: number; readonly isInCall: boolean }>()
      const settledWaits = new Set<string>()
      /** The last sequence of each desk before this step. */
      const seen = new Map<string, number>()
      return ({ desks, room, now }) => {
        for (const each of desks) {
          const last = Math.max(
            0,
            ...each.ports.ringer.orders.map((order) => (order.kind === 'silence' ? 0 : order.sequence)),
          )
          const isAble = room.isConnected(each) && !room.isClosed()
          const calling = isAble ? room.callingWaits() : []
          for (const key of owed.keys()) {
            if (key.startsWith(`${each.ref.id} `) && !calling.some((wait) => key === `${each.ref.id} ${wait}`))
              owed.delete(key)
          }
          for (const wait of calling) {
            const key = `${each.ref.id} ${wait}`
            if (settledWaits.has(key)) continue
            const isInCall = room.isInCall(each)
            const known = owed.get(key)
            if (known?.isInCall !== isInCall) {
              // Announced within this very step, when nothing holds it back.
              owed.set(key, { sinceMs: now(), before: seen.get(each.ref.id) ?? 0, isInCall })
            }
            const debt = owed.get(key)
            if (debt && last > debt.before) settledWaits.add(key)
            else if (debt) expect(now() - debt.sinceMs).toBeLessThan(isInCall ? 10_000 : 4_000)
          }
          seen.set(each.ref.id, last)
        }
      }
    })
  })
})
