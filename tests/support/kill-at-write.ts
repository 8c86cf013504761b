/**
 * Loaded into a server process by tests: kills it, with no chance to say goodbye, right before or right after one of
 * its writes. The server itself knows nothing of it.
 */
import { flushCompileCache } from 'node:module'
import { DatabaseSync, StatementSync } from 'node:sqlite'
import type { KillOrder } from './server-process.ts'

let order: KillOrder | null = null
let writes = 0

process.on('message', (message: KillOrder) => {
  // A process that is killed leaves nothing to the next one by itself.
  flushCompileCache()
  order = message
  writes = 0
  process.send?.('armed')
})
// Listening for orders must not keep the server from ending.
process.channel?.unref()

patch(StatementSync.prototype, 'run')
patch(DatabaseSync.prototype, 'exec')

function patch(prototype: object, name: 'run' | 'exec'): void {
  const write: unknown = Reflect.get(prototype, name)
  if (typeof write !== 'function') throw new Error(`There is no ${name} to wait for.`)
  Reflect.set(prototype, name, function (this: unknown, ...args: readonly unknown[]): unknown {
    writes += 1
    dieIf('before')
    const result: unknown = Reflect.apply(write, this, args)
    dieIf('after')
    return result
  })
}

function dieIf(moment: KillOrder['moment']): void {
  if (order?.moment === moment && order.write === writes) process.kill(process.pid, 'SIGKILL')
}
