/** Starts the built room server and the bare program beside it, each in its own process on a free port. */
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

const root = path.join(import.meta.dirname, '../..')
export const productFolder = path.join(root, 'out/server')

export type Program = {
  /** Every line it printed up to `ready`. */
  readonly lines: readonly string[]
  /** From the start of the process to the line `ready`. */
  readonly startMs: number
  readonly pid: number
  stop: () => Promise<void>
}

export type Product = Program & { readonly visitorUrl: string; readonly deskUrl: string }

/** The room server as `npm run server` runs it, with nothing kept from before. */
export async function startProduct(): Promise<Product> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'konkon-bench-'))
  const program = await startProgram(path.join(productFolder, 'index.js'), {
    KONKON_DATA: dataFolder,
    KONKON_PORT: '0',
  })
  const lastWord = (start: string): string =>
    program.lines
      .find((line) => line.startsWith(start))
      ?.split(' ')
      .at(-1) ?? ''
  return {
    ...program,
    visitorUrl: lastWord('visitor page:'),
    deskUrl: lastWord('front desk:'),
    async stop() {
      await program.stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

/** The bare program: `node:http` and Socket.IO. */
export async function startBare(): Promise<Program & { readonly url: string }> {
  const program = await startProgram(path.join(root, 'bench/bare/server.mjs'), {})
  return { ...program, url: program.lines.find((line) => line.startsWith('http')) ?? '' }
}

async function startProgram(file: string, environment: NodeJS.ProcessEnv): Promise<Program> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, KONKON_HOST: '127.0.0.1', ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const lines = await readUntilReady(child, file)
  return {
    lines,
    startMs: performance.now() - startedAt,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exited = once(child, 'exit')
      child.kill('SIGTERM')
      await exited
    },
  }
}

async function readUntilReady(
  child: ChildProcessByStdio<null, Readable, null>,
  file: string,
): Promise<readonly string[]> {
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    if (line === 'ready') return lines
    lines.push(line)
  }
  throw new Error(`${file} ended before it was ready. It printed: ${lines.join(' | ')}`)
}

/** Resident memory in MB; NaN where the system does not say it in `/proc`. */
export function residentMegabytes(pid: number): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'))?.[1]
    return Number(kilobytes) / 1024
  } catch {
    // Not Linux: the column then says NaN rather than something made up.
    return Number.NaN
  }
}
