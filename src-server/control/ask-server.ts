import { request, type IncomingMessage } from 'node:http'
import { json } from 'node:stream/consumers'
import { CommandError } from '../command-line/terminal.ts'
import { controlAddress } from './control-address.ts'
import type { ControlName } from './control-commands.ts'

/** What the server that holds this folder answers; null when none runs. Throws a `CommandError` where it may not be asked. */
export async function askServer(
  dataFolder: string,
  asked: { readonly name: ControlName; readonly payload: unknown },
): Promise<unknown> {
  const response = await openControl(dataFolder, { method: 'POST', path: '/command', body: JSON.stringify(asked) })
  if (!response) return null
  if (response.statusCode !== 200) {
    response.resume()
    throw new CommandError('The server that runs is of an older version. Start it anew with this one.')
  }
  return json(response)
}

export type ControlRequest = { readonly method: 'GET' | 'POST'; readonly path: string; readonly body?: string }

/** Null when no server answers at this folder. */
export function openControl(
  dataFolder: string,
  { method, path, body }: ControlRequest,
): Promise<IncomingMessage | null> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: controlAddress(dataFolder), method, path }, resolve)
    asked.on('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EACCES' && cause.code !== 'EPERM') resolve(null)
      else {
        const words = `You may not ask the server that holds ${dataFolder}. Run this as the user that it runs as.`
        reject(new CommandError(words, { cause }))
      }
    })
    asked.end(body)
  })
}
