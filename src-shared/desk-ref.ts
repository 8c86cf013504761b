import * as v from 'valibot'
import { DeskIdSchema, type DeskId } from './ids.ts'
import { limits } from './limits.ts'

/** A desk as other desks and the visit log name it. */
export type DeskRef = { readonly id: DeskId; readonly name: string }

/** As it is told and kept: the name was checked when it was given. */
export const DeskRefSchema: v.GenericSchema<unknown, DeskRef> = v.object({ id: DeskIdSchema, name: v.string() })

/** As a desk introduces itself. */
export const IntroducedDeskSchema = v.object({
  id: DeskIdSchema,
  name: v.pipe(v.string(), v.trim(), v.maxLength(limits.nameLength)),
})
