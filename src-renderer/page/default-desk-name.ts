import { texts } from '../texts/texts.ts'
import type { Language } from '../../src-shared/language.ts'

/** A desk page's name until somebody gives it one: the kind of device, so that desks can be told apart in a list. */
export function defaultDeskName(userAgent: string, language: Language): string {
  const device = /iPhone|iPad|Android/.exec(userAgent)?.[0]
  return device ?? texts[language].browser
}
