import type { DeskId } from '../../src-shared/ids.ts'
import type { ConnectedDesks } from '../wire/connected-desks.ts'
import type { Pairing } from './pairing.ts'

export type TellNewcomersDeps = {
  readonly connected: Pick<ConnectedDesks, 'tellOnly'>
  readonly pairing: Pick<Pairing, 'listNewcomers'>
}

/** Tells a desk who waits for its answer, if it is connected. */
export function tellNewcomers({ connected, pairing }: TellNewcomersDeps, host: DeskId): void {
  const newcomers = pairing.listNewcomers(host)
  connected.tellOnly(host, (desk, revision) => desk.emit('newcomers:changed', { revision, newcomers }))
}
