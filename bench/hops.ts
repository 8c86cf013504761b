import react from '@vitejs/plugin-react'
import { mkdtempSync, rmSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import os from 'node:os'
import path from 'node:path'
import type { CDPSession, Page } from 'playwright-core'
import { pino } from 'pino'
import { createServer, type ViteDevServer } from 'vite'
import { RoomAddressSchema } from '../src-shared/ids.ts'
import { parse } from '../src-shared/parse.ts'
import { startRoomServer } from '../src-server/start/room-server.ts'
import { launchBrowser } from './lib/browser.ts'

const root = path.join(import.meta.dirname, '..')

/**
 * How many source files take part between a click and what it shows: everything that runs from its own file (no bundle),
 * counted by V8's own coverage in the server, the visitor's page and the desk page. Clocks that tick meanwhile count
 * too, and views that React paints in another task after the row do not.
 */
export async function countHops(): Promise<void> {
  const dataFolder = mkdtempSync(path.join(os.tmpdir(), 'konkon-hops-'))
  const address = parse(RoomAddressSchema, 'front-desk')
  if (address.kind === 'failed') throw new Error(address.message)
  const server = await startRoomServer({
    host: '127.0.0.1',
    port: 0,
    dataFolder,
    room: address.value,
    webFolder: path.join(root, 'out/web'),
    iceServers: [],
    printsLink: true,
    version: 'bench',
    log: pino({ level: 'silent' }),
  })
  const visitorSite = await serve({ folder: 'src-visitor', page: 'index.html', jsx: 'preact', room: server.port })
  const deskSite = await serve({ folder: 'src-renderer', page: 'page.html', jsx: 'react', room: server.port })
  const browser = await launchBrowser()
  try {
    const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1366, height: 768 } })
    const desk = await context.newPage()
    await desk.goto(`${originOf(deskSite)}/desk${new URL(server.deskUrl).hash}`)
    await desk.getByRole('link', { name: 'Queue' }).waitFor()
    const visitor = await context.newPage()
    await visitor.goto(`${originOf(visitorSite)}/front-desk`)
    await visitor.getByText('We are here').waitFor()
    // The code of the views that follow is fetched meanwhile.
    await visitor.waitForLoadState('networkidle')
    await desk.bringToFront()

    const counters = [await countInNode(), await countInPage(visitor), await countInPage(desk)]
    const during = async (what: string, act: () => Promise<void>): Promise<void> => {
      for (const take of counters) await take()
      await act()
      const files = await Promise.all(counters.map((take) => take()))
      const [onServer = [], atVisitor = [], atDesk = []] = files
      const all = new Set(files.flat())
      console.log(
        `${what}: ${all.size} files (server ${onServer.length}, visitor's page ${atVisitor.length}, desk page ${atDesk.length})`,
      )
      if (process.env['HOPS'] === 'list') console.log([...all].toSorted().join('\n'))
    }
    const row = desk.getByRole('list', { name: 'Waiting visitors' }).getByRole('listitem')
    await during('Knock → row at the desk', async () => {
      await visitor.getByRole('button', { name: 'Knock', exact: true }).click()
      await row.waitFor()
    })
    await visitor.getByRole('button', { name: 'Stop waiting' }).waitFor()
    await visitor.waitForLoadState('networkidle')
    await during("Admit → call on the visitor's page", async () => {
      await row.getByRole('button', { name: 'Admit', exact: true }).click()
      await visitor.getByRole('button', { name: 'Leave', exact: true }).waitFor()
    })
  } finally {
    await browser.close()
    await Promise.all([visitorSite.close(), deskSite.close()])
    await server.dispose()
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

/** Serves each source file by itself, and passes the wire on to the room server. */
async function serve(options: {
  readonly folder: string
  readonly page: string
  readonly jsx: 'react' | 'preact'
  readonly room: number
}): Promise<ViteDevServer> {
  const site = await createServer({
    configFile: false,
    logLevel: 'silent',
    root: path.join(root, options.folder),
    cacheDir: path.join(root, '.cache/hops', options.folder),
    define: { __KONKON_VERSION__: '"bench"' },
    plugins: [
      ...(options.jsx === 'react' ? [react()] : []),
      {
        name: 'one-page',
        configureServer({ middlewares }) {
          middlewares.use((request, _response, next) => {
            if (/^\/(front-desk|desk)(\?|$)/.test(request.url ?? '')) request.url = `/${options.page}`
            next()
          })
        },
      },
    ],
    ...(options.jsx === 'preact' ? { oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } } : {}),
    server: {
      host: '127.0.0.1',
      port: 0,
      fs: { allow: [root] },
      proxy: { '/socket.io': { target: `http://127.0.0.1:${String(options.room)}`, ws: true } },
    },
  })
  return site.listen()
}

function originOf(site: ViteDevServer): string {
  return (site.resolvedUrls?.local[0] ?? '').replace(/\/$/, '')
}

/** Returns the source files of which something ran since it was asked last. */
type Counter = () => Promise<readonly string[]>

type Coverage = {
  readonly url: string
  readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[]
}

async function countInNode(): Promise<Counter> {
  const session = new Session()
  session.connect()
  await session.post('Profiler.enable')
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return async () => sourcesIn((await session.post('Profiler.takePreciseCoverage')).result)
}

async function countInPage(page: Page): Promise<Counter> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Profiler.enable')
  await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  return async () => sourcesIn((await session.send('Profiler.takePreciseCoverage')).result)
}

function sourcesIn(coverage: readonly Coverage[]): readonly string[] {
  const files = coverage
    .filter(({ functions }) => functions.some(({ ranges }) => (ranges[0]?.count ?? 0) > 0))
    .map(({ url }) => sourceOf(url))
    .filter((file) => file !== null)
  return [...new Set(files)]
}

/** `src-…/file.ts` of a `file:` URL, or of a page's own: a site serves its folder at its root and others by path. */
function sourceOf(url: string): string | null {
  const found = /(src-(?:server|shared|visitor|renderer|desk|rtc|page)\/[^?#]+\.tsx?)/.exec(
    decodeURIComponent(url),
  )?.[1]
  if (found) return found
  const atRoot = /^https?:\/\/[^/]+\/(?!@|node_modules)([^?#]+\.tsx?)/.exec(url)?.[1]
  return atRoot ?? null
}
