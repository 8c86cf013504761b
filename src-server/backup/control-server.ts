import { createReadStream, rmSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Log } from '../log.ts'
import { controlAddress, type DataCopier } from './data-copy.ts'

export type ControlServerDeps = { readonly dataFolder: string; readonly copier: DataCopier; readonly log: Log }

/**
 * Answers the `konkon` command on the same machine, through a socket in the data folder that only its owner can open.
 * `GET /copy` sends a copy of the data. Where no such socket can be made, the server does without and says so.
 */
export function startControlServer({ dataFolder, copier, log }: ControlServerDeps): { readonly dispose: () => void } {
  const address = controlAddress(dataFolder)
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/copy') {
      response.writeHead(404).end()
      return
    }
    void sendCopy(response)
  })
  // Left by a server that was killed: this one holds the folder.
  if (process.platform !== 'win32') rmSync(address, { force: true })
  server.on('error', (cause) => log.warn({ err: cause }, 'the konkon command cannot reach this server'))
  server.listen(address)
  // It must not keep a program from ending.
  server.unref()
  return {
    dispose() {
      server.close()
      server.closeAllConnections()
    },
  }

  async function sendCopy(response: ServerResponse): Promise<void> {
    try {
      const copy = await copier.make()
      try {
        response.writeHead(200, { 'Content-Type': 'application/vnd.sqlite3', 'Content-Length': copy.bytes })
        await pipeline(createReadStream(copy.file), response)
        log.info({ bytes: copy.bytes }, 'a copy of the data was saved')
      } finally {
        copy.dispose()
      }
    } catch (cause) {
      log.error({ err: cause }, 'a copy of the data could not be made')
      if (response.headersSent) response.destroy()
      else response.writeHead(500).end(cause instanceof Error ? cause.message : String(cause))
    }
  }
}
