import type { Language } from '../../src-shared/language.ts'
import { offline as en } from './en/offline.ts'
import { offline as ja, type OfflineTexts } from './ja/offline.ts'

/** Apart from the other texts, so that the service worker carries no more than it says. */
export const offlineTexts: Record<Language, OfflineTexts> = { ja, en }
