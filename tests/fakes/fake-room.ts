import type { Signal } from '../../src-shared/call.ts'
import { failed, type Result } from '../../src-shared/result.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { RoomCommandName, RoomFact, RoomListener, RoomPort, RoomTarget } from '../../src-desk/ports.ts'

export type RoomRequest = {
  readonly name: RoomCommandName
  readonly payload: unknown
  /** The server's answer. */
  answer: (result: Result<never> | { readonly kind: 'ok'; readonly value: unknown }) => void
}

export type FakeRoom = RoomPort & {
  /** What the server says. */
  tell: (fact: RoomFact) => void
  tellSignal: (signal: Signal) => void
  readonly requests: readonly RoomRequest[]
  readonly connects: readonly { readonly target: RoomTarget; readonly self: DeskRef }[]
  readonly sentSignals: readonly Signal[]
  readonly reconnects: number
  readonly isDisposed: boolean
  /** The newest request; throws when there is none. */
  lastRequest: () => RoomRequest
}

/** A room server that says what the test says. Requests stay open until the test answers them. */
export function createFakeRoom(): FakeRoom {
  let listener: RoomListener | null = null
  const requests: RoomRequest[] = []
  const connects: { readonly target: RoomTarget; readonly self: DeskRef }[] = []
  const sentSignals: Signal[] = []
  let reconnects = 0
  let isDisposed = false

  return {
    connect(target, self) {
      connects.push({ target, self })
      listener?.onFact({ kind: 'connecting' })
    },
    reconnect() {
      reconnects += 1
    },
    request(name, payload) {
      return new Promise((resolve) => {
        if (isDisposed) return resolve(failed('offline', 'disposed'))
        requests.push({ name, payload, answer: (result) => resolve(result as never) })
      })
    },
    sendSignal(signal) {
      sentSignals.push(signal)
    },
    follow(next) {
      listener = next
    },
    dispose() {
      isDisposed = true
    },
    tell: (fact) => listener?.onFact(fact),
    tellSignal: (signal) => listener?.onSignal(signal),
    requests,
    connects,
    sentSignals,
    get reconnects() {
      return reconnects
    },
    get isDisposed() {
      return isDisposed
    },
    lastRequest() {
      const request = requests.at(-1)
      if (!request) throw new Error('No request was made.')
      return request
    },
  }
}
