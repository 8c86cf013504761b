import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { IceServer } from '../../src-shared/call.ts'
import { freePort } from './free-port.ts'

const program = '/usr/bin/turnserver'
const startTimeoutMs = 10_000

/** Why there is no TURN server here; null where there is one. */
export const whyNoTurnServer = existsSync(program) ? null : `${program} is not installed (apt-get install coturn)`

export type TurnServer = {
  /** With its password, unless passwords are made of a secret. */
  readonly iceServer: IceServer
  /** Ends it with all that it relays, and starts it anew at the same port. */
  readonly restart: () => Promise<void>
  readonly dispose: () => Promise<void>
}

/** A real TURN server on loopback, for one user with a password, or for whoever made theirs of the shared secret. */
export async function startTurnServer(secret: string | null = null): Promise<TurnServer> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'konkon-turn-'))
  const port = await freePort()
  const options = [
    ['-n', '--no-cli', '--no-tls', '--no-dtls', '--fingerprint', '--lt-cred-mech', '--allow-loopback-peers'],
    ['--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', `--listening-port=${String(port)}`],
    ['--realm=konkon.test', '--log-file=stdout', `--pidfile=${path.join(folder, 'pid')}`],
    secret === null ? ['--user=konkon:hunter2'] : ['--use-auth-secret', `--static-auth-secret=${secret}`],
    [`--userdb=${path.join(folder, 'users')}`],
  ].flat()
  const start = async (): Promise<() => Promise<void>> => {
    const server = spawn(program, options, { stdio: 'ignore', cwd: folder })
    const exited = once(server, 'exit')
    await untilListening(port)
    return async () => {
      server.kill('SIGTERM')
      await exited
    }
  }
  let stop = await start()
  return {
    iceServer: {
      urls: [`turn:127.0.0.1:${String(port)}`],
      ...(secret === null ? { username: 'konkon', credential: 'hunter2' } : {}),
    },
    async restart() {
      await stop()
      stop = await start()
    },
    async dispose() {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** It listens on TCP as well as on UDP, and tells nobody when it does. */
async function untilListening(port: number): Promise<void> {
  const giveUpAtMs = Date.now() + startTimeoutMs
  for (;;) {
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      return
    } catch (error) {
      if (Date.now() > giveUpAtMs) throw error
    } finally {
      socket.destroy()
    }
  }
}
