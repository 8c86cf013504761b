import {
  readPairAnswer,
  readPairingSecret,
  splitPairingUrl,
  type Pairing,
  type PairRequest,
} from '../../src-shared/pairing.ts'

/** Takes a start's link as a desk page does; the pairing is good for any number of browsers, one after the other. */
export async function pairOnce(deskUrl: string): Promise<Pairing> {
  const link = splitPairingUrl(deskUrl)
  const secret = readPairingSecret(link?.secret ?? '')
  if (!link || secret?.kind !== 'code') throw new Error(`This is no pairing link: ${deskUrl}`)
  const request: PairRequest = { ...secret.link, desk: { name: 'Bench' } }
  const response = await fetch(`${link.url}/pair`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  })
  const answer = readPairAnswer(await response.json())
  if (answer.kind === 'failed') throw new Error(answer.message)
  if (answer.value.kind !== 'paired') throw new Error('Only the link of a start pairs by itself.')
  const { key, deskId } = answer.value
  return { room: secret.link.room, key, deskId }
}
