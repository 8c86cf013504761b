import { createReadStream, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import * as v from 'valibot'
import { parse } from '../../src-shared/parse.ts'
import { failed, type Result } from '../../src-shared/result.ts'
import type { DataCopier } from '../backup/data-copy.ts'
import type { Log } from '../log.ts'
import { commandOf } from '../wire/command-table.ts'
import { controlAddress } from './control-address.ts'
import { controlCommands, type ControlHandlers, type ControlName } from './control-commands.ts'

export type ControlServerDeps = {
  readonly dataFolder: string
  readonly copier: DataCopier
  readonly handlers: ControlHandlers
  readonly log: Log
}

/**
 * Answers the `konkon` command on the same machine, through a socket in the data folder that only its owner can open.
 * `GET /copy` sends a copy of the data, `POST /command` carries out one of `controlCommands`. Where no such socket can be
 * made, the server does without and says so.
 */
export function startControlServer(deps: ControlServerDeps): { readonly dispose: () => void } {
  const { dataFolder, copier, handlers, log } = deps
  const address = controlAddress(dataFolder)
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/copy') void sendCopy(response)
    else if (request.method === 'POST' && request.url === '/command') void answer(request, response)
    else response.writeHead(404).end()
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

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const result = await carryOut(request)
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(result))
  }

  async function carryOut(request: IncomingMessage): Promise<Result<unknown>> {
    try {
      const asked = parse(RequestSchema, JSON.parse(await text(request)))
      if (asked.kind === 'failed') return asked
      const { name, payload } = asked.value
      if (!isControlName(name)) {
        return failed(
          'bad-request',
          'The server that runs does not know this command. Start it anew with this version.',
        )
      }
      log.info({ command: name }, 'a command came from a terminal')
      return await commandOf(name, { commands: controlCommands, handlers })(payload)
    } catch (cause) {
      log.error({ err: cause }, 'a command of a terminal failed')
      return failed(
        'internal',
        `The server could not do this: ${cause instanceof Error ? cause.message : String(cause)}`,
      )
    }
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

const RequestSchema = v.object({ name: v.string(), payload: v.unknown() })

function isControlName(name: string): name is ControlName {
  return Object.hasOwn(controlCommands, name)
}
