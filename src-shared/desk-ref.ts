import * as v from 'valibot'
import { DeskIdSchema, type DeskId } from './ids.ts'
import { limits } from './limits.ts'
import { lineSchema } from './one-line.ts'

/** A desk as other desks and the visit log name it. */
export type DeskRef = { readonly id: DeskId; readonly name: string }

/** As it is told and kept: the name was checked when it was given. */
export const DeskRefSchema: v.GenericSchema<unknown, DeskRef> = v.object({ id: DeskIdSchema, name: v.string() })

/** A desk that is there now, as the others see it. */
export type ConnectedDesk = DeskRef & {
  /** Its screen is locked, so that nobody sees it. */
  readonly isLocked?: true
}
export const ConnectedDeskSchema: v.GenericSchema<unknown, ConnectedDesk> = v.object({
  id: DeskIdSchema,
  name: v.string(),
  isLocked: v.exactOptional(v.literal(true)),
})

/** What a desk, or a person, calls a desk. */
export const DeskNameSchema = lineSchema(limits.nameLength)

/** As a desk introduces itself. */
export const IntroducedDeskSchema = v.object({ id: DeskIdSchema, name: DeskNameSchema })
