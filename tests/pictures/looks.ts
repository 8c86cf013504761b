import type { Language } from '../../src-shared/language.ts'

/** One way a screen can look: where it is shown, in which language, by day or by night. */
export type Look = {
  readonly size: (typeof sizes)[number]
  readonly language: Language
  readonly theme: 'light' | 'dark'
}

/** The windows that people have: phone, tablet, small and large PC, and the small PC at 200 %. */
export const sizes = [
  { width: 390, height: 844, scale: 1, hasTouch: true },
  { width: 1024, height: 768, scale: 1, hasTouch: true },
  { width: 1366, height: 768, scale: 1, hasTouch: false },
  { width: 1920, height: 1080, scale: 1, hasTouch: false },
  { width: 683, height: 384, scale: 2, hasTouch: false },
] as const

/**
 * The looks in which a screen is pictured: every size once, both languages and both themes in all four pairs. The next
 * screen begins with the next pair, so that over all screens every size has every pair.
 */
export function looksOf(screen: number): readonly Look[] {
  return sizes.map((size, index) => {
    const pair = (screen + index) % 4
    return { size, language: pair % 2 === 0 ? 'ja' : 'en', theme: pair < 2 ? 'light' : 'dark' }
  })
}

/** What Playwright has to know to open a window of this look. */
export function windowOf({ size, theme }: Look) {
  const { width, height, scale, hasTouch } = size
  return { viewport: { width, height }, deviceScaleFactor: scale, hasTouch, colorScheme: theme }
}
