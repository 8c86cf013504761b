/** One room server, its desks and visitors, each behind a path of its own, and the ledger of what they were told. */
import type { KnockId } from '../../src-shared/ids.ts'
import type { InvitationToken } from '../../src-shared/invitation.ts'
import type { FaultyServer } from './faulty-server.ts'
import { openFrailDesk, type FrailDesk } from './frail-desk.ts'
import { openFrailVisitor, type FrailVisitor } from './frail-visitor.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { pairDesks, type DeskCredentials } from './pair-desks.ts'

export type World = {
  readonly server: FaultyServer
  readonly ledger: Ledger
  /** Looks on now and then, and revokes, by a path without faults. */
  readonly owner: DeskCredentials
  readonly desks: readonly FrailDesk[]
  readonly visitors: readonly FrailVisitor[]
  readonly revoked: Set<FrailDesk>
  /** Links that desks gave, whoever uses them. */
  readonly invitations: InvitationToken[]
  /** What was sent and is not answered yet. */
  readonly underWay: Set<Promise<unknown>>
  /** Bugs that a promise under way ended with. */
  readonly faults: unknown[]
  readonly dispose: () => Promise<void>
}

export type Client = FrailDesk | FrailVisitor

const deskNames = ['milling', 'lathe', 'office'] as const
const visitorNames = ['Sato', 'Tanaka', ''] as const
export const deskCount = deskNames.length
export const visitorCount = visitorNames.length

export async function createWorld(server: FaultyServer): Promise<World> {
  const ledger = createLedger()
  const paired = await pairDesks(server.getAddress(), deskNames)
  const desks = await Promise.all(paired.desks.map((each) => openFrailDesk(server, ledger, each)))
  const visitors = await Promise.all(visitorNames.map((name) => openFrailVisitor(server, ledger, name)))
  return {
    server,
    ledger,
    owner: paired.owner,
    desks,
    visitors,
    revoked: new Set(),
    invitations: [],
    underWay: new Set(),
    faults: [],
    async dispose() {
      await Promise.all([...desks, ...visitors].map((client) => client.dispose()))
      await server.dispose()
    },
  }
}

export function clientAt({ desks, visitors }: World, index: number): Client {
  const clients = [...desks, ...visitors]
  const client = clients[index % clients.length]
  if (!client) throw new Error('There is nobody.')
  return client
}

export function deskAt({ desks }: World, index: number): FrailDesk {
  const desk = desks[index]
  if (!desk) throw new Error(`There is no desk ${String(index)}.`)
  return desk
}

export function visitorAt({ visitors }: World, index: number): FrailVisitor {
  const visitor = visitors[index]
  if (!visitor) throw new Error(`There is no visitor ${String(index)}.`)
  return visitor
}

/** This visitor's knock, as somebody knows it; else any that this desk sees. */
export function knockFor(visitor: FrailVisitor, desk: FrailDesk): KnockId | null {
  return visitor.getKnockId() ?? desk.desk.getState().knocks[0]?.id ?? null
}
