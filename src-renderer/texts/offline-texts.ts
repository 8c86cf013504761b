import type { Language } from '../../src-shared/language.ts'
import { offline as en } from './en/offline.ts'
import { offline as ja } from './ja/offline.ts'

export type OfflineTexts = { readonly [Key in keyof typeof ja]: string }

/** Apart from the other texts, so that the service worker carries no more than it says. */
export const offlineTexts: Record<Language, OfflineTexts> = { ja, en }
