import type { Language } from '../language.ts'
import { en as enPermissions } from '../permission-words/en.ts'
import { ja as jaPermissions } from '../permission-words/ja.ts'
import type { PermissionWords } from '../permission-words/permission-words-type.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import type { ProgramTexts } from './program-texts-type.ts'

/**
 * What programs without a face of their own say: the app to the operating system, the room server to a browser and to a
 * spreadsheet. Pages have their own texts, but for what both say of a refused device. A language without its texts does not compile.
 */
export const programTexts: Readonly<Record<Language, ProgramTexts>> = { ja, en }

/** Beside the rest, so that a page takes these alone. */
export const permissionWords: Readonly<Record<Language, PermissionWords>> = { ja: jaPermissions, en: enPermissions }
