import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskFact } from '../core/desk-fact.ts'

type ConnectionSlice = Pick<DeskState, 'connection'>

/** Returns the fields that change. */
export function reduceConnection({ connection }: ConnectionSlice, fact: DeskFact): Partial<ConnectionSlice> {
  if (fact.kind === 'connecting' && connection.kind !== 'connecting') return { connection: { kind: 'connecting' } }
  if (fact.kind === 'snapshot' && connection.kind !== 'online') return { connection: { kind: 'online' } }
  if (fact.kind === 'refused') return { connection: { kind: 'refused', code: fact.code } }
  if (fact.kind === 'displaced') return { connection: { kind: 'displaced' } }
  // Every further attempt that fails says so too; the first loss is when it began.
  if (fact.kind === 'disconnected' && connection.kind !== 'offline') {
    return { connection: { kind: 'offline', sinceMs: fact.atMs } }
  }
  return {}
}
