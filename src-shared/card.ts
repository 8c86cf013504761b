import * as v from 'valibot'
import { cardCommandSchemas } from './desk-command.ts'
import type { DeskSettings } from './desk-settings.ts'
import type { DeskState } from './desk-state.ts'

/** The answers that the card has buttons for. */
export const CardCommandSchema = v.variant('kind', cardCommandSchemas)
export type CardCommand = v.InferOutput<typeof CardCommandSchema>

/** What the card shows. The rest of the desk, keys and phone numbers among it, never reaches its window. */
export type CardState = Pick<DeskState, 'calls' | 'clockOffsetMs' | 'connection' | 'knocks' | 'room' | 'self'> & {
  readonly settings: Pick<DeskSettings, 'language' | 'theme'>
}
