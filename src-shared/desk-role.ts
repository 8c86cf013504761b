import * as v from 'valibot'

/**
 * What a desk may do: an *owner* also decides about desks, rules, call-outs and what leaves the house. Which command
 * needs which stands beside the command.
 */
export const DeskRoleSchema = v.picklist(['owner', 'desk'])
export type DeskRole = v.InferOutput<typeof DeskRoleSchema>
