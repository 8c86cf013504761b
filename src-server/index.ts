/** The room server as a program of its own. */
import { homedir } from 'node:os'
import path from 'node:path'
import { serve } from './start/serve.ts'
import { readSettings } from './start/settings.ts'
import { onStopSignal } from './start/stop-signals.ts'

const err = (words: string): boolean => process.stderr.write(words)
const read = readSettings(process.env, { platform: process.platform, homeFolder: homedir() })
if (read.kind !== 'ok') {
  err(`${read.message}\n`)
  process.exit(2)
}
process.exit(
  await serve(read.settings, {
    webFolder: path.join(import.meta.dirname, '../web'),
    out: (words) => process.stdout.write(words),
    err,
    onStop: onStopSignal,
  }),
)
