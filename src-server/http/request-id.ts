/** The id under which one HTTP request is found in the log. */
import type { RequestHandler } from 'express'
import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Log } from '../log.ts'
import type { Addresses } from './addresses.ts'

const header = 'X-Request-Id'
/** As the usual proxies make them; anything else could forge lines of a log that is read by eye. */
const sane = /^[\w.-]{8,64}$/
/** Of what was asked for; a stranger chooses it. */
const pathLength = 80

const ids = new WeakMap<IncomingMessage, string>()

/** Undefined before `giveRequestIds` has seen the request. */
export function requestIdOf(request: IncomingMessage): string | undefined {
  return ids.get(request)
}

/**
 * Before every other handler: gives each request an id, answers it in a header, and writes one line at debug when it is
 * answered. A trusted proxy may give the id, so that its log and ours have the same; nobody else may.
 */
export function giveRequestIds({ isTrustedProxy }: Pick<Addresses, 'isTrustedProxy'>, log: Log): RequestHandler {
  return (request, response, next) => {
    const given = request.get(header)
    const isGiven = given !== undefined && sane.test(given) && isTrustedProxy(request.socket.remoteAddress ?? '')
    const id = isGiven ? given : randomUUID()
    ids.set(request, id)
    response.set(header, id)
    if (log.isLevelEnabled('debug')) {
      const startedMs = performance.now()
      const { method, path } = request
      response.once('close', () => {
        const tookMs = Math.round(performance.now() - startedMs)
        const { statusCode: status } = response
        // Without what follows a `?`, which may be anything.
        log.debug({ request: id, method, path: path.slice(0, pathLength), status, tookMs }, 'a request was answered')
      })
    }
    next()
  }
}
