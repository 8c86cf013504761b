import { copy } from './copy.ts'
import { ownAddress } from './own-address.ts'
import { relay } from './relay.ts'
import { settings } from './settings.ts'

/** What comes with the settings, in Japanese. */
export const later = { copy, ownAddress, relay, settings }
