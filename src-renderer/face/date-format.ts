const made = new Map<string, Intl.DateTimeFormat>()

/**
 * A format for dates and times, made once for each language and options: making one takes longer than painting a row.
 */
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify([language, options])
  const known = made.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat(language, options)
  made.set(key, format)
  return format
}
