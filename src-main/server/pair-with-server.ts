import type { LogPort } from '../../src-desk/ports.ts'
import {
  readPairAnswer,
  type PairAnswer,
  type PairRequest,
  type PairWait,
  type ServerPairing,
  type ServerWait,
} from '../../src-shared/pairing.ts'
import { failed, type Result } from '../../src-shared/result.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'

const answerWithinMs = 30_000

export type PairWithServerOptions = { readonly send: typeof fetch; readonly log: LogPort }

/** How this program joins a server elsewhere. Neither rejects. */
export type PairWithServer = {
  /** Exchanges a one-time code for a key of this desk's own and the id that fits it, or for a number to compare. */
  readonly pair: (link: ServerPairing, desk: Pick<DeskRef, 'name'>) => Promise<Result<PairAnswer>>
  /** Whether this desk was let in there meanwhile; resolves within 30 s. */
  readonly wait: (question: ServerWait) => Promise<Result<PairAnswer>>
}

export function createPairWithServer({ send, log }: PairWithServerOptions): PairWithServer {
  async function ask(url: string, question: PairRequest | PairWait): Promise<Result<PairAnswer>> {
    try {
      const response = await send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(question),
        redirect: 'error',
        signal: AbortSignal.timeout(answerWithinMs),
      })
      return readPairAnswer(await response.json())
    } catch (cause) {
      log.warn('no answer to pairing', cause)
      return failed('offline', 'The server did not answer.')
    }
  }

  return {
    pair: ({ url, room, code }, { name }) => ask(`${url}/pair`, { room, code, desk: { name } }),
    wait: ({ url, room, ticket }) => ask(`${url}/pair/wait`, { room, ticket }),
  }
}
