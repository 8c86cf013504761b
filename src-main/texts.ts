import type { Language } from '../src-shared/language.ts'
import { oneLine } from '../src-shared/one-line.ts'
import { programTexts } from '../src-shared/texts/program-texts.ts'
import type { AppTexts } from '../src-shared/texts/program-texts-type.ts'
import { visitorInSentence } from '../src-shared/visitor-name.ts'

/** What the operating system shows for the app, in a person's language. Windows have their own texts. */
export function textsIn(language: Language): AppTexts {
  return programTexts[language].app
}

/** A visitor as the system's notices and menus name them: on one line, without control characters. */
export function visitorForSystem(name: string, language: Language): string {
  return visitorInSentence(oneLine(name), programTexts[language].visitor)
}

/** Text for an item of a menu, where a single `&` would underline the next letter and not be seen itself. */
export function menuLabel(text: string): string {
  return text.replaceAll('&', '&&')
}
