import { defaultPolicy, type Policy } from '../../src-server/policy.ts'

const boundless = { count: 1_000_000_000, perSeconds: 1 }

const anyCrowd = { perAddress: 1_000_000, perNetwork: 1_000_000, total: 1_000_000, keptForNewcomers: 0 }

/** No limit keeps generated clients away, who are quicker than people and all come from one address. */
export const boundlessPolicy: Pick<Policy, 'http' | 'sockets' | 'rates'> = {
  http: { ...defaultPolicy.http, connections: anyCrowd },
  sockets: anyCrowd,
  rates: {
    ...defaultPolicy.rates,
    ...Object.fromEntries(Object.keys(defaultPolicy.rates).map((name) => [name, boundless])),
  },
}
