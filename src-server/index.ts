/** The room server as a program of its own. */
import { homedir } from 'node:os'
import path from 'node:path'
import { parseEnvironment } from './start/environment.ts'
import { serve } from './start/serve.ts'
import { onStopSignal } from './start/stop-signals.ts'

const err = (words: string): boolean => process.stderr.write(words)
const parsed = parseEnvironment(process.env, { platform: process.platform, homeFolder: homedir() })
if (parsed.kind === 'invalid') {
  err(`${parsed.message}\n`)
  process.exit(2)
}
process.exit(
  await serve(parsed.environment, {
    variables: process.env,
    webFolder: path.join(import.meta.dirname, '../web'),
    out: (words) => process.stdout.write(words),
    err,
    onStop: onStopSignal,
  }),
)
