import { deskRequestSchemas } from '../../src-shared/desk-requests.ts'
import { done, failed, ok } from '../../src-shared/result.ts'
import { command, type Command } from '../wire/command-table.ts'
import type { CallOuts } from './call-outs.ts'

/** What a desk can do about call-outs. */
export function createCallOutCommands(callOuts: CallOuts): readonly (readonly [string, Command])[] {
  const schemas = deskRequestSchemas
  return [
    ['call-outs:list', command(schemas['call-outs:list'], () => ok(callOuts.list()))],
    [
      'call-outs:set',
      command(schemas['call-outs:set'], (list) => {
        if (new Set(list.map(({ id }) => id)).size !== list.length) return failed('bad-request', 'id: used twice')
        callOuts.set(list)
        return done
      }),
    ],
    ['call-outs:test', command(schemas['call-outs:test'], ({ callOutId }) => callOuts.test(callOutId))],
  ]
}
