import type { Signal } from './call.ts'
import type { Clock } from './clock.ts'
import { limits } from './limits.ts'
import { failed, type Result } from './result.ts'
import type { Unsubscribe } from './unsubscribe.ts'
import type { CommandAnswers, CommandPayload, CommandSchemas } from './wire.ts'

/** What is needed of a Socket.IO client socket. `emit` is a method, so that the library's own type fits. */
export type WireSocket = {
  readonly connected: boolean
  emit(event: string, ...args: unknown[]): unknown
}

type CommandsWithSignal = CommandSchemas & { readonly signal: CommandSchemas[string] }

export type WireClientOptions<Commands extends CommandsWithSignal> = {
  readonly socket: WireSocket
  /** Reads the answer to a command, or believes it as it comes (see `protocol.ts`). Never rejects. */
  readonly read: <Name extends keyof Commands>(
    name: Name,
    answer: Result<unknown>,
  ) => Result<CommandAnswers<Commands>[Name]> | Promise<Result<CommandAnswers<Commands>[Name]>>
  readonly clock: Clock
  readonly warn: (message: string, detail: unknown) => void
}

/** What desk and visitor can rely on in a connection to the room server. */
export type WireClient<Commands extends CommandsWithSignal> = {
  /** Never rejects: without a connection, or without an answer in 10 s, it resolves to `offline`. */
  readonly request: <Name extends keyof Commands & string>(
    name: Name,
    payload: CommandPayload<Commands, Name>,
  ) => Promise<Result<CommandAnswers<Commands>[Name]>>
  /**
   * Kept until the server has acknowledged it, and sent again, in order, after the next connect. Beyond
   * `limits.signalsKept` the oldest is dropped, since candidates soon go stale. One may therefore arrive twice.
   */
  readonly sendSignal: (signal: Signal) => void
  /** The server has sent its first fact, so it listens from now on. */
  readonly opened: () => void
  /** The connection is gone: requests under way resolve to `offline`. */
  readonly lost: () => void
  /** Drops what was kept, because it belongs to another room. */
  readonly forgetSignals: () => void
}

const answerWithinMs = 10_000

export function createWireClient<Commands extends CommandsWithSignal>(
  options: WireClientOptions<Commands>,
): WireClient<Commands> {
  const { socket, read, clock, warn } = options
  const pending = new Set<() => void>()
  let unacknowledged: readonly Signal[] = []
  let isOpen = false

  function send<Name extends keyof Commands & string>(
    name: Name,
    payload: unknown,
  ): Promise<Result<CommandAnswers<Commands>[Name]>> {
    return new Promise((resolve) => {
      if (!socket.connected) return resolve(failed('offline', 'There is no connection to the room server.'))
      let cancelTimeout: Unsubscribe = () => undefined
      const settle = (answer: Result<CommandAnswers<Commands>[Name]>): void => {
        cancelTimeout()
        pending.delete(giveUp)
        resolve(answer)
      }
      const giveUp = (): void => settle(failed('offline', 'The connection to the room server was lost.'))
      cancelTimeout = clock.setTimer(answerWithinMs, () =>
        settle(failed('offline', 'The room server did not answer in time.')),
      )
      pending.add(giveUp)
      socket.emit(name, payload, async (answer: Result<unknown>) => settle(await read(name, answer)))
    })
  }

  async function deliver(signal: Signal): Promise<void> {
    const answer = await send('signal', signal)
    // Without an answer it may not have arrived, so it stays to be sent again.
    if (answer.kind === 'failed' && answer.code === 'offline') return
    unacknowledged = unacknowledged.filter((kept) => kept !== signal)
    if (answer.kind === 'failed') warn('signal not taken', { kind: signal.body.kind, code: answer.code })
  }

  return {
    request: send,
    sendSignal(signal) {
      unacknowledged = [...unacknowledged, signal].slice(-limits.signalsKept)
      if (isOpen) void deliver(signal)
    },
    opened() {
      if (isOpen) return
      isOpen = true
      for (const signal of unacknowledged) void deliver(signal)
    },
    lost() {
      isOpen = false
      for (const giveUp of pending) giveUp()
    },
    forgetSignals() {
      unacknowledged = []
    },
  }
}
