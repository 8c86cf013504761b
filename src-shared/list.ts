import * as v from 'valibot'

/** Any number of such, not to be changed by who gets them. */
// @__NO_SIDE_EFFECTS__ -- So that a page which needs no such list carries none.
export function listOf<T>(schema: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, readonly T[]> {
  return v.array(schema)
}
