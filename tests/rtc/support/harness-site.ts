import { createServer } from 'node:http'
import path from 'node:path'
import { readFile } from 'node:fs/promises'
import { build } from 'vite'

const root = path.join(import.meta.dirname, '../../..')
const outFolder = path.join(root, '.cache/rtc-harness')

const html = `<!doctype html><meta charset="utf-8"><title>rtc harness</title>
<audio id="voice"></audio><video id="camera" width="320"></video><video id="screen" width="320"></video>
<script type="module" src="/page.js"></script>`

export type HarnessSite = { readonly url: string; readonly dispose: () => Promise<void> }

/** Builds the harness page from the sources and serves it on loopback, where a page may use devices without HTTPS. */
export async function startHarnessSite(): Promise<HarnessSite> {
  await build({
    configFile: false,
    logLevel: 'warn',
    root,
    build: {
      outDir: outFolder,
      emptyOutDir: true,
      minify: false,
      lib: { entry: path.join(import.meta.dirname, '../harness/page.ts'), formats: ['es'], fileName: () => 'page.js' },
    },
  })
  const script = await readFile(path.join(outFolder, 'page.js'))
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(isScript ? script : html)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (!address || typeof address === 'string') throw new Error('The harness site has no port')
  return {
    url: `http://127.0.0.1:${address.port}/`,
    async dispose() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
