/** The server as a process of its own, which can be killed with no chance to say goodbye. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { parseRoomAddress, type ServerAddress } from './room-client.ts'

export type ServerProcess = {
  readonly address: ServerAddress
  /** The link of this start, which pairs one desk. */
  readonly deskUrl: string
  readonly port: number
  readonly pid: number
  /** `kill -9`; resolves once it is gone. */
  readonly kill: () => Promise<void>
  /** From now on it kills itself at that write, counted from here. */
  readonly killAt: (order: KillOrder) => Promise<void>
  /** Resolves once it is gone, by whatever hand. */
  readonly gone: Promise<unknown>
}

/** `write` counts from 1. */
export type KillOrder = { readonly write: number; readonly moment: 'before' | 'after' }

const program = path.join(import.meta.dirname, '../../src-server/index.ts')
/** Halves what a start costs. */
const compileCache = path.join(tmpdir(), 'konkon-test-compile-cache')
const faultPoints = path.join(import.meta.dirname, 'kill-at-write.ts')

export type ServerProcessOptions = {
  /** Further options of Node, before the program. */
  readonly nodeOptions?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
}

/** Resolves once it is ready, on any free port, with what `dataFolder` holds. */
export async function startServerProcess(
  dataFolder: string,
  { nodeOptions = [], environment = {} }: ServerProcessOptions = {},
): Promise<ServerProcess> {
  const child = spawn(
    process.execPath,
    [
      ...nodeOptions,
      '--import',
      'data:text/javascript,globalThis.__KONKON_VERSION__="0"',
      '--import',
      faultPoints,
      program,
    ],
    {
      env: {
        PATH: process.env['PATH'],
        KONKON_PORT: '0',
        KONKON_DATA: dataFolder,
        NODE_COMPILE_CACHE: compileCache,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    },
  )
  const gone = once(child, 'exit')
  const lines: string[] = []
  for await (const line of createInterface(child.stdout!)) if (lines.push(line) === 3) break
  const deskUrl = lines[1]?.split(' ').at(-1) ?? ''
  const { origin, port } = new URL(deskUrl)
  return {
    address: { url: origin, room: parseRoomAddress('front-desk') },
    deskUrl,
    port: Number(port),
    pid: child.pid ?? 0,
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGKILL')
      await gone
    },
    async killAt(order) {
      const armed = once(child, 'message')
      child.send(order)
      await armed
    },
    gone,
  }
}
