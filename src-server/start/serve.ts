import { invalidVariable } from './variable.ts'
import { startRoomServer, type RoomServer } from './room-server.ts'
import type { Settings } from './settings.ts'
import { StartError } from './start-error.ts'
import type { StopListeners } from './stop-signals.ts'
import { version } from './version.ts'

export type ServeDeps = {
  readonly webFolder: string
  readonly out: (words: string) => void
  readonly err: (words: string) => void
  /** Calls when the operator asks it to stop, and when they ask again. */
  readonly onStop: (listeners: StopListeners) => void
}

/** Runs the room server as a program of its own; resolves to the program's exit code once it has stopped. */
export async function serve({ environment, variables }: Settings, deps: ServeDeps): Promise<0 | 1 | 2> {
  const { webFolder, out, err, onStop } = deps
  let server: RoomServer
  try {
    server = await startRoomServer({ ...environment, webFolder, version })
  } catch (cause) {
    if (!(cause instanceof StartError)) throw cause
    const { code, words } = reportOf(cause, variables)
    err(`${words}\n`)
    return code
  }
  out(`visitor page: ${server.visitorUrl}\nfront desk: ${server.deskUrl}\n`)
  if (server.lan) {
    const { visitorUrl, deskUrl } = server.lan
    out(`visitor page on the local network: ${visitorUrl}\nfront desk on the local network: ${deskUrl}\n`)
  }
  out('ready\n')
  return new Promise((resolve, reject) => {
    onStop({
      onStop: () => {
        server.stop().then(() => resolve(0), reject)
      },
      // What was acknowledged is on the disk; only what was under way is cut off.
      onStopNow: () => resolve(0),
    })
  })
}

/** An unusable value is reported like a malformed one: by its variable. */
function reportOf(error: StartError, variables: NodeJS.ProcessEnv): { readonly code: 1 | 2; readonly words: string } {
  const data = variables['KONKON_DATA']
  const host = variables['KONKON_HOST']
  const certificate = variables['KONKON_TLS_CERT']
  const bad = (words: string): ReturnType<typeof reportOf> => ({ code: 2, words: `${words} ${error.message}` })
  if (error.code === 'data-folder-unusable' && data) {
    return bad(invalidVariable('KONKON_DATA', data, 'a folder that can be written to'))
  }
  if (error.code === 'certificate-unusable' && certificate) {
    return bad(invalidVariable('KONKON_TLS_CERT', certificate, 'a certificate that fits its key'))
  }
  if (error.code === 'host-unusable' && host) {
    return bad(invalidVariable('KONKON_HOST', host, 'an address of this machine'))
  }
  return { code: error.code === 'secret-unusable' ? 2 : 1, words: error.message }
}
