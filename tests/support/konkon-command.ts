/** The `konkon` command as a program of its own, from its sources. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { text } from 'node:stream/consumers'

export type CommandOutcome = { readonly code: number | null; readonly out: string; readonly err: string }

const program = path.join(import.meta.dirname, '../../src-server/konkon.ts')

export async function runKonkon(
  args: readonly string[],
  where: { readonly dataFolder: string; readonly cwd?: string },
): Promise<CommandOutcome> {
  const child = spawn(
    process.execPath,
    ['--import', 'data:text/javascript,globalThis.__KONKON_VERSION__="0"', program, ...args],
    {
      env: { PATH: process.env['PATH'], KONKON_DATA: where.dataFolder },
      cwd: where.cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const code = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, out, err }
}
