import type { Clock } from '../../src-shared/clock.ts'
import type { DeskClient } from '../../src-shared/desk-client.ts'

export type UnpairDeps = {
  readonly client: Pick<DeskClient, 'request'>
  readonly clock: Pick<Clock, 'setTimer'>
  /** Takes the pairing out of this browser and starts the page anew. */
  readonly forget: () => void
}

/** A server that does not answer keeps nobody here. */
const answerWithinMs = 3_000

/**
 * Gives this desk's key back, so that the server does not go on listing it, and forgets it. Where the server cannot be
 * reached it is forgotten all the same: somebody else removes it from the list.
 */
export async function unpair({ client, clock, forget }: UnpairDeps): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>()
  const cancel = clock.setTimer(answerWithinMs, resolve)
  await Promise.race([client.request('desks:leave', null), late])
  cancel()
  forget()
}
