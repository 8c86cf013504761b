/** The `konkon` command: what an operator does with a room server from a terminal. */
import { homedir } from 'node:os'
import path from 'node:path'
import { runCommandLine } from './command-line/command-line.ts'
import { readLine } from './start/read-line.ts'
import { onStopSignal } from './start/stop-signals.ts'

process.exitCode = await runCommandLine(process.argv.slice(2), {
  variables: process.env,
  machine: { platform: process.platform, homeFolder: homedir() },
  webFolder: path.join(import.meta.dirname, '../web'),
  now: Date.now,
  out: (words) => process.stdout.write(words),
  err: (words) => process.stderr.write(words),
  readLine,
  onStop: onStopSignal,
  exit: (code) => process.exit(code),
})
