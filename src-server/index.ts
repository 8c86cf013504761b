/** The room server as a program of its own. */
import { homedir } from 'node:os'
import path from 'node:path'
import { parseEnvironment } from './start/environment.ts'
import { startRoomServer, type RoomServer } from './start/room-server.ts'
import { StartError } from './start/start-error.ts'
import { invalidVariable } from './start/variable.ts'
import { version } from './start/version.ts'

const parsed = parseEnvironment(process.env, { platform: process.platform, homeFolder: homedir() })
if (parsed.kind === 'invalid') exitWith(2, parsed.message)
const { environment } = parsed
const webFolder = path.join(import.meta.dirname, '../web')

let server: RoomServer
try {
  server = await startRoomServer({ ...environment, webFolder, version })
} catch (cause) {
  if (!(cause instanceof StartError)) throw cause
  exitWithStartError(cause)
}
process.stdout.write(`visitor page: ${server.visitorUrl}\nfront desk: ${server.deskUrl}\n`)
if (server.lan) {
  const { visitorUrl, deskUrl } = server.lan
  process.stdout.write(
    `visitor page on the local network: ${visitorUrl}\nfront desk on the local network: ${deskUrl}\n`,
  )
}
process.stdout.write('ready\n')

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Not `once`: a terminal and the parent program may both send it, and the second must not cut the shutdown short.
  process.on(signal, () => {
    void server.dispose().then(() => process.exit(0))
  })
}

/** An unusable value is reported like a malformed one: by its variable. */
function exitWithStartError(error: StartError): never {
  const data = process.env['KONKON_DATA']
  const host = process.env['KONKON_HOST']
  if (error.code === 'data-folder-unusable' && data) {
    exitWith(2, `${invalidVariable('KONKON_DATA', data, 'a folder that can be written to')} ${error.message}`)
  }
  const certificate = process.env['KONKON_TLS_CERT']
  if (error.code === 'certificate-unusable' && certificate) {
    exitWith(
      2,
      `${invalidVariable('KONKON_TLS_CERT', certificate, 'a certificate that fits its key')} ${error.message}`,
    )
  }
  if (error.code === 'host-unusable' && host) {
    exitWith(2, `${invalidVariable('KONKON_HOST', host, 'an address of this machine')} ${error.message}`)
  }
  exitWith(error.code === 'secret-unusable' ? 2 : 1, error.message)
}

function exitWith(code: number, message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(code)
}
