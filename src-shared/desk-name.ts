import { limits } from './limits.ts'

/** The name, or where another desk has it, the name with the first number that makes it one's own: *Phone 2*. */
export function freeDeskName(name: string, taken: readonly string[]): string {
  if (name === '' || !taken.includes(name)) return name
  for (let number = 2; ; number += 1) {
    const suffix = ` ${String(number)}`
    const numbered = name.slice(0, limits.nameLength - suffix.length) + suffix
    if (!taken.includes(numbered)) return numbered
  }
}
