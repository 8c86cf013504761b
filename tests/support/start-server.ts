import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pino } from 'pino'
import type { MachineClock } from '../../src-server/time/server-clock.ts'
import { loopback } from '../../src-server/call-outs/closed-addresses.ts'
import { defaultPolicy, type Policy } from '../../src-server/policy.ts'
import { startRoomServer, type RoomServer } from '../../src-server/start/room-server.ts'
import type { RoomServerOptions } from '../../src-server/start/room-server-options.ts'
import { parseRoomAddress } from './room-client.ts'

export type StartServerOptions = {
  /** The machine's own clock when absent. */
  readonly clock?: MachineClock
  readonly policy?: Partial<Policy>
  /** Kept by the caller, for a restart with the same data. A folder that goes with the server when absent. */
  readonly dataFolder?: string
  /** Built pages; two tiny stand-ins when absent. */
  readonly webFolder?: string
  readonly port?: number
  readonly room?: string
  readonly trustedProxies?: readonly string[]
  readonly publicOrigin?: string
  readonly iceServers?: RoomServerOptions['iceServers']
  /** Loopback when absent, where tests have their receivers. */
  readonly openedToCallOuts?: RoomServerOptions['openedToCallOuts']
  readonly turnSecret?: string
  /** A file in the data folder when absent. */
  readonly keySource?: NonNullable<RoomServerOptions['keySource']>
  /** Of whom a relay's certificate is ordered; of nobody when absent. */
  readonly acmeDirectory?: string
  /** No figures when absent. */
  readonly metricsPort?: number
  /** Silent when absent. */
  readonly log?: NonNullable<RoomServerOptions['log']>
  /** Bind it to 127.0.0.1: tests open nothing to a network. */
  readonly lan?: NonNullable<RoomServerOptions['lan']> & { readonly host: '127.0.0.1' }
}

/** Starts a real room server on 127.0.0.1. `dispose` also removes the folders made here. */
export async function startServer(options: StartServerOptions = {}): Promise<RoomServer> {
  const made = await makeFolder()
  const webFolder = options.webFolder ?? (await writeStandInPages(made))
  const remove = (): Promise<void> => rm(made, { recursive: true, force: true })
  const starting = startRoomServer({
    host: '127.0.0.1',
    port: options.port ?? 0,
    dataFolder: options.dataFolder ?? path.join(made, 'data'),
    room: parseRoomAddress(options.room ?? 'front-desk'),
    webFolder,
    iceServers: options.iceServers ?? [],
    turnSecret: options.turnSecret ?? null,
    keySource: options.keySource ?? null,
    openedToCallOuts: options.openedToCallOuts ?? loopback,
    acmeDirectory: options.acmeDirectory ?? null,
    printsLink: true,
    version: '0.0.0-test',
    trustedProxies: options.trustedProxies ?? [],
    publicOrigin: options.publicOrigin ?? null,
    policy: { ...defaultPolicy, ...options.policy },
    log: options.log ?? pino({ level: 'silent' }),
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.lan ? { lan: options.lan } : {}),
    ...(options.metricsPort === undefined ? {} : { metricsPort: options.metricsPort }),
  })
  const server = await starting.catch(async (cause: unknown) => {
    await remove()
    throw cause
  })
  return {
    ...server,
    async dispose() {
      await server.dispose()
      await remove()
    },
  }
}

/** A new empty folder outside the repo. */
export function makeFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'konkon-test-'))
}

/** What the build leaves, as small as it can be. Returns the web folder. */
async function writeStandInPages(folder: string): Promise<string> {
  const web = path.join(folder, 'web')
  await mkdir(path.join(web, 'visitor'), { recursive: true })
  await mkdir(path.join(web, 'desk'), { recursive: true })
  const page = (title: string): string =>
    `<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>${title}</title>` +
    `<script type="application/json" id="page-data">{}</script></head><body></body></html>`
  await writeFile(path.join(web, 'visitor/index.html'), page('Visitor'))
  await writeFile(path.join(web, 'desk/page.html'), page('Front desk'))
  await writeFile(path.join(web, 'visitor/entry-AbCd_123.js'), 'export {}')
  await writeFile(path.join(web, 'visitor/entry-AbCd_123.js.gz'), Buffer.from('stands for gzip'))
  await writeFile(path.join(web, 'visitor/icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  return web
}
