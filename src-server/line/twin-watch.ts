import type { Arrivals } from '../http/arrivals.ts'
import { askThroughRelay } from '../relay/check-through-relay.ts'

/**
 * A twin is another PC with the same key, such as one that was cloned: each takes the relay's socket from the other, and
 * the line of both looks good. Whoever came last has it; the older one gives way, and says so.
 */
export type TwinWatch = {
  readonly lookEveryMs: number
  /** Whether customers of the relay come to a twin now. Where nobody answers them, they do not. */
  readonly isAnswering: () => Promise<boolean>
  /** Whether this PC has given way before. It may go on only while no twin answers. */
  readonly hasYielded: () => boolean
  /** A twin was found to have taken the socket. */
  readonly giveWay: () => void
}

/**
 * Goes the way of a customer. Only who has the key can hold the socket, so that a server which does not know of the look is
 * a twin's. Whatever else is answered, such as a refusal of the name, says nothing of whose it is.
 */
export async function isTwinAnswering(
  relay: { readonly host: string; readonly name: string },
  arrivals: Pick<Arrivals, 'send'>,
  ask: typeof askThroughRelay = askThroughRelay,
): Promise<boolean> {
  let status: number | null = null
  const { hasArrived } = await arrivals.send(async (path) => {
    status = await ask({ ...relay, path })
  })
  return !hasArrived && status === notFound
}

const notFound = 404
