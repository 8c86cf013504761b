import type { Configuration } from 'electron-builder'

/**
 * The configuration of a build whose apps look for updates at `address`; unchanged without one. Throws a sentence for an
 * address that anybody on the way could answer for.
 */
export function withUpdates(configuration: Configuration, address: string | undefined): Configuration {
  if (address === undefined || address === '') return configuration
  const url = URL.canParse(address) ? new URL(address) : null
  if (url?.protocol !== 'https:' || url.username !== '' || url.search !== '') {
    throw new Error(`KONKON_UPDATES_URL is ${JSON.stringify(address)}; it has to be an https address without a name or a query.`)
  }
  return { ...configuration, publish: { provider: 'generic', url: url.href } }
}
