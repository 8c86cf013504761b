import type { LogPort } from '../../src-desk/ports.ts'
import { readPairAnswer, type PairAnswer, type PairRequest, type ServerPairing } from '../../src-shared/pairing.ts'
import { failed, type Result } from '../../src-shared/result.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'

const answerWithinMs = 10_000

export type PairWithServerOptions = { readonly send: typeof fetch; readonly log: LogPort }

/** Exchanges a one-time code for a key of this desk's own, and the id that fits it. Never rejects. */
export type PairWithServer = (link: ServerPairing, desk: Pick<DeskRef, 'name'>) => Promise<Result<PairAnswer>>

export function createPairWithServer({ send, log }: PairWithServerOptions): PairWithServer {
  return async ({ url, room, code }, { name }) => {
    const request: PairRequest = { room, code, desk: { name } }
    try {
      const response = await send(`${url}/pair`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(request),
        redirect: 'error',
        signal: AbortSignal.timeout(answerWithinMs),
      })
      return readPairAnswer(await response.json())
    } catch (cause) {
      log.warn('no answer to pairing', cause)
      return failed('offline', 'The server did not answer.')
    }
  }
}
