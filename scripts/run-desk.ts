/** Runs the built front desk: the app where Electron can run, else the room server with the desk as a page. */
import { spawn, type ChildProcess } from 'node:child_process'
import { homedir } from 'node:os'
import path from 'node:path'
import open from 'open'
import { readSettings } from '../src-server/start/settings.ts'
import type { Shell } from '../src-server/start/variables.ts'
import { ensureElectron } from './run/electron-binary.ts'
import { hasDisplay } from './run/display.ts'
import { say } from './setup/say.mjs'

const root = path.join(import.meta.dirname, '..')
const read = readSettings(process.env, { platform: process.platform, homeFolder: homedir() })
if (read.kind !== 'ok') {
  process.stderr.write(`${read.message}\n`)
  process.exit(2)
}

const asked = read.settings.environment.shell ?? (hasDisplay() ? 'electron' : 'none')
const electron = asked === 'electron' ? await ensureElectron(root) : null
if (electron?.kind === 'available') {
  run(electron.path, [root], 'inherit')
} else {
  if (electron) {
    say({
      ja: `${electron.reason.ja}代わりに、ブラウザーのページとして始めます。`,
      en: `${electron.reason.en} The front desk starts as a page in the browser instead.`,
    })
  }
  if (read.settings.environment.shell === null && asked === 'none') {
    say({
      ja: '画面がないので、何も開きません。下の「front desk:」のリンクをブラウザーで開いてください。',
      en: 'no display here, so nothing is opened: open the front desk link below in a browser.',
    })
  }
  runServer(asked === 'none' ? 'none' : 'browser')
}

function runServer(shell: Exclude<Shell, 'electron'>): void {
  const child = run(process.execPath, [path.join(root, 'out/server/index.js')], 'pipe')
  let rest = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    process.stdout.write(chunk)
    if (shell === 'none') return
    const lines = (rest + chunk.toString()).split('\n')
    rest = lines.pop() ?? ''
    const deskUrl = lines
      .find((line) => line.startsWith('front desk: '))
      ?.split(' ')
      .at(-1)
    if (deskUrl) void openPage(deskUrl)
  })
}

async function openPage(url: string): Promise<void> {
  const sayHow = (): void =>
    say({
      ja: 'ブラウザーを開けませんでした。上の「front desk:」のリンクを、ブラウザーで開いてください。',
      en: 'the browser could not be opened: open the front desk link above by hand.',
    })
  try {
    const browser = await open(url)
    browser.once('error', sayHow)
  } catch {
    sayHow()
  }
}

/** The child is this program's continuation: signals are passed on, and its exit code becomes ours. */
function run(command: string, args: readonly string[], stdout: 'inherit' | 'pipe'): ChildProcess {
  const child = spawn(command, args, { cwd: root, stdio: ['inherit', stdout, 'inherit'] })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    say({ ja: `${command} を始められませんでした：${error.message}`, en: `${command} did not start: ${error.message}` })
    process.exit(1)
  })
  child.once('exit', (code) => process.exit(code ?? 1))
  return child
}
