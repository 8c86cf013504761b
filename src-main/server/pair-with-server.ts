import * as v from 'valibot'
import type { LogPort } from '../../src-desk/ports.ts'
import { DeskKeySchema } from '../../src-shared/ids.ts'
import type { PairAnswer, PairRequest, ServerPairing } from '../../src-shared/pairing.ts'
import { failed, type Result } from '../../src-shared/result.ts'
import type { DeskRef } from '../../src-shared/room.ts'

const answerWithinMs = 10_000

const AnswerSchema = v.variant('kind', [
  v.object({ kind: v.literal('ok'), value: v.object({ key: DeskKeySchema }) }),
  v.object({ kind: v.literal('failed'), code: v.string(), message: v.string() }),
])

export type PairWithServerOptions = { readonly send: typeof fetch; readonly log: LogPort }

/** Exchanges a one-time code for this desk's own key. Never rejects. */
export type PairWithServer = (link: ServerPairing, desk: DeskRef) => Promise<Result<PairAnswer>>

export function createPairWithServer({ send, log }: PairWithServerOptions): PairWithServer {
  return async ({ url, room, code }, { id, name }) => {
    const request: PairRequest = { room, code, desk: { id, name } }
    try {
      const response = await send(`${url}/pair`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        redirect: 'error',
        signal: AbortSignal.timeout(answerWithinMs),
      })
      const answer = v.parse(AnswerSchema, await response.json())
      if (answer.kind === 'ok') return answer
      return failed(answer.code === 'rate-limited' ? 'rate-limited' : 'unauthorised', answer.message)
    } catch (cause) {
      log.warn('no answer to pairing', cause)
      return failed('offline', 'The server did not answer.')
    }
  }
}
