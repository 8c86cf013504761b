import { readPairAnswer, readPairingSecret, splitPairingUrl, type PairAnswer } from '../../src-shared/pairing.ts'
import { unwrap } from './room-client.ts'

/** What a new desk does with a pairing link that needs no person: an id and a key of its own for the code. */
export async function pairByLink(url: string, name = 'Milling'): Promise<PairAnswer> {
  const link = splitPairingUrl(url)
  const secret = readPairingSecret(link?.secret ?? '')
  if (!link || secret?.kind !== 'code') throw new Error(`This is no pairing link: ${url}`)
  const response = await fetch(`${link.url}/pair`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ ...secret.link, desk: { name } }),
  })
  return unwrap(readPairAnswer(await response.json()))
}
