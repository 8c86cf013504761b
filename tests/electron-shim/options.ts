/** What the launcher hands to the shimmed app in `KONKON_SHIM`, as JSON. */
export type ShimOptions = {
  /** Stands for the user's home: where the system's folders are. */
  readonly home: string
  readonly chromium: string
  readonly chromiumArgs: readonly string[]
  /** Scripts for every page before its own, as text. */
  readonly initScripts: readonly string[]
  readonly isNotificationSupported: boolean
  /** BCP 47, as `app.getPreferredSystemLanguages()`. */
  readonly languages: readonly string[]
}

export function readShimOptions(): ShimOptions {
  const text = process.env['KONKON_SHIM']
  if (!text) throw new Error('The shim is started by tests/electron-shim/launch.ts.')
  return JSON.parse(text)
}
