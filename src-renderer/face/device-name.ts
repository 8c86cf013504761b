import { textsIn } from '../texts/texts.ts'
import type { Language } from '../../src-shared/language.ts'

/** What kind of device this browser runs on, as people say it: what a desk is called until somebody has named it. */
export function deviceName(userAgent: string, language: Language): string {
  return textsIn(language).deskName.devices[kindOf(userAgent)]
}

function kindOf(userAgent: string): 'computer' | 'phone' | 'tablet' {
  if (/iPad/.test(userAgent)) return 'tablet'
  if (/iPhone/.test(userAgent)) return 'phone'
  // Android's browsers say "Mobile" on phones alone.
  if (/Android/.test(userAgent)) return /Mobile/.test(userAgent) ? 'phone' : 'tablet'
  return 'computer'
}
