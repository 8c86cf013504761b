import * as v from 'valibot'
import { DeskRefSchema } from './desk-ref.ts'
import { DeskRoleSchema } from './desk-role.ts'

/** What was done about desks, rules, links and blocks, and what left the house. */
export const AuditActSchema = v.variant('kind', [
  v.object({ kind: v.literal('paired'), desk: DeskRefSchema }),
  v.object({ kind: v.literal('revoked'), desk: DeskRefSchema }),
  /** Of its own accord. */
  v.object({ kind: v.literal('left'), desk: DeskRefSchema }),
  v.object({ kind: v.literal('renamed'), desk: DeskRefSchema }),
  /** Of its own accord, in its own settings; `by` has the name of before. */
  v.object({ kind: v.literal('named-itself'), desk: DeskRefSchema }),
  v.object({ kind: v.literal('role-set'), desk: DeskRefSchema, role: DeskRoleSchema }),
  v.object({ kind: v.literal('put-out'), count: v.number() }),
  v.object({ kind: v.literal('profile-set') }),
  v.object({ kind: v.literal('rules-set') }),
  v.object({ kind: v.literal('call-outs-set') }),
  v.object({ kind: v.literal('visits-erased'), count: v.number() }),
  v.object({ kind: v.literal('visits-exported') }),
  v.object({ kind: v.literal('copy-asked') }),
  /** `name` is what customers open by it. */
  v.object({ kind: v.literal('relay-set-up'), name: v.string() }),
  v.object({ kind: v.literal('relay-removed'), name: v.string() }),
  /** The address of a proxy or tunnel of their own; `name` is its origin. */
  v.object({ kind: v.literal('own-address-set'), name: v.string() }),
  v.object({ kind: v.literal('own-address-removed'), name: v.string() }),
  /** A device that used a desk's link; `name` is what it called itself. */
  v.object({ kind: v.literal('newcomer-refused'), name: v.string() }),
  // Whose link or knock it was is not said: that goes when the visitor is erased, and this does not.
  v.object({ kind: v.literal('invitation-made'), untilMs: v.number() }),
  v.object({ kind: v.literal('invitation-revoked') }),
  v.object({ kind: v.literal('block-made'), untilMs: v.number() }),
  v.object({ kind: v.literal('block-lifted') }),
])
export type AuditAct = v.InferOutput<typeof AuditActSchema>

/** What every desk does, day by day: however often that is, it pushes nothing out of the list that owners did. */
export const everydayActs: readonly AuditAct['kind'][] = [
  'named-itself',
  'invitation-made',
  'invitation-revoked',
  'block-made',
  'block-lifted',
]

/** `by` is null for what came of the link of a start, which anybody may have used who could read it. */
export const AuditEntrySchema = v.object({ atMs: v.number(), by: v.nullable(DeskRefSchema), act: AuditActSchema })
export type AuditEntry = v.InferOutput<typeof AuditEntrySchema>
