import type { AuditAct } from '../../src-shared/audit.ts'
import type { DeskCommands } from '../../src-shared/protocol.ts'
import type { CaaView, CertificateState, RelayView } from '../../src-shared/relay-set-up.ts'
import { failed, ok } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import type { RelayWorks } from './relay-works.ts'

export type RelayCommandsDeps = {
  readonly works: RelayWorks
  readonly listRelays: () => RelayView['relays']
  readonly getCertificate: () => CertificateState | null
  readonly getCaa: () => CaaView | null
  /** Whether everybody who comes by the relays comes to one room. */
  readonly isOfOneRoom: () => boolean
  /** Whether customers come by another address already, which is the server's one. */
  readonly hasOwnAddress: () => boolean
}

type Handlers = Pick<CommandHandlers<DeskCommands>, 'relay:show' | 'relay:look' | 'relay:set-up' | 'relay:remove'>

/** What a desk may do about this server's relays; `record` writes down what came of it. */
export type RelayCommands = (record: (act: AuditAct) => void) => Handlers

export function createRelayCommands(deps: RelayCommandsDeps): RelayCommands {
  const { works, listRelays, getCertificate, getCaa, isOfOneRoom, hasOwnAddress } = deps
  // The address is every room's, and an owner only one's.
  const others = (): ReturnType<typeof failed> | null =>
    isOfOneRoom() ? null : failed('wrong-state', 'This server has several rooms. Use the konkon command there.')
  const second = (): ReturnType<typeof failed> | null =>
    hasOwnAddress()
      ? failed('wrong-state', 'This server has an address without a relay. Give that one up first.')
      : null
  return (record) => ({
    'relay:show': () =>
      others() ?? ok({ relays: listRelays(), certificate: getCertificate(), caa: getCaa(), work: works.getWork() }),
    'relay:look': (place) => others() ?? works.look(place),
    'relay:set-up'(request) {
      return others() ?? second() ?? works.setUp(request, () => record({ kind: 'relay-set-up', name: request.name }))
    },
    'relay:remove'(request) {
      const name = listRelays().find(({ host }) => host === request.host)?.name ?? ''
      return others() ?? works.remove(request, () => record({ kind: 'relay-removed', name }))
    },
  })
}
