/** The screens of the desk's window; kept in the address, so that a reload returns to the same one. */
export const screens = ['queue', 'visits', 'settings'] as const
export type Screen = (typeof screens)[number]

/** A screen may have parts of its own, e.g. `#settings/hours`. Anything unknown is the queue. */
export function screenIn(hash: string): Screen {
  return screens.find((screen) => hash === `#${screen}` || hash.startsWith(`#${screen}/`)) ?? 'queue'
}
