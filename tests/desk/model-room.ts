/** A room server as simple as it can be right: knocks, calls, and desks that hear of every change. */
import type { Call } from '../../src-shared/call.ts'
import type { DeskKnock, KnockEnd } from '../../src-shared/knock.ts'
import { done, failed, ok } from '../../src-shared/result.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import * as v from 'valibot'
import type { RoomFact } from '../../src-desk/ports.ts'
import type { FakeDeskPorts } from '../fakes/fake-desk-ports.ts'
import { callId, makeCall, makeKnock, makeSnapshot, roomThatIs, waitingSince } from './desk-data.ts'

export type ModelDesk = { readonly ref: DeskRef; readonly ports: FakeDeskPorts }
export type ModelRoom = ReturnType<typeof createModelRoom>

export function createModelRoom(now: () => number) {
  const connected = new Set<ModelDesk>()
  const knocks = new Map<string, DeskKnock>()
  const calls = new Map<string, Call>()
  /** Ids are never used again. */
  const over = new Set<string>()
  const answered = new WeakSet()
  let isClosed = false
  let revision = 1

  const tellAll = (fact: (revision: number) => RoomFact): void => {
    revision += 1
    for (const { ports } of connected) ports.room.tell(fact(revision))
  }
  const change = (knock: DeskKnock): void => {
    knocks.set(knock.id, knock)
    tellAll((revision) => ({ kind: 'knock:changed', payload: { revision, knock } }))
  }
  const end = (knock: DeskKnock, how: KnockEnd, begun: { readonly call?: Call } = {}): void => {
    knocks.delete(knock.id)
    over.add(knock.id)
    tellAll((revision) => ({ kind: 'knock:ended', payload: { revision, knockId: knock.id, end: how, ...begun } }))
  }
  const calling = (): readonly DeskKnock[] =>
    [...knocks.values()].filter(
      ({ phase, denial, visitorLink }) => phase.kind === 'waiting' && denial === null && visitorLink === 'connected',
    )
  const sinceOf = ({ phase }: DeskKnock): number => (phase.kind === 'waiting' ? phase.sinceMs : 0)
  const isInCall = ({ ref }: ModelDesk): boolean => [...calls.values()].some((call) => call.desk.id === ref.id)

  function admit(knock: DeskKnock, by: ModelDesk): Call {
    const call = makeCall(`call-${knock.id}`, { knockId: knock.id, desk: by.ref, startedAtMs: now() })
    calls.set(call.id, call)
    end(knock, { kind: 'admitted', by: by.ref, callId: call.id }, { call })
    tellAll((revision) => ({ kind: 'call:changed', payload: { revision, call } }))
    return call
  }

  function carryOut(
    each: ModelDesk,
    name: string,
    payload: unknown,
  ): Parameters<FakeDeskPorts['room']['requests'][number]['answer']>[0] {
    const { knockId = '', callId: id = '' } = v.parse(
      v.object({ knockId: v.optional(v.string()), callId: v.optional(v.string()) }),
      payload,
    )
    if (name === 'hang-up') {
      if (calls.delete(id))
        tellAll((revision) => ({
          kind: 'call:ended',
          payload: { revision, callId: callId(id), reason: 'desk-hung-up' },
        }))
      return done
    }
    const knock = knocks.get(knockId)
    if (!knock) return failed('already-decided', 'Another desk was first.')
    if (name === 'admit') return isInCall(each) ? failed('busy', 'In a call.') : ok(admit(knock, each))
    if (name === 'undo-deny') change({ ...knock, denial: null })
    else if (name === 'deny' && knock.denial !== null) return failed('already-decided', 'Another desk was first.')
    else if (name === 'deny') {
      change({ ...knock, denial: { by: each.ref, message: null, promisesCall: false, untilMs: now() + 5_000 } })
    } else
      change({ ...knock, denial: null, phase: { kind: 'held', by: each.ref, message: null, untilMs: now() + 120_000 } })
    return done
  }

  return {
    connect(each: ModelDesk): void {
      if (connected.has(each)) return
      connected.add(each)
      const snapshot = makeSnapshot({
        revision,
        serverTimeMs: now(),
        room: roomThatIs(isClosed ? 'closed' : 'open'),
        knocks: [...knocks.values()],
        calls: [...calls.values()],
      })
      each.ports.room.tell({ kind: 'snapshot', payload: snapshot })
      this.answer()
    },
    disconnect(each: ModelDesk): void {
      if (connected.delete(each)) each.ports.room.tell({ kind: 'disconnected' })
    },
    knock(name: string): void {
      if (over.has(name) || knocks.has(name)) return
      change(makeKnock(name, { knockedAtMs: now(), phase: waitingSince(now()) }))
    },
    withdraw(name: string): void {
      const knock = knocks.get(name)
      if (knock) end(knock, { kind: 'withdrawn' })
    },
    setLink(name: string, visitorLink: DeskKnock['visitorLink']): void {
      const knock = knocks.get(name)
      if (knock && knock.visitorLink !== visitorLink) change({ ...knock, visitorLink })
    },
    /** Nobody has undone it. */
    carryOutDenial(name: string): void {
      const knock = knocks.get(name)
      if (knock?.denial) end(knock, { kind: 'denied', by: knock.denial.by, message: null })
    },
    unhold(name: string): void {
      const knock = knocks.get(name)
      if (knock?.phase.kind === 'held') change({ ...knock, phase: waitingSince(now()) })
    },
    setClosed(next: boolean): void {
      isClosed = next
      tellAll((revision) => ({
        kind: 'room:changed',
        payload: { revision, room: roomThatIs(next ? 'closed' : 'open') },
      }))
    },
    /** Answers all that connected desks have asked. */
    answer(): void {
      for (const each of connected) {
        for (const request of each.ports.room.requests) {
          if (answered.has(request)) continue
          answered.add(request)
          request.answer(carryOut(each, request.name, request.payload))
        }
      }
    },
    isConnected: (each: ModelDesk) => connected.has(each),
    isClosed: () => isClosed,
    isInCall,
    callingSinceMs: () => calling().map(sinceOf),
    callingWaits: () => calling().map((knock) => `${knock.id}@${String(sinceOf(knock))}`),
  }
}
