/** Commands that nearly fit, about knocks and calls that exist, to a real server over real sockets. */
import * as fc from 'fast-check'
import { deskCommands } from '../../src-shared/all-desk-commands.ts'
import { visitorCommands } from '../../src-shared/protocol.ts'
import type { CommandSchemas } from '../../src-shared/wire.ts'
import { evilText } from '../support/evil-text.ts'
import { openDesk, openKnock } from '../support/room-client.ts'
import { valuesNear } from '../support/schema-values.ts'
import type { FuzzedServer } from './fuzzed-server.ts'

type Sent = { readonly name: string; readonly payload: unknown; readonly isAboutReal: boolean }
type Volley = { readonly desk: readonly Sent[]; readonly visitor: readonly Sent[] }

/** These would leave this machine, to wherever the generated address leads. Their payloads are parsed all the same. */
const callsOut = new Set(['call-outs:set', 'call-outs:test', 'relay:look', 'relay:set-up', 'own-address:set'])

/** For 40 commands; a limit on a connection cuts it off long before a log is flooded. */
const linesAllowed = 200

export function commandProperty(server: FuzzedServer): fc.IAsyncPropertyWithHooks<[Volley]> {
  const volleys = fc.record({
    desk: fc.array(commandsOf(deskCommands), { minLength: 1, maxLength: 20, size: 'max' }),
    visitor: fc.array(commandsOf(visitorCommands), { minLength: 1, maxLength: 20, size: 'max' }),
  })
  return fc.asyncProperty(volleys, (volley) => fire(server, volley))
}

function commandsOf(commands: CommandSchemas): fc.Arbitrary<Sent> {
  const known = Object.entries(commands)
    .filter(([name]) => !callsOut.has(name))
    .map(([name, { payload }]) =>
      fc.record({ name: fc.constant(name), payload: valuesNear(payload), isAboutReal: fc.boolean() }),
    )
  const unknown = fc.record({ name: evilText, payload: fc.jsonValue(), isAboutReal: fc.constant(false) })
  return fc.oneof(...known.map((arbitrary) => ({ weight: 3, arbitrary })), { weight: 1, arbitrary: unknown })
}

async function fire(server: FuzzedServer, { desk: fromDesk, visitor: fromVisitor }: Volley): Promise<void> {
  const desk = await openDesk(server, { id: 'fuzzed' })
  const { visitor, knock } = await openKnock(server)
  const real = { knockId: knock.id, visitId: knock.id, deskId: 'fuzzed', token: visitor.token }
  try {
    const answers = await Promise.allSettled([
      ...fromDesk.map((sent) => desk.sendRaw(sent.name, aboutReal(sent, real))),
      ...fromVisitor.map((sent) => visitor.sendRaw(sent.name, aboutReal(sent, real))),
    ])
    for (const answer of answers) check(answer, desk.isConnected() && visitor.isConnected())
  } finally {
    await visitor.sendRaw('withdraw', null).catch(() => null)
    await visitor.sendRaw('leave', null).catch(() => null)
    visitor.dispose()
    desk.dispose()
  }
  const lines = server.countLines()
  if (lines > linesAllowed) throw new Error(`It wrote ${String(lines)} lines.`)
}

/** A generated id names nothing; half of the commands are about what is there. */
function aboutReal({ payload, isAboutReal }: Sent, real: Readonly<Record<string, string>>): unknown {
  if (!isAboutReal || typeof payload !== 'object' || payload === null || Array.isArray(payload)) return payload
  const replaced = Object.keys(payload).flatMap((key) => (Object.hasOwn(real, key) ? [[key, real[key]] as const] : []))
  return { ...payload, ...Object.fromEntries(replaced) }
}

function check(answer: PromiseSettledResult<unknown>, isConnected: boolean): void {
  if (answer.status === 'rejected') {
    if (isConnected) throw new Error(`A command was not answered: ${String(answer.reason)}`)
    return
  }
  const { value } = answer
  const kind: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'kind') : null
  const code: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'code') : null
  if (kind !== 'ok' && kind !== 'failed') throw new Error(`This is no answer: ${JSON.stringify(value)}`)
  if (code === 'internal') throw new Error(`A command failed inside the server: ${JSON.stringify(value)}`)
}
