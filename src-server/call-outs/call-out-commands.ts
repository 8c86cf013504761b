import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import { failed, ok } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import type { CallOuts } from './call-outs.ts'

type CallOutCommandName = Extract<keyof DeskCommands, `call-outs:${string}`>

/** What a desk can do about call-outs. */
export function createCallOutCommands(
  callOuts: Pick<CallOuts, 'list' | 'set' | 'test'>,
  onSet: () => void,
): Pick<CommandHandlers<DeskCommands>, CallOutCommandName> {
  return {
    'call-outs:list': () => ok(callOuts.list()),
    'call-outs:set': (list) => {
      if (new Set(list.map(({ id }) => id)).size !== list.length) return failed('bad-request', 'id: used twice')
      const set = callOuts.set(list)
      if (set.kind === 'ok') onSet()
      return set
    },
    'call-outs:test': ({ callOutId }) => callOuts.test(callOutId),
  }
}
