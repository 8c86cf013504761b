/** A server that ends without a farewell and comes back with what the disk holds. */
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import type { RoomServer } from '../../src-server/start/room-server.ts'
import { createClock, type Clock } from '../../src-shared/clock.ts'
import { createFakeClock } from '../fakes/fake-clock.ts'
import { boundlessPolicy as policy } from '../support/boundless-policy.ts'
import type { ServerAddress } from '../support/room-client.ts'
import { startServerProcess } from '../support/server-process.ts'
import { makeFolder, startServer } from '../support/start-server.ts'

export type FaultyServer = {
  readonly clock: Clock
  /** With the link of its last start, which pairs one desk. */
  readonly getAddress: () => ServerAddress & { readonly deskUrl: string }
  readonly getPort: () => number
  /** `beforeEnd` runs at the moment of the crash, and cuts every client off, so that nothing is told afterwards. */
  readonly crash: (beforeEnd: () => void) => Promise<void>
  /** Does nothing where the clock is the machine's own. */
  readonly pass: (ms: number) => void
  readonly canPass: boolean
  /** Of the clock that the test moves. */
  readonly countTimers: () => number
  readonly dispose: () => Promise<void>
}

/**
 * In this process, by a clock that the test moves. A crash keeps what `kill -9` would leave: the files as they are at
 * that moment, write-ahead log and all. What the old server still does, it does to files that nobody reads again.
 */
export async function startFaultyServer(): Promise<FaultyServer> {
  const clock = createFakeClock()
  const folder = await makeFolder()
  let life = 0
  const dataFolder = (): string => path.join(folder, String(life))
  let server: RoomServer = await startServer({ clock, policy, dataFolder: dataFolder() })
  return {
    clock,
    canPass: true,
    countTimers: () => clock.pending,
    getAddress: () => server,
    getPort: () => server.port,
    pass: clock.advance,
    async crash(beforeEnd) {
      const before = dataFolder()
      life += 1
      mkdirSync(dataFolder())
      // A socket cannot be copied, and is no data.
      for (const name of readdirSync(before).filter((file) => !file.endsWith('.sock')))
        copyFileSync(path.join(before, name), path.join(dataFolder(), name))
      beforeEnd()
      await server.dispose()
      server = await startServer({ clock, policy, dataFolder: dataFolder() })
    },
    async dispose() {
      await server.dispose()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** A process of its own, and a real `kill -9`. */
export async function startKillableServer(): Promise<FaultyServer> {
  const folder = await makeFolder()
  let server = await startServerProcess(folder)
  return {
    clock: createClock(globalThis),
    canPass: false,
    countTimers: () => 0,
    getAddress: () => ({ ...server.address, deskUrl: server.deskUrl }),
    getPort: () => server.port,
    pass: () => undefined,
    async crash(beforeEnd) {
      const killed = server.kill()
      beforeEnd()
      await killed
      server = await startServerProcess(folder)
    },
    async dispose() {
      await server.kill()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
