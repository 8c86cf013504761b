import type { LaterTexts } from '../texts-type.ts'
import { copy } from './copy.ts'
import { ownAddress } from './own-address.ts'
import { relay } from './relay.ts'
import { settings } from './settings.ts'

/** What comes with the settings, in English. */
export const later: LaterTexts = { copy, ownAddress, relay, settings }
