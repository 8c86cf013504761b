/**
 * The last resort of the alert ladder for real: node-notifier on a D-Bus session with a notice server, under a virtual
 * display. What dunst shows is read back from dunst itself.
 */
import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

const run = promisify(execFile)
const needed = ['Xvfb', 'dbus-run-session', 'dunst', 'dunstctl', 'notify-send'] as const
const missing = needed.filter(
  (name) => !(process.env['PATH'] ?? '').split(path.delimiter).some((folder) => existsSync(path.join(folder, name))),
)

if (missing.length > 0)
  process.stdout.write(`Not tested: a real notice, because ${missing.join(', ')} is not installed.\n`)

test.skipIf(missing.length > 0)('its notice arrives at the desktop, name and all', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'konkon-notifier-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const display = await startDisplay()
  const program = path.join(import.meta.dirname, 'support/show-plain-alert.ts')
  // The session: a notice server, our own adapter, and what the server then shows.
  const script = path.join(folder, 'session.sh')
  await writeFile(
    script,
    `set -e
dunst >/dev/null 2>&1 &
for look in $(seq 100); do dunstctl count >/dev/null 2>&1 && break; sleep 0.1; done
"$1" "$2" "$3"
for look in $(seq 100); do [ "$(dunstctl count displayed)" -gt 0 ] && break; sleep 0.1; done
dunstctl close-all
dunstctl history
kill %1
`,
  )
  const injected = path.join(folder, 'injected')
  const name = `-u critical $(touch ${injected}) \`touch ${injected}\` "Ana"`
  const { stdout } = await run('dbus-run-session', ['--', 'bash', script, process.execPath, program, name], {
    env: { ...process.env, DISPLAY: display, HOME: folder, XDG_CONFIG_HOME: folder, XDG_RUNTIME_DIR: folder },
  })
  const [status = '', ...history] = stdout.split('\n')
  expect(JSON.parse(status)).toEqual({ kind: 'shown' })
  const shown = JSON.parse(history.join('\n')).data[0]
  expect(
    shown.map((notice: { summary: { data: string }; body: { data: string } }) => [
      notice.summary.data,
      notice.body.data,
    ]),
  ).toEqual([[`Knock: ${name} is at the door`, 'Open the front desk window.']])
  expect(existsSync(injected)).toBe(false)
})

/** Starts an X server on a free display; it is ended with the test. */
async function startDisplay(): Promise<string> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1024x768x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void server.kill())
  const numbers = server.stdio[3]
  if (!numbers || !('once' in numbers)) throw new Error('Xvfb has no pipe for its display number.')
  const number = await new Promise<string>((resolve, reject) => {
    numbers.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()))
    server.once('exit', (code) => reject(new Error(`Xvfb ended with code ${code}.`)))
  })
  return `:${number}`
}
