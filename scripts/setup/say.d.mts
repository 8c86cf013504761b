/** What a person at the terminal reads, in both languages; what only developers read is English alone. */
export type Line = string | { readonly ja: string; readonly en: string }

export function say(line: Line): void
export function giveUp(line: Line): never
