/* oxlint-disable oxc/no-async-endpoint-handlers -- Express 5 forwards what a handler rejects with. */
import express, {
  type ErrorRequestHandler,
  type Express,
  type Request,
  type RequestHandler,
  type Response,
  type Router,
} from 'express'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sirv from 'sirv'
import * as v from 'valibot'
import { RoomAddressSchema, type RoomAddress } from '../../src-shared/ids.ts'
import { chooseLanguage, textIn, type Language } from '../../src-shared/language.ts'
import type { PublicRoom } from '../../src-shared/room.ts'
import type { ServerTrouble } from '../../src-shared/server-trouble.ts'
import { programTexts } from '../../src-shared/texts/program-texts.ts'
import type { Log } from '../log.ts'
import type { Addresses } from './addresses.ts'
import { deadEndStyleHash, renderDeadEndPage } from './dead-end-page.ts'
import { withLanguage, withPageData, withTitle } from './page-template.ts'
import { giveRequestIds, requestIdOf } from './request-id.ts'
import { insistOnHttps, securityHeaders } from './security-headers.ts'
import { sendHtml } from './send-html.ts'

export type HttpAppDeps = {
  readonly webFolder: string
  readonly version: string
  /** Knocks are accepted while it is `ready`. */
  readonly getPhase: () => 'starting' | 'ready' | 'stopping'
  /** Why nothing can be written now. */
  readonly getTrouble: () => ServerTrouble | null
  readonly findRoom: (address: RoomAddress) => PublicRoom | null
  readonly listRooms: () => readonly RoomAddress[]
  readonly addresses: Addresses
  readonly log: Log
  readonly countRequests: RequestHandler
  /** Further routes, matched before the rooms' addresses. */
  readonly routes: readonly Router[]
}

/** Everything over HTTP but Socket.IO: pages, their files and the health check. */
export function createHttpApp(deps: HttpAppDeps): Express {
  const app = express()
  app.set('query parser', 'simple')
  app.use(
    giveRequestIds(deps.addresses, deps.log),
    deps.countRequests,
    securityHeaders(),
    insistOnHttps(deps.addresses),
  )
  app.get('/healthz', answerHealth(deps))
  app.get('/readyz', answerReadiness(deps))
  const deadEndHeaders = securityHeaders(deadEndStyleHash)
  app.all('/{*path}', ifStrangeHost(deps), deadEndHeaders, async (request, response) => {
    response.status(421).set('Cache-Control', 'no-store')
    const publicOrigin = deps.addresses.getPublicOrigin()
    await sendHtml(request, response, renderDeadEndPage('strangeAddress', languageOf(request), publicOrigin))
  })
  app.get('/', (request, response, next) => {
    const [only, ...others] = deps.listRooms()
    if (only !== undefined && others.length === 0) response.redirect(302, `/${only}${searchOf(request)}`)
    else next()
  })
  app.get('/desk', async (request, response) => {
    response.set('Cache-Control', 'no-store')
    const html = await readPage(path.join(deps.webFolder, 'desk/page.html'))
    await sendHtml(request, response, withLanguage(html, languageOf(request)))
  })
  app.get('/desk-worker.js', sendDeskWorker(deps.webFolder))
  for (const route of deps.routes) app.use(route)
  for (const role of ['visitor', 'desk']) app.use(`/assets/${role}`, serveAssets(path.join(deps.webFolder, role)))
  app.use('/assets', (_request, response) => {
    response.status(404).type('text').send('Not found\n')
  })
  app.get('/:room', async (request, response, next) => {
    const address = v.safeParse(RoomAddressSchema, request.params['room'])
    const room = address.success ? deps.findRoom(address.output) : null
    if (!room) {
      next()
      return
    }
    const language = languageOf(request)
    const template = await readPage(path.join(deps.webFolder, 'visitor/index.html'))
    const title = textIn(language, room.profile.company) || programTexts[language].frontDesk
    const html = withTitle(withLanguage(template, language), title)
    response.set('Cache-Control', 'no-cache')
    await sendHtml(request, response, withPageData(html, { language, room }))
  })
  app.use(deadEndHeaders, sendNotFound)
  app.use(answerFault(deps.log))
  return app

  async function sendNotFound(request: Request, response: Response): Promise<void> {
    const home = deps.listRooms().length === 1 ? '/' : null
    response.status(404).set('Cache-Control', 'no-store')
    await sendHtml(request, response, renderDeadEndPage('unknownRoom', languageOf(request), home))
  }
}

