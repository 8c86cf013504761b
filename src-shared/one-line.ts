/** Control, format and line-breaking characters, which would tear a name apart or turn it around. */
const breaking = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/** The text on one line, each run of white space one space. */
export function oneLine(text: string): string {
  return text.replace(breaking, ' ').replace(/\s+/g, ' ').trim()
}
