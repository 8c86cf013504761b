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

/**
 * JSON values, apart from `undefined`. Half of them are meant to fit in every part, because a large value with a small
 * chance of a miss in each part never does.
 */
export function valuesNear(schema: v.GenericSchema): fc.Arbitrary<unknown> {
  return fc.oneof(make(schema, 0), make(schema, 1))
}

/** `misses` weighs what does not fit. */
function make(node: Node, misses: 0 | 1): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 60, arbitrary: fitting(node, misses) }, { weight: misses, arbitrary: anything })
}

function fitting(node: Node, misses: 0 | 1): fc.Arbitrary<unknown> {
  const near = (part: Node): fc.Arbitrary<unknown> => make(part, misses)
  switch (node.type) {
    case 'object':
    case 'loose_object':
    case 'strict_object':
      return objects(node.entries ?? {}, misses)
    case 'array':
      return lists(near(node.item ?? node), node.pipe ?? [])
    case 'string':
      return strings(node.pipe ?? [], misses)
    case 'number':
      return numbers(node.pipe ?? [], misses)
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

function lists(items: fc.Arbitrary<unknown>, pipe: readonly Node[]): fc.Arbitrary<unknown> {
  const exact = numberIn(pipe, 'length')
  const most = exact ?? Math.min(numberIn(pipe, 'max_length') ?? 8, 8)
  return fc.array(items, { minLength: exact ?? numberIn(pipe, 'min_length') ?? 0, maxLength: most })
}

function objects(entries: Readonly<Record<string, Node>>, misses: 0 | 1): fc.Arbitrary<unknown> {
  const parts = Object.entries(entries).map(([name, node]) => [name, make(node, misses)] as const)
  const record = fc.record(Object.fromEntries(parts))
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

function strings(pipe: readonly Node[], misses: 0 | 1): fc.Arbitrary<string> {
  const longest = numberIn(pipe, 'max_length') ?? 100
  const edges = fc.constantFrom(longest, longest + 1).map((length) => 'あ'.repeat(Math.min(length, 120_000)))
  return fc.oneof(
    { weight: 20, arbitrary: wanted(pipe).map((text) => text.slice(0, longest)) },
    { weight: misses, arbitrary: edges },
    { weight: misses, arbitrary: evilText },
  )
}

/** What the pipe asks for in other ways than by length. */
function wanted(pipe: readonly Node[]): fc.Arbitrary<string> {
  if (pipe.some(({ type }) => type === 'email')) return fc.emailAddress()
  if (pipe.some(({ type }) => type === 'iso_date')) return isoDate
  // The only texts that are checked by a function of ours.
  if (pipe.some(({ type }) => type === 'check')) return fc.constantFrom('Asia/Tokyo', 'UTC', 'Antarctica/Troll')
  const patterns = pipe.flatMap(({ requirement }) => (requirement instanceof RegExp ? [requirement] : []))
  return patterns.length === 0 ? evilText : matching(patterns)
}

const isoDate = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

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

function numbers(pipe: readonly Node[], misses: 0 | 1): fc.Arbitrary<number> {
  const least = numberIn(pipe, 'min_value') ?? 0
  const most = numberIn(pipe, 'max_value') ?? Number.MAX_SAFE_INTEGER
  const within = fc.integer({ min: Math.ceil(least), max: Math.floor(most) })
  return fc.oneof(
    { weight: 20, arbitrary: within },
    { weight: 3, arbitrary: fc.constantFrom(least, most) },
    { weight: misses, arbitrary: fc.constantFrom(least - 1, most + 1, 0.5, -0.5) },
    { weight: misses, arbitrary: fc.constantFrom(1e308, -1e308, 2 ** 53 + 2, 8.64e15, 8.64e15 + 1) },
  )
}

function numberIn(pipe: readonly Node[], type: string): number | null {
  const requirement = pipe.find((node) => node.type === type)?.requirement
  return typeof requirement === 'number' ? requirement : null
}
