import type { DeskState } from '../../src-shared/desk-state.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import type { DeskFact } from '../core/desk-fact.ts'

type KnocksSlice = Pick<DeskState, 'knocks' | 'recentEnds'>

const recentEndsKept = 10

/** Returns the fields that change. */
export function reduceKnocks(
  slice: KnocksSlice & Pick<DeskState, 'clockOffsetMs'>,
  fact: DeskFact,
): Partial<KnocksSlice> {
  if (fact.kind === 'room-chosen') return { knocks: [], recentEnds: [] }
  if (fact.kind === 'snapshot') return { knocks: inOrder(fact.payload.knocks) }
  if (fact.kind === 'knock:changed') {
    const { knock: changed } = fact.payload
    return { knocks: inOrder([...slice.knocks.filter((knock) => knock.id !== changed.id), changed]) }
  }
  if (fact.kind !== 'knock:ended') return {}
  const { knockId, end: how } = fact.payload
  const ended = slice.knocks.find((knock) => knock.id === knockId)
  if (!ended) return {}
  const knocks = slice.knocks.filter((knock) => knock !== ended)
  // Nobody came.
  if (ended.kind === 'practice') return { knocks }
  const atMs = fact.atMs + slice.clockOffsetMs
  const end = { knockId: ended.id, name: ended.name, end: how, waitedMs: atMs - ended.knockedAtMs, atMs }
  return { knocks, recentEnds: [end, ...slice.recentEnds].slice(0, recentEndsKept) }
}

function inOrder(knocks: readonly DeskKnock[]): readonly DeskKnock[] {
  return knocks.toSorted((a, b) => a.knockedAtMs - b.knockedAtMs || (a.id < b.id ? -1 : 1))
}
