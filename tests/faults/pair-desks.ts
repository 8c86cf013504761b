/** Desks with keys of their own, which can be taken back. */
import type { DeskId, DeskKey } from '../../src-shared/ids.ts'
import { pairAt, pairByLink } from '../support/pair-by-link.ts'
import { openDesk, unwrap, type ServerAddress } from '../support/room-client.ts'

export type DeskCredentials = { readonly id: DeskId; readonly name: string; readonly key: DeskKey }

/** The desk that took the link of the start, which owns the room, and those that it paired since. */
export type PairedDesks = { readonly owner: DeskCredentials; readonly desks: readonly DeskCredentials[] }

/** Pairs a desk for each name, as a person does. */
export async function pairDesks(
  server: ServerAddress & { readonly deskUrl: string },
  names: readonly string[],
): Promise<PairedDesks> {
  const { deskId, key: ownKey } = await pairByLink(server.deskUrl, 'owner')
  const owner = { id: deskId, name: 'owner', key: ownKey }
  const first = await openDesk(server, owner)
  const desks: DeskCredentials[] = []
  for (const name of names) {
    // Whatever origin people would come by: this is a test on the same machine.
    const { deskId: id, key } = await pairAt(first, name, server.url)
    // Whoever may put others out is one.
    unwrap(await first.send('desks:set-role', { deskId: id, role: 'owner' }))
    desks.push({ id, name, key })
  }
  first.dispose()
  return { owner, desks }
}

/** Whether the server still lets this desk in. */
export async function canEnter(server: ServerAddress, { id, name, key }: DeskCredentials): Promise<boolean> {
  try {
    const desk = await openDesk(server, { id, name, key })
    desk.dispose()
    return true
  } catch (cause) {
    // Refused by name, as it should be; whatever else it is would hide what is asked here.
    if (cause instanceof Error && 'data' in cause) return false
    throw cause
  }
}
