import { defaultPolicy, type Policy } from '../../src-server/policy.ts'

const boundless = { count: 1_000_000_000, perSeconds: 1 }

/** No limit of rate keeps generated clients away, who are quicker than people and all come from one address. */
export const boundlessPolicy: Pick<Policy, 'rates'> = {
  rates: {
    ...defaultPolicy.rates,
    ...Object.fromEntries(Object.keys(defaultPolicy.rates).map((name) => [name, boundless])),
  },
}
