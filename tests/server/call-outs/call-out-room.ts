/** A room's call-outs without the room: knocks are told by hand, time is turned by hand, receivers are real. */
import { pino } from 'pino'
import * as v from 'valibot'
import type { KeptCallOut } from '../../../src-server/call-outs/call-out-kind.ts'
import { createSocketOpener } from '../../../src-server/call-outs/call-out-socket.ts'
import { createClosedAddresses, loopback } from '../../../src-server/call-outs/closed-addresses.ts'
import { createCallOuts, type CallOuts } from '../../../src-server/call-outs/call-outs.ts'
import {
  CallOutListSchema,
  type CallOut,
  type CallOutEvent,
  type CallOutId,
  type CallOutResult,
} from '../../../src-shared/call-out.ts'
import type { DeskKnock } from '../../../src-shared/knock.ts'
import { defaultRoomRules } from '../../../src-shared/room-rules.ts'
import type { Presence, Room } from '../../../src-shared/room.ts'
import type { DeskRef } from '../../../src-shared/desk-ref.ts'
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts'
import { parseDeskId, parseKnockId, parseRoomAddress } from '../../support/room-client.ts'
import { until } from '../../support/until.ts'

export const startMs = Date.parse('2026-11-24T01:30:00Z')
export const milling: DeskRef = { id: parseDeskId('d-7f3a'), name: 'Milling' }

export type CallOutRoom = {
  /** How long each timer that has not run was set for. */
  readonly timers: () => readonly number[]
  readonly callOuts: CallOuts
  readonly clock: FakeClock
  /** What is on the disk. */
  readonly kept: () => readonly CallOut[]
  readonly setPresence: (presence: Presence) => void
  readonly setLink: (name: string, visitorLink: DeskKnock['visitorLink']) => void
  readonly knock: (name: string) => void
  /** The desk *Milling* acts. */
  readonly answer: (name: string, answer: 'admitted' | 'held' | 'denied') => void
  readonly withdraw: (name: string) => void
  /** The result of a call-out for an event, once there is one. */
  readonly result: (id: string, event: CallOutEvent | 'test') => Promise<CallOutResult['outcome']>
  readonly dispose: () => void
}

export const parseCallOuts = (list: unknown): CallOut[] => v.parse(CallOutListSchema, list)
export const callOutId = (id: string): CallOutId => parseCallOuts([{ ...tower(''), id }])[0]!.id

export const tower = (url: string) => ({
  id: 'tower',
  name: 'Lamp',
  isOn: true,
  kind: 'signal-tower',
  urls: {
    knock: url && `${url}/red?on=1`,
    escalate: url && `${url}/buzzer`,
    answered: url && `${url}/clear`,
    missed: url && `${url}/yellow`,
  },
})
export const webhook = (url: string, rest: object = {}) => ({
  id: 'webhook',
  name: 'Chat',
  isOn: true,
  kind: 'webhook',
  url,
  secret: 'p4ssphrase',
  events: ['knock', 'escalate', 'answered', 'missed'],
  ...rest,
})

export function createCallOutRoom(list: readonly unknown[], isRestart?: readonly DeskKnock[]): CallOutRoom {
  const clock = createFakeClock(startMs)
  const timers: { readonly afterMs: number }[] = []
  let knocks: readonly DeskKnock[] = isRestart ?? []
  let kept: readonly KeptCallOut[] = parseCallOuts(list).map((callOut) => ({ callOut, unreadable: {} }))
  let presence: Presence = 'open'
  const find = (name: string): DeskKnock => knocks.find((knock) => knock.name === name)!
  const change = (name: string, rest: Partial<DeskKnock>): DeskKnock => {
    knocks = knocks.map((knock) => (knock.name === name ? { ...knock, ...rest } : knock))
    return find(name)
  }
  const end = (name: string): DeskKnock => {
    const knock = find(name)
    knocks = knocks.filter((other) => other !== knock)
    return knock
  }
  const callOuts = createCallOuts({
    store: {
      load: () => kept,
      save: (callOuts) => {
        kept = callOuts
      },
    },
    clock: {
      now: clock.now,
      setTimer(afterMs, run) {
        const timer = { afterMs }
        const forget = (): void => {
          if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1)
        }
        timers.push(timer)
        const cancel = clock.setTimer(afterMs, () => {
          forget()
          run()
        })
        return () => {
          forget()
          cancel()
        }
      },
    },
    openSocket: createSocketOpener(createClosedAddresses(loopback)),
    policy: { digestAfter: 5, digestMs: 10 * 60_000, timeoutMs: 5_000, retryAfterMs: [1_000, 5_000] },
    getRoom: (): Room => ({
      address: parseRoomAddress('front-desk'),
      profile: { company: { ja: '佐藤製作所', en: 'Sato Works' }, phone: '', greeting: { ja: '', en: '' } },
      presenceSetting: { kind: 'automatic' },
      presenceNow: { presence, untilMs: null },
      rules: defaultRoomRules,
    }),
    listKnocks: () => knocks,
    observe: () => undefined,
    log: pino({ level: 'silent' }),
  })
  return {
    timers: () => timers.map(({ afterMs }) => afterMs),
    callOuts,
    clock,
    kept: () => kept.map(({ callOut }) => callOut),
    setPresence(next) {
      presence = next
    },
    setLink(name, visitorLink) {
      change(name, { visitorLink })
    },
    knock(name) {
      const knock = makeKnock(name, clock.now())
      knocks = [...knocks, knock]
      callOuts.follow({ kind: 'knock', knock })
    },
    answer(name, answer) {
      const held = { kind: 'held', by: milling, message: null, untilMs: clock.now() + 120_000 } as const
      const knock = answer === 'held' ? change(name, { phase: held }) : end(name)
      callOuts.follow({ kind: 'answered', knock, by: milling })
    },
    withdraw(name) {
      callOuts.follow({ kind: 'missed', knock: end(name) })
    },
    result: (id, event) =>
      until(() => callOuts.list().results.find((result) => result.callOutId === id && result.event === event)?.outcome),
    dispose: callOuts.dispose,
  }
}

export function makeKnock(name: string, atMs: number): DeskKnock {
  return {
    id: parseKnockId(`k_${Buffer.from(name).toString('hex')}`),
    name,
    language: 'ja',
    knockedAtMs: atMs,
    invitedBy: null,
    visitorLink: 'connected',
    source: null,
    denial: null,
    callBack: null,
    phase: { kind: 'waiting', sinceMs: atMs },
  }
}
