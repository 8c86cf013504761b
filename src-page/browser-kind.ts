import type { BrowserKind } from '../src-shared/permission-place.ts'

/** By what a browser calls itself, since nothing else tells where it keeps its permissions. */
export function browserKind(browser: { readonly userAgent: string; readonly maxTouchPoints: number }): BrowserKind {
  const { userAgent } = browser
  // An iPad calls itself a Mac, but no Mac has a touch screen.
  const isIos = /iPhone|iPad|iPod/.test(userAgent) || (/Macintosh/.test(userAgent) && browser.maxTouchPoints > 1)
  if (isIos) return /CriOS|FxiOS|EdgiOS|GSA\//.test(userAgent) ? 'ios-app' : 'ios-safari'
  if (/Firefox\//.test(userAgent)) return 'firefox'
  if (/Android/.test(userAgent)) return 'android'
  return /Macintosh/.test(userAgent) && !/Chrome\//.test(userAgent) ? 'mac-safari' : 'chromium'
}
