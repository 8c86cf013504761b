import { readPairAnswer, type PairRequest } from '../../src-shared/pairing.ts'
import type { Pairing, PairingCodeLink } from './pairing.ts'

/** Why a code gave no key: it was used or is too old, too many were tried, or the server did not answer. */
export type PairingFailure = 'refused' | 'rate-limited' | 'offline'
export type PairingOutcome =
  | { readonly kind: 'paired'; readonly pairing: Pairing }
  | { readonly kind: 'failed'; readonly failure: PairingFailure }

/** Exchanges a one-time code for this browser's own key. Never rejects. `send` is the page's `fetch`. */
export async function pairByCode(
  send: typeof fetch,
  link: PairingCodeLink,
  desk: PairRequest['desk'],
): Promise<PairingOutcome> {
  const request: PairRequest = { ...link, desk }
  try {
    const response = await send('/pair', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    const answer = readPairAnswer(await response.json())
    if (answer.kind === 'ok') return { kind: 'paired', pairing: { room: link.room, key: answer.value.key } }
    const { code } = answer
    return { kind: 'failed', failure: code === 'rate-limited' || code === 'offline' ? code : 'refused' }
  } catch {
    // No answer, or one that is no JSON: something between here and the server speaks for it.
    return { kind: 'failed', failure: 'offline' }
  }
}
