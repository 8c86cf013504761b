import type { CallOutFailure } from '../../src-shared/call-out.ts'
import type { OutsideFault } from '../../src-shared/own-address.ts'
import { reasonFor } from '../call-outs/call-out-fault.ts'
import type { OpenSocket } from '../call-outs/call-out-socket.ts'
import { askOverHttp } from '../call-outs/http-request.ts'
import type { Arrivals } from '../http/arrivals.ts'

/** Goes to an address as a customer does, and sees whether that leads to this very server: null where it does. */
export type OutsideLook = (origin: string) => Promise<OutsideFault | null>

const timeoutMs = 10_000

export function createOutsideLook(openSocket: OpenSocket, arrivals: Pick<Arrivals, 'send'>): OutsideLook {
  return async (origin) => {
    const { hasArrived, cause } = await arrivals.send((path) =>
      askOverHttp({ method: 'GET', url: `${origin}${path}`, signal: AbortSignal.timeout(timeoutMs), openSocket }),
    )
    if (hasArrived) return null
    return cause === null ? 'other' : faultOf(cause)
  }
}

function faultOf(cause: unknown): OutsideFault {
  if (cause instanceof Error && cause.name === 'TimeoutError') return 'no-answer'
  return faults[reasonFor(cause)]
}

const faults: Readonly<Record<CallOutFailure, OutsideFault>> = {
  'unknown-host': 'unknown-host',
  refused: 'no-answer',
  'no-answer': 'no-answer',
  'not-secure': 'not-secure',
  'wrong-password': 'other',
  'wrong-address': 'other',
  'secret-lost': 'other',
  'not-accepted': 'other',
  'not-allowed': 'not-allowed',
  failed: 'no-answer',
}
