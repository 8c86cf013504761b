/**
 * One line to the person at the terminal, in the language of the machine, in both where it names none. On stderr,
 * because stdout belongs to the lines that programs read.
 *
 * @param {string | { readonly ja: string; readonly en: string }} line What only developers read is English alone.
 */
export function say(line) {
  process.stderr.write(`konkon: ${wordsOf(line)}\n`)
}

/** Ends with one sentence instead of a stack: for what the person can mend, not for bugs. */
export function giveUp(line) {
  say(line)
  process.exit(1)
}

/** @param {string | { readonly ja: string; readonly en: string }} line */
function wordsOf(line) {
  if (typeof line === 'string') return line
  const language = machineLanguage()
  return language === null ? `${line.ja} / ${line.en}` : line[language]
}

/** Null where nobody has said which: a terminal in the C locale may be anybody's. */
function machineLanguage() {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  const named = LC_ALL || LC_MESSAGES || LANG
  // Windows has none of these variables; macOS does not set them for a program that is started from its desktop.
  const locale = named || (process.platform === 'linux' ? 'C' : Intl.DateTimeFormat().resolvedOptions().locale)
  if (/^(C|POSIX)\b/.test(locale)) return null
  return locale.startsWith('ja') ? 'ja' : 'en'
}
