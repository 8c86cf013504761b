declare const __KONKON_VERSION__: string

/** Set by the build. */
export const version = __KONKON_VERSION__
