import { randomBytes } from 'node:crypto'
import { Router } from 'express'
import type { CallOutFailure } from '../../src-shared/call-out.ts'
import type { OutsideFault } from '../../src-shared/own-address.ts'
import { reasonFor } from '../call-outs/call-out-fault.ts'
import type { OpenSocket } from '../call-outs/call-out-socket.ts'
import { askOverHttp } from '../call-outs/http-request.ts'

/** Goes to an address as a customer does, and sees whether that leads to this very server. */
export type OutsideLooker = {
  /** Null where it leads here. */
  readonly look: (origin: string) => Promise<OutsideFault | null>
  /** Where whoever was sent arrives. */
  readonly route: Router
}

const timeoutMs = 10_000
const path = '/.well-known/konkon-look'

export function createOutsideLooker(openSocket: OpenSocket): OutsideLooker {
  /** Of looks that are under way: whether they have arrived. */
  const sent = new Map<string, boolean>()
  const route = Router()
  route.get(`${path}/:token`, (request, response) => {
    const { token } = request.params
    const isOurs = sent.has(token)
    if (isOurs) sent.set(token, true)
    response
      .set('Cache-Control', 'no-store')
      .status(isOurs ? 204 : 404)
      .end()
  })
  return {
    route,
    async look(origin) {
      const token = randomBytes(16).toString('base64url')
      sent.set(token, false)
      try {
        const url = `${origin}${path}/${token}`
        await askOverHttp({ method: 'GET', url, signal: AbortSignal.timeout(timeoutMs), openSocket })
        // Who answers everything has answered this, too.
        return sent.get(token) === true ? null : 'other'
      } catch (cause) {
        return sent.get(token) === true ? null : faultOf(cause)
      } finally {
        sent.delete(token)
      }
    },
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
