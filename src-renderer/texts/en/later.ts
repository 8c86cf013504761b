import type { LaterTexts } from '../texts-type.ts'
import { copy } from './copy.ts'
import { settings } from './settings.ts'

/** What comes with the settings, in English. */
export const later: LaterTexts = { copy, settings }
