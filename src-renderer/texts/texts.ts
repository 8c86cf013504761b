import type { Language } from '../../src-shared/language.ts'
import { en } from './en/index.ts'
import { ja } from './ja/index.ts'
import type { Texts } from './texts-type.ts'

/** All that the staff reads. */
export const texts: Record<Language, Texts> = { ja, en }
