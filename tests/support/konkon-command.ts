/** The `konkon` command as a program of its own, from its sources. */
import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'
import { tmpdir } from 'node:os'
import { buffer } from 'node:stream/consumers'
import type { Terminal } from '../../src-server/command-line/terminal.ts'

export type CommandOutcome = { readonly code: number | null; readonly out: string; readonly err: string }

export type CommandPlace = {
  readonly dataFolder: string
  readonly cwd?: string
  readonly variables?: Readonly<Record<string, string>>
  /** What is typed; nothing when absent. */
  readonly input?: string
}

const program = path.join(import.meta.dirname, '../../src-server/konkon.ts')
/** Halves what a start costs. */
const compileCache = path.join(tmpdir(), 'konkon-test-compile-cache')

export async function runKonkon(args: readonly string[], where: CommandPlace): Promise<CommandOutcome> {
  const child = startKonkon(args, where)
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  // With the byte order mark of a table, if there is one.
  const [out, err] = await Promise.all([buffer(child.stdout!), buffer(child.stderr!)])
  return { code: await code, out: out.toString(), err: err.toString() }
}

/** For a command that goes on until it is stopped. */
export function startKonkon(
  args: readonly string[],
  { dataFolder, cwd, variables, input }: CommandPlace,
): ChildProcess {
  const child = spawn(
    process.execPath,
    ['--import', 'data:text/javascript,globalThis.__KONKON_VERSION__="0"', program, ...args],
    {
      env: {
        PATH: process.env['PATH'],
        KONKON_DATA: dataFolder,
        NODE_COMPILE_CACHE: compileCache,
        LANG: 'en_GB.UTF-8',
        ...variables,
      },
      cwd,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    },
  )
  child.stdin?.end(input)
  return child
}

/** A terminal for a command in this process, and what it was told. */
export function makeTerminal(
  variables: NodeJS.ProcessEnv,
  homeFolder: string,
): { readonly terminal: Terminal; readonly said: { out: string; err: string } } {
  const said = { out: '', err: '' }
  const terminal: Terminal = {
    variables,
    machine: { platform: process.platform, homeFolder },
    webFolder: homeFolder,
    now: () => 0,
    out: (words) => (said.out += words),
    err: (words) => (said.err += words),
    readLine: async () => '',
    onStop: () => undefined,
    exit(code) {
      throw new Error(`It ended the program with ${code}.`)
    },
  }
  return { terminal, said }
}
