import type { CallBackRequest } from '../../src-shared/call-back.ts'
import type { Signal } from '../../src-shared/call.ts'
import type { EnterRequest } from '../../src-shared/invitation.ts'
import type { KnockRequest, VisitorKnock } from '../../src-shared/knock.ts'
import type { VisitorHandshake } from '../../src-shared/protocol.ts'
import { done, failed, ok, type Done, type FailureCode, type Result } from '../../src-shared/result.ts'
import type { RoomFact, RoomPort } from '../../src-visitor/room/room-port.ts'
import { createFakeListeners } from './fake-listeners.ts'

export type FakeVisitorRoom = RoomPort & {
  /**
   * Commands in order: `knock TOKEN`, `enter TOKEN`, `call-back PHONE`, `withdraw`, `leave`, `connect`, `reconnect`.
   */
  readonly asked: readonly string[]
  readonly requests: readonly KnockRequest[]
  readonly entries: readonly EnterRequest[]
  readonly callBacks: readonly CallBackRequest[]
  readonly sent: readonly Signal[]
  tell: (fact: RoomFact) => void
  tellSignal: (signal: Signal) => void
  /** What the page would say of itself if it connected now. */
  handshake: () => VisitorHandshake
  /** The answers from now on; null is success. */
  answerWith: (code: FailureCode | null) => void
  setKnock: (knock: VisitorKnock) => void
}

/** The connection of a visitor's page, with a server that says what a test tells it. */
export function createFakeVisitorRoom(knock: VisitorKnock): FakeVisitorRoom {
  const facts = createFakeListeners<RoomFact>()
  const signals = createFakeListeners<Signal>()
  const asked: string[] = []
  const requests: KnockRequest[] = []
  const entries: EnterRequest[] = []
  const callBacks: CallBackRequest[] = []
  const sent: Signal[] = []
  let current = knock
  let refusal: FailureCode | null = null
  let giveHandshake: (() => VisitorHandshake) | null = null

  async function answer<T>(what: string, value: Result<T>): Promise<Result<T>> {
    asked.push(what)
    return refusal === null ? value : failed(refusal, 'Refused by the test.')
  }

  return {
    asked,
    requests,
    entries,
    callBacks,
    sent,
    tell: facts.tell,
    tellSignal: signals.tell,
    handshake() {
      if (giveHandshake === null) throw new Error('The page has not connected.')
      return giveHandshake()
    },
    answerWith: (code) => void (refusal = code),
    setKnock: (next) => void (current = next),
    connect(give) {
      asked.push('connect')
      giveHandshake = give
    },
    reconnect: () => void asked.push('reconnect'),
    knock(request) {
      requests.push(request)
      return answer(`knock ${request.token}`, ok(current))
    },
    enter(request) {
      entries.push(request)
      return answer(`enter ${request.token}`, ok(current))
    },
    callBack(request) {
      callBacks.push(request)
      return answer<null>(`call-back ${request.phone}`, done satisfies Done)
    },
    withdraw: () => answer<null>('withdraw', done satisfies Done),
    leave: () => answer<null>('leave', done satisfies Done),
    sendSignal: (signal) => void sent.push(signal),
    onFact: facts.on,
    onSignal: signals.on,
    dispose: () => void asked.push('dispose'),
  }
}
