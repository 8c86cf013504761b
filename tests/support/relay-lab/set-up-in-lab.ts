import { setUpRelay, type Relay, type RelaySetUp } from '../../../src-server/relay/set-up-relay.ts'
import type { LabRelay } from './relay-lab.ts'

/** Makes a relay of a server of the lab, for a key that nobody had before unless `wanted` says otherwise. */
export function setUpInLab(
  lab: LabRelay,
  wanted: { readonly name: string; readonly hostKey: string } & Partial<RelaySetUp>,
): Promise<Relay> {
  return setUpRelay({ login: lab.login, takesOver: false, before: null, onStep: () => undefined, ...wanted })
}
