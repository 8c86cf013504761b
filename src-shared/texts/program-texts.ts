import type { Language } from '../language.ts'
import { en, permissions as enPermissions } from './en.ts'
import { ja, permissions as jaPermissions } from './ja.ts'
import type { PermissionWords, ProgramTexts } from './program-texts-type.ts'

/**
 * What programs without a face of their own say: the app to the operating system, the room server to a browser and to a
 * spreadsheet. Pages have their own texts, but for what both say of a refused device. A language without its texts does not compile.
 */
export const programTexts: Readonly<Record<Language, ProgramTexts>> = { ja, en }

/** Beside the rest, so that a page takes these alone. */
export const permissionWords: Readonly<Record<Language, PermissionWords>> = { ja: jaPermissions, en: enPermissions }
