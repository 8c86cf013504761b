/** What an operator installs, taken out of its wrapping and run. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'

export const root = path.join(import.meta.dirname, '../..')

/** Only a whole build has it. */
export const isBuilt = existsSync(path.join(root, 'out/third-party-licenses.txt'))

export type RunningPackage = {
  /** What it printed until it was ready, one a line. */
  readonly lines: readonly string[]
  readonly url: string
  /** Told to stop; resolves to its exit code. */
  readonly stop: () => Promise<unknown>
}

/** Starts it with these variables alone; rejects where it ends before it is ready. */
export async function runPackage(
  command: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<RunningPackage> {
  const [program = '', ...words] = command
  const child: ChildProcess = spawn(program, words, { ...options, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  const lines: string[] = []
  for await (const line of createInterface({ input: child.stdout! })) {
    lines.push(line)
    if (line === 'ready') break
  }
  if (lines.at(-1) !== 'ready') throw new Error(`It ended before it was ready: ${lines.join(', ')}`)
  const url = new URL(lines[0]?.split(' ').at(-1) ?? '').origin
  return {
    lines,
    url,
    async stop() {
      child.kill('SIGTERM')
      return (await ended)[0]
    },
  }
}
