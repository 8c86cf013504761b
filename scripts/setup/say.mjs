/** One line to the person at the terminal. On stderr, because stdout belongs to the lines that programs read. */
export function say(line) {
  process.stderr.write(`konkon: ${line}\n`)
}

/** Ends with one sentence instead of a stack: for what the person can mend, not for bugs. */
export function giveUp(line) {
  say(line)
  process.exit(1)
}
