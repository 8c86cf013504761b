import { networkOf } from '../http/address-key.ts'
import { hasPlace, type CrowdCaps, type CrowdCount } from '../crowd.ts'

/** Counts open connections by the key of their address. */
export type ConnectionCaps = {
  /** Whether one more from there fits. */
  readonly hasPlace: (key: string) => boolean
  /** From now on there is always a place for this key: a desk has been there. */
  readonly welcome: (key: string) => void
  readonly isWelcome: (key: string) => boolean
  /** Counts one; call what it returns, as often as you like, when that connection is gone. */
  readonly enter: (key: string) => () => void
}

/** Of all desks of all rooms; the one that has not been seen for the longest time is forgotten first. */
const mostWelcome = 200

export function createConnectionCaps(caps: CrowdCaps): ConnectionCaps {
  const byAddress = new Map<string, number>()
  const byNetwork = new Map<string, number>()
  const welcomed = new Set<string>()
  let total = 0

  function countOf(key: string): CrowdCount {
    const network = networkOf(key)
    if (network === null) return null
    return { ofAddress: byAddress.get(key) ?? 0, ofNetwork: byNetwork.get(network) ?? 0 }
  }

  return {
    hasPlace: (key) => welcomed.has(key) || hasPlace(caps, total, countOf(key)),
    welcome(key) {
      welcomed.delete(key)
      welcomed.add(key)
      const [oldest] = welcomed
      if (oldest !== undefined && welcomed.size > mostWelcome) welcomed.delete(oldest)
    },
    isWelcome: (key) => welcomed.has(key),
    enter(key) {
      const network = networkOf(key) ?? key
      let isIn = true
      change(1)
      return () => {
        if (isIn) change(-1)
        isIn = false
      }

      function change(by: 1 | -1): void {
        total += by
        add(byAddress, key, by)
        add(byNetwork, network, by)
      }
    },
  }
}

function add(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by
  if (count === 0) counts.delete(key)
  else counts.set(key, count)
}
