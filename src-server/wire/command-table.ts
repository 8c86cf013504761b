import type { Socket } from 'socket.io'
import type * as v from 'valibot'
import { failed, type Result } from '../../src-shared/result.ts'
import type { Log } from '../log.ts'
import { parsePayload } from './payload.ts'
import type { RateLimit } from './rate-limit.ts'

/** One command: from an unknown payload to its acknowledgement. */
export type Command = (payload: unknown) => Result<unknown> | Promise<Result<unknown>>

/** `run` sees only what fits `schema`. */
export function command<TSchema extends v.GenericSchema, T>(
  schema: TSchema,
  run: (payload: v.InferOutput<TSchema>) => Result<T> | Promise<Result<T>>,
): Command {
  return (payload) => {
    const parsed = parsePayload(schema, payload)
    return parsed.kind === 'ok' ? run(parsed.value) : parsed
  }
}

export type CommandDeps = {
  readonly rates: { readonly commands: RateLimit; readonly signals: RateLimit }
  readonly log: Log
}

/**
 * Serves every event of a socket from one table. An event without acknowledgement does nothing; an unknown one fails; a
 * fault becomes `internal`, its words only in the log.
 */
export function serveCommands(socket: Socket, table: ReadonlyMap<string, Command>, deps: CommandDeps): void {
  const log = deps.log.child({ socket: socket.id })
  socket.onAny((event: string, ...args: readonly unknown[]) => {
    const acknowledge = args.at(-1)
    if (typeof acknowledge !== 'function') {
      log.warn({ event: event.slice(0, 64) }, 'ignored an event without acknowledgement')
      return
    }
    void answer(event, args).then((result) => {
      acknowledge(result)
    })
  })

  async function answer(event: string, args: readonly unknown[]): Promise<Result<unknown>> {
    try {
      const rate = event === 'signal' ? deps.rates.signals : deps.rates.commands
      if (!(await rate(socket.id))) return failed('rate-limited', 'Too many commands in a short time.')
      const run = table.get(event)
      if (!run) return failed('bad-request', 'There is no such command.')
      if (args.length !== 2) return failed('bad-request', 'A command has one payload and an acknowledgement.')
      // The connection may be gone, or another may have taken its place, while the limiter was asked.
      if (!socket.connected) return failed('unauthorised', 'This connection is closed.')
      return await run(args[0])
    } catch (cause) {
      log.error({ err: cause, event: event.slice(0, 64) }, 'a command failed')
      return failed('internal', 'The server could not do this.')
    }
  }
}
