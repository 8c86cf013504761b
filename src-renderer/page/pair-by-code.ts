import { readPairAnswer, type PairingCodeLink, type PairRequest } from '../../src-shared/pairing.ts'
import type { PairingEvent } from './pairing-steps.ts'

/** Exchanges a one-time code for this browser's own key. Never rejects. `send` is the page's `fetch`. */
export async function pairByCode(
  send: typeof fetch,
  link: PairingCodeLink,
  desk: PairRequest['desk'],
): Promise<PairingEvent> {
  const request: PairRequest = { ...link, desk }
  try {
    const response = await send('/pair', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    })
    const answer = readPairAnswer(await response.json())
    if (answer.kind === 'ok') return { kind: 'worked', pairing: { room: link.room, key: answer.value.key } }
    const { code } = answer
    return { kind: 'failed', problem: code === 'rate-limited' || code === 'offline' ? code : 'refused' }
  } catch {
    // No answer, or one that is no JSON: something between here and the server speaks for it.
    return { kind: 'failed', problem: 'offline' }
  }
}
