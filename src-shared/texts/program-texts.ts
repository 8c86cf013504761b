import type { Language } from '../language.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import type { ProgramTexts } from './program-texts-type.ts'

/**
 * What programs without a face of their own say: the app to the operating system, the room server to a browser and to a
 * spreadsheet. Pages have their own texts. A language without its texts does not compile.
 */
export const programTexts: Readonly<Record<Language, ProgramTexts>> = { ja, en }
