import { copy } from './copy.ts'
import { settings } from './settings.ts'

/** What comes with the settings, in Japanese. */
export const later = { copy, settings }
