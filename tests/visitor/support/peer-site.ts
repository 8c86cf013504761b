import { createServer } from 'node:http'
import path from 'node:path'
import { build } from 'vite'

export type PeerSite = { readonly url: string; readonly dispose: () => Promise<void> }

/** Serves the desk's end of a call on loopback, where a page may use devices without HTTPS. */
export async function startPeerSite(): Promise<PeerSite> {
  const script = await bundle(path.join(import.meta.dirname, '../harness/desk-peer.ts'))
  const server = createServer((request, response) => {
    const isScript = request.url === '/peer.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : '<!doctype html><title>desk</title><script type="module" src="/peer.js"></script>')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The peer site has no port.')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async dispose() {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: () => 'peer.js' } },
  })
  const [result] = Array.isArray(built) ? built : [built]
  if (!result || !('output' in result)) throw new Error('The desk’s end could not be built.')
  return result.output[0].code
}
