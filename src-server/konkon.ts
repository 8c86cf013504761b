/** The `konkon` command: what an operator does with a room server from a terminal. */
import { homedir } from 'node:os'
import { runCommandLine } from './command-line/command-line.ts'

process.exitCode = await runCommandLine(process.argv.slice(2), {
  variables: process.env,
  machine: { platform: process.platform, homeFolder: homedir() },
  nowMs: Date.now(),
  out: (words) => process.stdout.write(words),
  err: (words) => process.stderr.write(words),
})
