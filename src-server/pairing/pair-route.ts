import express, { type ErrorRequestHandler, type Response, Router } from 'express'
import { PairRequestSchema, type PairAnswer } from '../../src-shared/pairing.ts'
import { failed, ok, type Result } from '../../src-shared/result.ts'
import type { Log } from '../log.ts'
import { parsePayload } from '../wire/payload.ts'
import { isSameOrigin, peerAddress } from '../http/peer-address.ts'
import type { RateLimit } from '../wire/rate-limit.ts'
import type { Pairing } from './pairing.ts'

export type PairRouteDeps = {
  readonly pairing: Pick<Pairing, 'pair'>
  /** Counts every attempt, also right ones: whoever guesses must not learn from being let through. */
  readonly attempts: RateLimit
  readonly log: Log
}

/** Many times what a request needs. */
const bodyBytes = 4_000

/** One answer to every wrong code, so that it tells nothing of rooms and codes. */
const refusal = failed('unauthorised', 'This pairing link is not valid, or not any more.')

/** `POST /pair`: a one-time code in, a desk's own key out. docs/protocol.md describes it. */
export function createPairRoute({ pairing, attempts, log }: PairRouteDeps): Router {
  const router = Router()
  // A page of another origin cannot send this content type without asking first, and nobody answers that question.
  router.post('/pair', express.json({ limit: bodyBytes, type: 'application/json' }), (request, response, next) => {
    void (async () => {
      try {
        response.set('Cache-Control', 'no-store')
        send(response, isSameOrigin(request) ? await pair(request.body, peerAddress(request)) : refusal)
      } catch (cause) {
        next(cause)
      }
    })()
  })
  router.use('/pair', answerBodyFault)
  return router

  async function pair(body: unknown, address: string): Promise<Result<PairAnswer>> {
    if (!attempts(address)) return failed('rate-limited', 'Too many attempts to pair from this address.')
    const parsed = parsePayload(PairRequestSchema, body)
    if (parsed.kind === 'failed') return parsed
    const key = pairing.pair(parsed.value)
    if (key === null) {
      log.warn('refused a pairing')
      return refusal
    }
    log.info({ room: parsed.value.room, desk: parsed.value.desk.id }, 'desk paired')
    return ok({ key })
  }
}

const statuses = { unauthorised: 403, 'rate-limited': 429, 'too-large': 413 } as const

function send(response: Response, result: Result<PairAnswer>): void {
  const failure = result.kind === 'failed' ? result.code : null
  const status = failure === null ? 200 : (Object.entries(statuses).find(([code]) => code === failure)?.[1] ?? 400)
  response.status(status).json(result)
}

/** What `express.json` could not read. */
// oxlint-disable-next-line max-params
const answerBodyFault: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : null
  if (status === 413) send(response, failed('too-large', `payload: at most ${bodyBytes} bytes`))
  else if (status === 400) send(response, failed('bad-request', 'payload: not JSON'))
  else next(error)
}
