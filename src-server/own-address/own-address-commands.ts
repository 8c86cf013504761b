import type { AuditAct } from '../../src-shared/audit.ts'
import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import { done, failed, ok, type Failed } from '../../src-shared/result.ts'
import type { CommandHandlers } from '../../src-shared/wire.ts'
import type { KeptAddress } from './own-address.ts'

export type OwnAddressCommandsDeps = {
  readonly address: KeptAddress
  /** Of a variable or the file of settings; null without one. */
  readonly fixed: string | null
  readonly listTargets: () => readonly string[]
  readonly hasRelays: () => boolean
  /** Whether everybody who comes by the address comes to one room. */
  readonly isOfOneRoom: () => boolean
}

type Handlers = Pick<
  CommandHandlers<DeskCommands>,
  'own-address:show' | 'own-address:set' | 'own-address:remove' | 'own-address:look'
>

/** What a desk may do about the address of the owner's own proxy or tunnel; `record` writes down that it did. */
export type OwnAddressCommands = (record: (act: AuditAct) => void) => Handlers

export function createOwnAddressCommands(deps: OwnAddressCommandsDeps): OwnAddressCommands {
  const { address, fixed, listTargets, hasRelays, isOfOneRoom } = deps
  const several = (): Failed | null =>
    // The address is every room's, and an owner only one's.
    isOfOneRoom() ? null : failed('wrong-state', 'This server has several rooms. Set its address in konkon.toml.')
  const whyNotSet = (): Failed | null => {
    if (fixed !== null) return failed('wrong-state', `KONKON_PUBLIC_ORIGIN says that the address is ${fixed}.`)
    return hasRelays() ? failed('wrong-state', 'This server has an address by a relay. Give that one up first.') : null
  }
  return (record) => ({
    'own-address:show': () =>
      several() ?? ok({ fixed, kept: address.get(), look: address.getLook(), targets: [...listTargets()] }),
    'own-address:set'(next) {
      const refused = several() ?? whyNotSet()
      if (refused) return refused
      address.set(next)
      record({ kind: 'own-address-set', name: next.origin })
      return done
    },
    'own-address:remove'() {
      const refused = several()
      if (refused) return refused
      const before = address.get()
      if (before === null) return failed('not-found', 'There is no such address.')
      address.remove()
      record({ kind: 'own-address-removed', name: before.origin })
      return done
    },
    'own-address:look'() {
      const refused = several()
      if (refused) return refused
      address.lookNow()
      return done
    },
  })
}
