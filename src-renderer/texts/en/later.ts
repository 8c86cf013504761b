import type { LaterTexts } from '../texts-type.ts'
import { copy } from './copy.ts'
import { relay } from './relay.ts'
import { settings } from './settings.ts'

/** What comes with the settings, in English. */
export const later: LaterTexts = { copy, relay, settings }
