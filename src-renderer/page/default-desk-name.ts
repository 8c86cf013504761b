import { texts } from '../texts/texts.ts'
import type { Language } from '../../src-shared/language.ts'

/** How a desk page is called until somebody names it: after the kind of device, so that a list of desks can be read. */
export function defaultDeskName(userAgent: string, language: Language): string {
  const device = /iPhone|iPad|Android/.exec(userAgent)?.[0]
  return device ?? texts[language].browser
}
