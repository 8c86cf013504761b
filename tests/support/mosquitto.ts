import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { connectAsync } from 'mqtt'
import { freePort } from './free-port.ts'
import { makeFolder } from './start-server.ts'

const program = '/usr/sbin/mosquitto'
/** Turns passwords in a file into hashes. */
const passwordProgram = '/usr/bin/mosquitto_passwd'

/** Why there is no broker here; null where there is one. */
export const whyNoMosquitto = existsSync(program) ? null : `${program} is not installed (apt-get install mosquitto)`

export type Mosquitto = { readonly url: string; readonly dispose: () => Promise<void> }

/** A real broker that lets in only the user *konkon* with the password *hunter2*. */
export async function startMosquitto(): Promise<Mosquitto> {
  const folder = await makeFolder()
  const port = await freePort()
  const passwords = path.join(folder, 'passwords')
  await writeFile(passwords, 'konkon:hunter2\n', { mode: 0o600 })
  const hashing = spawn(passwordProgram, ['-U', passwords], { stdio: 'ignore' })
  await once(hashing, 'exit')
  const configuration = path.join(folder, 'mosquitto.conf')
  // Root would become the user "mosquitto", who may not read this folder.
  await writeFile(
    configuration,
    `listener ${port} 127.0.0.1\nallow_anonymous false\npassword_file ${passwords}\nuser root\n`,
  )
  const broker = spawn(program, ['-c', configuration], { stdio: 'ignore' })
  const url = `mqtt://127.0.0.1:${port}`
  // It answers once it listens: the client tries again until then.
  const first = await connectAsync(url, { username: 'konkon', password: 'hunter2', reconnectPeriod: 20 }, true)
  await first.endAsync()
  return {
    url,
    async dispose() {
      const exited = once(broker, 'exit')
      broker.kill('SIGTERM')
      await exited
      await rm(folder, { recursive: true, force: true })
    },
  }
}