/**
 * Asked for by another name, this server is a stranger's tool. Not so for `/healthz` and `/readyz`, which machines ask
 * by whatever address they have.
 */
function ifStrangeHost({ addresses, log }: HttpAppDeps): RequestHandler {
  let hasWarned = false
  return (request, _response, next) => {
    if (addresses.isOwnHost(request)) {
      next('route')
      return
    }
    // Once is enough: whoever scans the internet asks by many names.
    if (!hasWarned)
      log.warn(
        { host: request.headers.host, request: requestIdOf(request) },
        'refused a strange address; KONKON_PUBLIC_ORIGIN allows one',
      )
    hasWarned = true
    next()
  }
}

function answerHealth({ getPhase, version }: HttpAppDeps): RequestHandler {
  return (_request, response) => {
    response.set('Cache-Control', 'no-store')
    if (getPhase() === 'ready') response.json({ status: 'ok', version })
    else response.status(503).json({ status: 'unavailable', version })
  }
}

/** Alive is not enough: a server that cannot write refuses every knock. */
function answerReadiness({ getPhase, getTrouble }: HttpAppDeps): RequestHandler {
  return (_request, response) => {
    response.set('Cache-Control', 'no-store')
    const phase = getPhase()
    const reason = phase === 'ready' ? getTrouble() : phase
    if (reason === null) response.json({ status: 'ready' })
    else response.status(503).json({ status: 'unready', reason })
  }
}

/** At the root, because a service worker controls only paths below its own. */
function sendDeskWorker(webFolder: string): RequestHandler {
  return (_request, response, next) => {
    response.sendFile(
      path.join(webFolder, 'desk/desk-worker.js'),
      { cacheControl: false, headers: { 'Cache-Control': 'no-cache' } },
      (cause) => {
        if (cause && !response.headersSent) next(cause)
      },
    )
  }
}

/** Files with a hash in their name never change; all others are revalidated. */
function serveAssets(folder: string): RequestHandler {
  if (!existsSync(folder)) return (_request, _response, next) => next()
  const serve = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    extensions: [],
    setHeaders(response, pathname) {
      const isHashed = /-[\w-]{8}\.\w+$/.test(pathname)
      response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  return (request, response, next) => {
    const isPage = request.path.endsWith('.html')
    if (isPage || (request.method !== 'GET' && request.method !== 'HEAD')) next()
    else serve(request, response, next)
  }
}

function answerFault(log: Log): ErrorRequestHandler {
  // Express recognises an error handler by its four parameters.
  // oxlint-disable-next-line max-params
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error)
      return
    }
    // Nobody is there any more: neither a fault nor worth a line, of which a stranger could make any number.
    if (isHungUp(error)) return
    const status = statusOf(error)
    if (status >= 500) log.error({ err: error, request: requestIdOf(request) }, 'a request failed')
    response
      .status(status)
      .type('text')
      .send(error instanceof MissingPage ? `${error.message}\n` : 'Sorry.\n')
  }
}

/** As Express, the socket and Node's parser of HTTP say it, while a file was being sent. */
const hangUps = /^(ECONNABORTED|ECONNRESET|EPIPE|HPE_\w+)$/

function isHungUp(error: unknown): boolean {
  return error instanceof Error && 'code' in error && hangUps.test(String(error.code))
}

/** Express marks the client's own errors, such as a malformed escape in the path; all others are ours. */
function statusOf(error: unknown): number {
  const marked = v.safeParse(v.object({ status: v.pipe(v.number(), v.minValue(400), v.maxValue(499)) }), error)
  return marked.success ? marked.output.status : 500
}

class MissingPage extends Error {
  override readonly name = 'MissingPage'
}

/** Not cached: the page is small, and a new build shows without a restart. */
async function readPage(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new MissingPage('This page has not been built. Run "npm run build", then load it again.', { cause })
  }
}

function languageOf(request: Request): Language {
  const asked = request.query['lang']
  return chooseLanguage(typeof asked === 'string' ? asked : null, request.headers['accept-language'])
}

/** Kept when redirecting, so that `?lang=` is not lost. */
function searchOf(request: Request): string {
  const start = request.originalUrl.indexOf('?')
  return start === -1 ? '' : request.originalUrl.slice(start)
}
