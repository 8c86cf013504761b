/** Values made from a schema: most fit it, and many miss by a little, which random data never does. */
import * as fc from 'fast-check'
import type * as v from 'valibot'
import { evilText } from './evil-text.ts'

/** What is read of a schema of valibot; its own types hide it behind generics. */
type Node = {
  readonly type: string
  readonly kind: string
  readonly pipe?: readonly Node[]
  readonly entries?: Readonly<Record<string, Node>>
  readonly item?: Node
  readonly value?: Node
  readonly wrapped?: Node
  readonly literal?: unknown
  readonly options?: readonly unknown[]
  readonly requirement?: unknown
}

const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown[]>(undefined, null, '', 0, -1, 1e308, 2 ** 53, [], {}, true, { kind: 'ok' }, '__proto__'),
  evilText,
)

/** JSON values, apart from `undefined`. */
export function valuesNear(schema: v.GenericSchema): fc.Arbitrary<unknown> {
  return near(schema)
}

function near(node: Node): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 24, arbitrary: fitting(node) }, { weight: 1, arbitrary: anything })
}

function fitting(node: Node): fc.Arbitrary<unknown> {
  switch (node.type) {
    case 'object':
    case 'loose_object':
    case 'strict_object':
      return objects(node.entries ?? {})
    case 'array':
      return fc.array(near(node.item ?? node), { maxLength: 8 })
    case 'string':
      return strings(node.pipe ?? [])
    case 'number':
      return numbers(node.pipe ?? [])
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'literal':
      return fc.constant(node.literal)
    case 'picklist':
      return fc.constantFrom(...(node.options ?? [null]))
    case 'variant':
    case 'union':
      return fc.oneof(...(node.options ?? []).map((option) => near(option as Node)))
    case 'nullable':
      return fc.option(near(node.wrapped ?? node))
    case 'nullish':
    case 'optional':
    case 'exact_optional':
      return fc.option(near(node.wrapped ?? node), { nil: undefined })
    case 'record':
      return fc.dictionary(evilText, near(node.value ?? node), { maxKeys: 5 })
    default:
      return anything
  }
}

function objects(entries: Readonly<Record<string, Node>>): fc.Arbitrary<unknown> {
  const record = fc.record(Object.fromEntries(Object.entries(entries).map(([name, node]) => [name, near(node)])))
  const more = fc.tuple(record, evilText, anything)
  return fc.oneof(
    { weight: 9, arbitrary: record },
    // A key too many, or one that every object has already.
    {
      weight: 1,
      arbitrary: more.map(([value, name, given]) => Object.fromEntries([...Object.entries(value), [name, given]])),
    },
  )
}

function strings(pipe: readonly Node[]): fc.Arbitrary<string> {
  const patterns = pipe.flatMap(({ requirement }) => (requirement instanceof RegExp ? [requirement] : []))
  const longest = pipe.find(({ type }) => type === 'max_length')?.requirement
  const bounds = typeof longest === 'number' ? [longest, longest + 1] : [100]
  const edges = fc.constantFrom(...bounds).map((length) => 'あ'.repeat(Math.min(length, 120_000)))
  return fc.oneof(
    { weight: 12, arbitrary: patterns.length === 0 ? evilText : matching(patterns) },
    { weight: 1, arbitrary: edges },
    { weight: 1, arbitrary: evilText },
  )
}

function matching(patterns: readonly RegExp[]): fc.Arbitrary<string> {
  const made = patterns.flatMap((pattern) => {
    try {
      return [fc.stringMatching(pattern, { size: 'medium' })]
    } catch {
      // A pattern that the generator cannot read: texts must do.
      return [evilText]
    }
  })
  return fc.oneof(...made)
}

function numbers(pipe: readonly Node[]): fc.Arbitrary<number> {
  const bounds = pipe.flatMap(({ requirement }) => (typeof requirement === 'number' ? [requirement] : []))
  const edges = [...bounds, 0, 1, 1_790_000_000_000, Number.MAX_SAFE_INTEGER]
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: Math.min(...edges), max: Math.max(...edges) }) },
    { weight: 3, arbitrary: fc.constantFrom(...edges).chain((edge) => fc.constantFrom(edge, edge + 1, edge - 1)) },
    { weight: 1, arbitrary: fc.constantFrom(1e308, -1e308, 0.5, 2 ** 53 + 2, 8.64e15, 8.64e15 + 1) },
  )
}
