/** Desks with keys of their own, which can be taken back. */
import type { DeskId, DeskKey } from '../../src-shared/ids.ts'
import { PairingOfferSchema, readPairAnswer } from '../../src-shared/pairing.ts'
import { openDesk, parseDeskId, unwrap, type ServerAddress } from '../support/room-client.ts'
import * as v from 'valibot'

export type DeskCredentials = { readonly id: DeskId; readonly name: string; readonly key: DeskKey }

/** Pairs a desk for each name, as a person does from a desk that is there already. */
export async function pairDesks(server: ServerAddress, names: readonly string[]): Promise<readonly DeskCredentials[]> {
  const first = await openDesk(server, { id: 'first' })
  const credentials: DeskCredentials[] = []
  for (const name of names) {
    const { url } = v.parse(PairingOfferSchema, unwrap(await first.send('pairing:create', null)))
    const id = parseDeskId(name)
    const code = new URL(url).hash.split('.').at(-1)
    const response = await fetch(`${server.url}/pair`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ room: server.room, code, desk: { id, name } }),
    })
    credentials.push({ id, name, key: unwrap(readPairAnswer(await response.json())).key })
  }
  first.dispose()
  return credentials
}
