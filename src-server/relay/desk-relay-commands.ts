import type { AuditAct } from '../../src-shared/audit.ts'
import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import type { CaaView, CertificateState, RelayView } from '../../src-shared/relay-set-up.ts'
import { failed, ok, type Failed } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import { refuseBeside } from './relay-acts.ts'
import type { RelayWorks } from './relay-works.ts'

export type RelayCommandsDeps = {
  readonly works: RelayWorks
  readonly listRelays: () => RelayView['relays']
  readonly getCertificate: () => CertificateState | null
  readonly getCaa: () => CaaView | null
  /** Whether everybody who comes by the relays comes to one room. */
  readonly isOfOneRoom: () => boolean
  /** The address by which customers come without a relay; null where there is none. */
  readonly getOtherOrigin: () => string | null
}

type Handlers = Pick<CommandHandlers<DeskCommands>, 'relay:show' | 'relay:look' | 'relay:set-up' | 'relay:remove'>

/** What a desk may do about this server's relays; `record` writes down what came of it. */
export type RelayCommands = (record: (act: AuditAct) => void) => Handlers

export function createRelayCommands(deps: RelayCommandsDeps): RelayCommands {
  const { works, listRelays, getCertificate, getCaa, isOfOneRoom, getOtherOrigin } = deps
  // The address is every room's, and an owner only one's.
  const others = (): Failed | null =>
    isOfOneRoom() ? null : failed('wrong-state', 'This server has several rooms. Use the konkon command there.')
  const second = (): Failed | null => {
    const origin = getOtherOrigin()
    return origin === null ? null : refuseBeside(origin)
  }
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
