import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { IceServer } from '../../../src-shared/call.ts'

export type BuiltServer = {
  readonly visitorUrl: string
  readonly deskUrl: string
  /** As a power cut would: no chance to save anything. */
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<void>
  /** As the machine that falls asleep; `wake` ends that. */
  readonly sleep: () => void
  readonly wake: () => void
}

/** Runs the built stand-alone server and waits for the three lines that it promises. */
export async function startBuiltServer(options: {
  readonly dataFolder: string
  readonly port: number
  readonly iceServers?: readonly IceServer[]
  readonly turnSecret?: string | null
  readonly variables?: Readonly<Record<string, string>>
}): Promise<BuiltServer> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../../../out/server/index.js')], {
    env: {
      ...process.env,
      KONKON_HOST: '127.0.0.1',
      KONKON_PORT: String(options.port),
      KONKON_DATA: options.dataFolder,
      KONKON_ICE_SERVERS: JSON.stringify(options.iceServers ?? []),
      KONKON_TURN_SECRET: options.turnSecret ?? '',
      ...options.variables,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const urls = await readUrls(child)
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  return {
    ...urls,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    sleep: () => void child.kill('SIGSTOP'),
    wake: () => void child.kill('SIGCONT'),
  }
}

async function readUrls(child: ChildProcess): Promise<{ visitorUrl: string; deskUrl: string }> {
  if (child.stdout === null) throw new Error('The server has no stdout.')
  const lines: string[] = []
  for await (const line of createInterface(child.stdout)) {
    lines.push(line)
    if (line === 'ready') break
  }
  const lastWord = (start: string): string =>
    lines
      .find((line) => line.startsWith(start))
      ?.split(' ')
      .at(-1) ?? ''
  const urls = { visitorUrl: lastWord('visitor page:'), deskUrl: lastWord('front desk:') }
  if (!urls.visitorUrl || !urls.deskUrl)
    throw new Error(`The server did not become ready. It printed: ${lines.join(' | ')}`)
  return urls
}
