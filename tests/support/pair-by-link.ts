import {
  readPairAnswer,
  readPairingSecret,
  splitPairingUrl,
  type PairAnswer,
  type PairedAnswer,
} from '../../src-shared/pairing.ts'
import { unwrap, type DeskClient } from './room-client.ts'

/** What a new desk does with the link of a start: an id and a key of its own for the code. */
export async function pairByLink(url: string, name = 'Milling'): Promise<PairedAnswer> {
  return toPaired(await useLink(url, name))
}

/** What it does with the link of a desk, whose person lets it in; by another origin than the link's, if one is given. */
export async function pairAt(host: DeskClient, name = 'Tablet', by: string | null = null): Promise<PairedAnswer> {
  const made = unwrap(await host.send('pairing:create', null)).url
  const url = by === null ? made : `${by}/desk${new URL(made).hash}`
  const answer = await useLink(url, name)
  if (answer.kind !== 'compare') throw new Error(`This needs a person: ${answer.kind}`)
  // By its name too: a number that one before had may come again.
  const isIt = (one: { readonly number: string; readonly name: string }): boolean =>
    one.number === answer.number && one.name === name
  const { newcomers } = await host.waitFor('newcomers:changed', (fact) => fact.newcomers.some(isIt))
  const newcomerId = newcomers.find(isIt)?.id
  if (!newcomerId) throw new Error('Nobody waits.')
  unwrap(await host.send('newcomer:answer', { newcomerId, isLetIn: true }))
  const { room, origin } = linkOf(url)
  return toPaired(await post(`${origin}/pair/wait`, { room, ticket: answer.ticket }))
}

/** What the server says to a code, whatever it is. */
export function useLink(url: string, name: string): Promise<PairAnswer> {
  const { room, code, origin } = linkOf(url)
  return post(`${origin}/pair`, { room, code, desk: { name } })
}

function linkOf(url: string): { readonly origin: string; readonly room: string; readonly code: string } {
  const link = splitPairingUrl(url)
  const secret = readPairingSecret(link?.secret ?? '')
  if (!link || secret?.kind !== 'code') throw new Error(`This is no pairing link: ${url}`)
  return { origin: link.url, ...secret.link }
}

async function post(url: string, body: object): Promise<PairAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  return unwrap(readPairAnswer(await response.json()))
}

function toPaired(answer: PairAnswer): PairedAnswer {
  if (answer.kind !== 'paired') throw new Error(`Not paired: ${answer.kind}`)
  return answer
}
