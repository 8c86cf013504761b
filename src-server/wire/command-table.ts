import type { Socket } from 'socket.io'
import { failed, type Result } from '../../src-shared/result.ts'
import type { CommandHandlers, CommandSchemas } from '../../src-shared/wire.ts'
import { reasonOf } from '../database/database-faults.ts'
import type { Log } from '../log.ts'
import { parsePayload } from './payload.ts'
import type { RateLimit } from './rate-limit.ts'

export type CommandDeps = {
  readonly rates: { readonly commands: RateLimit; readonly signals: RateLimit }
  readonly log: Log
  /** A fault that a command met; what it says of the database is worth knowing. */
  readonly noteFault: (cause: unknown) => void
}

/** Of one connection; no client of ours comes near. */
const strikesAllowed = 300

const ownersOnly = failed('owners-only', 'Only an owner may do this.')

/** From an unknown payload to an acknowledgement. */
type Command = (payload: unknown) => Result<unknown> | Promise<Result<unknown>>

/**
 * Serves every command of a socket. A handler only sees payloads that fit the command's schema. An event without
 * acknowledgement is ignored, an unknown one fails, and a fault is answered as `internal`, or as
 * `disk-full` where that is why, and logged.
 */
export function serveCommands<Commands extends CommandSchemas>(
  socket: Pick<Socket, 'id' | 'onAny' | 'disconnect'>,
  served: {
    readonly commands: Commands
    readonly handlers: CommandHandlers<Commands>
    /** Whether whoever is connected may give this command now; everybody may where it is left out. */
    readonly mayGive?: (name: keyof Commands & string) => boolean
  },
  deps: CommandDeps,
): void {
  const log = deps.log.child({ socket: socket.id })
  const table = new Map<string, Command>()
  let strikes = 0
  const { mayGive = () => true } = served
  for (const name of Object.keys(served.commands)) {
    const run = commandOf(name, served)
    // Asked each time: a role may change while a desk is connected.
    table.set(name, (payload) => (mayGive(name) ? run(payload) : ownersOnly))
  }
  socket.onAny((event: string, ...args: readonly unknown[]) => {
    const acknowledge = args.at(-1)
    if (typeof acknowledge !== 'function') return strike(event, 'ignored an event without acknowledgement')
    void answer(event, args.slice(0, -1)).then((result) => {
      acknowledge(result)
    })
  })

  /** A slip is written down; whoever makes a habit of it is written down less and less, and is cut off in the end. */
  function strike(event: string, words: string): void {
    strikes += 1
    if (Number.isInteger(Math.log10(strikes))) log.warn({ event: event.slice(0, 64), strikes }, words)
    if (strikes < strikesAllowed) return
    log.warn({ strikes }, 'cut off a connection')
    socket.disconnect(true)
  }

  async function answer(event: string, payloads: readonly unknown[]): Promise<Result<unknown>> {
    try {
      const rate = event === 'signal' ? deps.rates.signals : deps.rates.commands
      if (!rate(socket.id)) {
        strike(event, 'refused a command beyond the rate')
        return failed('rate-limited', 'Too many commands in a short time.')
      }
      const run = table.get(event)
      if (!run) return failed('bad-request', 'There is no such command.')
      if (payloads.length > 1) return failed('bad-request', 'A command has one payload and an acknowledgement.')
      return await run(payloads[0])
    } catch (cause) {
      log.error({ err: cause, event: event.slice(0, 64) }, 'a command failed')
      deps.noteFault(cause)
      return reasonOf(cause) === 'disk-full'
        ? failed('disk-full', 'The disk of the room server is full.')
        : failed('internal', 'The server could not do this.')
    }
  }
}

/** One command: an unknown payload in, which its handler sees only if it fits. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- It ties a schema to its own handler.
export function commandOf<Commands extends CommandSchemas, Name extends keyof Commands>(
  name: Name,
  { commands, handlers }: { readonly commands: Commands; readonly handlers: CommandHandlers<Commands> },
): Command {
  const schemas = commands[name]
  if (!schemas) throw new Error(`There is no command ${String(name)}.`)
  return (payload) => {
    const parsed = parsePayload(schemas.payload, payload)
    return parsed.kind === 'ok' ? handlers[name](parsed.value) : parsed
  }
}
