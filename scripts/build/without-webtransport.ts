import type { Plugin } from 'vite'

/**
 * Leaves WebTransport out of engine.io-client, which brings it to everybody. It needs HTTP/3; the room server offers
 * polling and WebSocket alone, and a client goes up only to what its server offers, so no page could ever use it.
 */
export function withoutWebTransport(): Plugin {
  const none = '\0without-webtransport'
  return {
    name: 'konkon:without-webtransport',
    enforce: 'pre',
    resolveId: (source, importer) =>
      source === './webtransport.js' && importer?.includes('engine.io-client') ? none : null,
    load: (id) => (id === none ? 'export const WT = undefined' : null),
  }
}
