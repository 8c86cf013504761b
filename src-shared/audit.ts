import * as v from 'valibot'
import { DeskRefSchema } from './desk-ref.ts'
import { DeskRoleSchema } from './desk-role.ts'

/** What was done about desks, rules and what leaves the house. */
export const AuditActSchema = v.variant('kind', [
  v.object({ kind: v.literal('paired'), desk: DeskRefSchema }),
  v.object({ kind: v.literal('revoked'), desk: DeskRefSchema }),
  v.object({ kind: v.literal('renamed'), desk: DeskRefSchema }),
  v.object({ kind: v.literal('role-set'), desk: DeskRefSchema, role: DeskRoleSchema }),
  v.object({ kind: v.literal('put-out'), count: v.number() }),
  v.object({ kind: v.literal('profile-set') }),
  v.object({ kind: v.literal('rules-set') }),
  v.object({ kind: v.literal('call-outs-set') }),
  v.object({ kind: v.literal('visits-erased'), count: v.number() }),
  v.object({ kind: v.literal('visits-exported') }),
  v.object({ kind: v.literal('copy-asked') }),
])
export type AuditAct = v.InferOutput<typeof AuditActSchema>

/** `by` is null for what came of the link of a start, which anybody may have used who could read it. */
export const AuditEntrySchema = v.object({ atMs: v.number(), by: v.nullable(DeskRefSchema), act: AuditActSchema })
export type AuditEntry = v.InferOutput<typeof AuditEntrySchema>
