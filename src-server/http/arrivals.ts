import { randomBytes } from 'node:crypto'
import { Router } from 'express'

/** Sees whether whoever is sent to an address arrives at this very server, and not at another one or a parked name. */
export type Arrivals = {
  /** Where they arrive. */
  readonly route: Router
  /** Whether `go` has arrived by its end; never rejects: `cause` is what `go` rejected with, else null. */
  readonly send: (go: (path: string) => Promise<unknown>) => Promise<Arrival>
}

export type Arrival = { readonly hasArrived: boolean; readonly cause: unknown }

const path = '/.well-known/konkon-look'

export function createArrivals(): Arrivals {
  /** Of those who are under way: whether they have arrived. */
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
    async send(go) {
      const token = randomBytes(16).toString('base64url')
      // Who answers everything would have answered this, too: what counts is that it came here.
      const hasArrived = (): boolean => sent.get(token) === true
      sent.set(token, false)
      try {
        await go(`${path}/${token}`)
        return { hasArrived: hasArrived(), cause: null }
      } catch (cause) {
        return { hasArrived: hasArrived(), cause }
      } finally {
        sent.delete(token)
      }
    },
  }
}
