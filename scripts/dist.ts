/**
 * Makes installers for the system it runs on, after `npm run build`.
 * With `KONKON_UPDATES_URL` the apps look there for newer versions; put everything from `dist/` there.
 */
import { build, type Configuration } from 'electron-builder'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { withUpdates } from './dist/with-updates.ts'

const root = path.join(import.meta.dirname, '..')
const configuration = parse(await readFile(path.join(root, 'electron-builder.yml'), 'utf8')) as Configuration

try {
  const config = withUpdates(configuration, process.env['KONKON_UPDATES_URL'])
  // Uploading is the workflow's part: whoever can build need not be able to publish.
  const files = await build({ projectDir: root, config, publish: 'never' })
  process.stdout.write(`${files.join('\n')}\n`)
} catch (cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`)
  process.exitCode = 1
}
