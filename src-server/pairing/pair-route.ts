import express, { type ErrorRequestHandler, type Request, type Response, Router } from 'express'
import type { RoomAddress } from '../../src-shared/ids.ts'
import { PairRequestSchema, PairWaitSchema, type PairAnswer } from '../../src-shared/pairing.ts'
import { failed, ok, type Result } from '../../src-shared/result.ts'
import type { Log } from '../log.ts'
import { parsePayload } from '../wire/payload.ts'
import type { Addresses } from '../http/addresses.ts'
import { requestIdOf } from '../http/request-id.ts'
import type { RateLimit } from '../wire/rate-limit.ts'
import type { Pairing } from './pairing.ts'

export type PairRouteDeps = {
  readonly findRoom: (address: RoomAddress) => { readonly pairing: Pick<Pairing, 'pair' | 'wait'> } | null
  /** Counts every attempt, right ones too, so that being let through tells a guesser nothing. */
  readonly attempts: RateLimit
  /** Counts questions of those who wait to be let in. */
  readonly waits: RateLimit
  readonly addresses: Pick<Addresses, 'isOwnOrigin' | 'visitorOf'>
  readonly log: Log
}

const bodyBytes = 4_000

/** The same answer to every wrong code, so that it reveals nothing about rooms and codes. */
const refusal = failed('unauthorised', 'This pairing link is not valid, or no longer is.')

/** `POST /pair` and `/pair/wait`: a one-time code in, a desk's own key out. docs/protocol.md describes them. */
export function createPairRoute({ findRoom, attempts, waits, addresses, log }: PairRouteDeps): Router {
  const router = Router()
  // Another origin's page may not send this content type without a CORS preflight, which nobody answers.
  router.post('/pair', express.json({ limit: bodyBytes, type: 'application/json' }), (request, response) => {
    response.set('Cache-Control', 'no-store')
    send(response, addresses.isOwnOrigin(request) ? pair(request) : refusal)
  })
  // oxlint-disable-next-line max-params -- Express's own.
  router.post('/pair/wait', express.json({ limit: bodyBytes, type: 'application/json' }), (request, response, next) => {
    response.set('Cache-Control', 'no-store')
    if (!addresses.isOwnOrigin(request)) return send(response, refusal)
    if (!waits(addresses.visitorOf(request))) return send(response, failed('rate-limited', 'Too many questions.'))
    wait(request.body).then((result) => send(response, result), next)
  })
  router.use('/pair', answerBodyFault)
  return router

  function pair(asking: Request): Result<PairAnswer> {
    const request = requestIdOf(asking)
    if (!attempts(addresses.visitorOf(asking)))
      return failed('rate-limited', 'Too many attempts to pair from this address.')
    const parsed = parsePayload(PairRequestSchema, asking.body)
    if (parsed.kind === 'failed') return parsed
    const { room, code, desk } = parsed.value
    const answer = findRoom(room)?.pairing.pair(code, desk.name) ?? null
    if (answer === null) {
      log.warn({ request }, 'refused a pairing')
      return refusal
    }
    log.info({ request, room, kind: answer.kind }, 'a pairing code was used')
    return ok(answer)
  }

  async function wait(body: unknown): Promise<Result<PairAnswer>> {
    const parsed = parsePayload(PairWaitSchema, body)
    if (parsed.kind === 'failed') return parsed
    const { room, ticket } = parsed.value
    const answer = (await findRoom(room)?.pairing.wait(ticket)) ?? null
    return answer === null ? refusal : ok(answer)
  }
}

const statuses = { unauthorised: 403, 'rate-limited': 429, 'too-large': 413 } as const

function send(response: Response, result: Result<PairAnswer>): void {
  const failure = result.kind === 'failed' ? result.code : null
  const status = failure === null ? 200 : (Object.entries(statuses).find(([code]) => code === failure)?.[1] ?? 400)
  response.status(status).json(result)
}

/** For bodies that `express.json` could not read. */
// oxlint-disable-next-line max-params
const answerBodyFault: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  const status: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : null
  if (status === 413) send(response, failed('too-large', `payload: at most ${bodyBytes} bytes`))
  else if (status === 400) send(response, failed('bad-request', 'payload: not JSON'))
  else next(error)
}
