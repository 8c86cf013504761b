import * as v from 'valibot'
import type { CallBackRequest } from '../../src-shared/call-back.ts'
import type { VisitorKnock } from '../../src-shared/knock.ts'
import { visitorCommands, type VisitorCommands, type VisitorHandshake } from '../../src-shared/protocol.ts'
import { done, failed, ok, type FailureCode, type Result } from '../../src-shared/result.ts'
import { createWireClient } from '../../src-shared/wire-client.ts'
import type { CommandPayload } from '../../src-shared/wire.ts'
import type { RoomFact, RoomPort } from '../../src-visitor/room/room-port.ts'
import { createFakeClock } from './fake-clock.ts'

type KnockRequest = CommandPayload<VisitorCommands, 'knock'>
type EnterRequest = CommandPayload<VisitorCommands, 'enter'>

export type FakeVisitorRoom = RoomPort & {
  /**
   * Commands in order: `knock TOKEN`, `enter TOKEN`, `call-back PHONE`, `withdraw`, `leave`, `connect`, `reconnect`.
   */
  readonly asked: readonly string[]
  readonly requests: readonly KnockRequest[]
  readonly entries: readonly EnterRequest[]
  readonly callBacks: readonly CallBackRequest[]
  tell: (fact: RoomFact) => void
  /** What the page would say of itself if it connected now. */
  handshake: () => VisitorHandshake
  /** The answers from now on; null is success. */
  answerWith: (code: FailureCode | null) => void
  setKnock: (knock: VisitorKnock) => void
}

/**
 * The connection of a visitor's page, with a server that says what a test tells it. `onSent` looks around in the moment
 * in which a command leaves.
 */
export function createFakeVisitorRoom(
  knock: VisitorKnock,
  onSent: (command: string) => void = () => undefined,
): FakeVisitorRoom {
  const asked: string[] = []
  const requests: KnockRequest[] = []
  const entries: EnterRequest[] = []
  const callBacks: CallBackRequest[] = []
  let current = knock
  let refusal: FailureCode | null = null
  let page: Parameters<RoomPort['connect']>[0] | null = null

  const wire = createWireClient<VisitorCommands>({
    socket: {
      connected: true,
      emit(name, payload, acknowledge) {
        const { what, value } = take(name, payload)
        asked.push(what)
        onSent(what)
        const answer = refusal === null ? value : failed(refusal, 'Refused by the test.')
        if (typeof acknowledge === 'function') queueMicrotask(() => acknowledge(answer))
      },
    },
    read: <T>(_name: string, answer: Result<unknown>) => answer as Result<T>,
    clock: createFakeClock(),
    warn: () => undefined,
  })

  function take(name: string, payload: unknown): { readonly what: string; readonly value: Result<unknown> } {
    switch (name) {
      case 'knock': {
        const request = v.parse(visitorCommands.knock.payload, payload)
        requests.push(request)
        return { what: `knock ${request.token}`, value: ok(current) }
      }
      case 'enter': {
        const request = v.parse(visitorCommands.enter.payload, payload)
        entries.push(request)
        return { what: `enter ${request.token}`, value: ok(current) }
      }
      case 'call-back': {
        const request = v.parse(visitorCommands['call-back'].payload, payload)
        callBacks.push(request)
        return { what: `call-back ${request.phone}`, value: done }
      }
      default:
        return { what: name, value: done }
    }
  }

  return {
    asked,
    requests,
    entries,
    callBacks,
    request: wire.request,
    sendSignal: wire.sendSignal,
    tell(fact) {
      if (page === null) throw new Error('The page has not connected.')
      page.onFact(fact)
    },
    handshake() {
      if (page === null) throw new Error('The page has not connected.')
      return page.handshake()
    },
    answerWith: (code) => void (refusal = code),
    setKnock: (next) => void (current = next),
    connect(connecting) {
      asked.push('connect')
      page = connecting
    },
    reconnect: () => void asked.push('reconnect'),
    dispose: () => void asked.push('dispose'),
  }
}
