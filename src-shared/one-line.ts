import * as v from 'valibot'

/** Control, format and line-breaking characters, which would tear a name apart or turn it around. */
const breaking = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/** The text on one line, each run of white space one space, and half a character (UTF-16) the sign for a missing one. */
export function oneLine(text: string): string {
  return text.toWellFormed().replace(breaking, ' ').replace(/\s+/g, ' ').trim()
}

/** What anybody may write on one line that others read, a stranger or a desk; it may be empty. */
export function lineSchema(maxLength: number) {
  return v.pipe(v.string(), v.trim(), v.maxLength(maxLength), v.transform(oneLine))
}
