import { createHash } from 'node:crypto'
import type { ClientErrorExtensions } from 'ssh2'
import type { RelayLogin, RelayShellFault } from '../../src-shared/relay-set-up.ts'
import { parseRelayAnswer, type RelayAnswer } from './relay-answers.ts'
import { relayScript } from './relay-script.ts'

export class RelayShellError extends Error {
  override readonly name = 'RelayShellError'
  readonly code: RelayShellFault

  constructor(code: RelayShellFault, message: string, options: ErrorOptions = {}) {
    super(message, options)
    this.code = code
  }
}

const readyTimeoutMs = 15_000
/** Somebody looks on, who is answered within ten seconds (`src-shared/wire-client.ts`). */
const lookTimeoutMs = 8_000
/** Packages may have to come over a slow line. */
const longestRunMs = 10 * 60_000

/** As `ssh-keygen -l` and every SSH program show a key, for a person to compare. */
export function fingerprintOf(hostKey: string): string {
  return `SHA256:${createHash('sha256').update(Buffer.from(hostKey, 'base64')).digest('base64').replace(/=+$/, '')}`
}

/** The server's key in base64, without logging in. Rejects with a `RelayShellError`. */
export async function readHostKey(host: string, port: number): Promise<string> {
  const { Client } = await import('ssh2')
  return new Promise((resolve, reject) => {
    const client = new Client()
    let hostKey: string | null = null
    client
      .on('error', (cause) => {
        if (hostKey !== null) return resolve(hostKey)
        const message = `No SSH server answers at ${host}, port ${port}: ${cause.message}.`
        reject(new RelayShellError('unreachable', message, { cause }))
      })
      .connect({
        host,
        port,
        username: 'konkon',
        readyTimeout: lookTimeoutMs,
        // As OpenSSH's own key for lines is of this kind, so is the one that is shown.
        algorithms: { serverHostKey: ['ssh-ed25519'] },
        hostVerifier: (key: Buffer) => {
          hostKey = key.toString('base64')
          return false
        },
      })
  })
}

export type RelayRun = {
  readonly login: RelayLogin
  /** As `readHostKey` told it and a person found it good. */
  readonly hostKey: string
  /** Checked by the script too; none may hold a quote. */
  readonly args: readonly string[]
  readonly onAnswer: (answer: RelayAnswer) => void
}

/** Runs the relay's script with these arguments as root. Resolves once it has ended, with all it answered. */
export async function runRelayScript({ login, hostKey, args, onAnswer }: RelayRun): Promise<readonly RelayAnswer[]> {
  if (args.some((arg) => /['\n\0]/.test(arg))) throw new Error('An argument of the relay script holds a quote.')
  const { Client } = await import('ssh2')
  const client = new Client()
  const { promise, resolve, reject } = Promise.withResolvers<readonly RelayAnswer[]>()
  const timeout = setTimeout(() => reject(cutOff(new Error('it took too long'))), longestRunMs)
  let isOtherHost = false
  client
    .on('error', (cause) => reject(asShellError(cause)))
    .on('close', () => reject(cutOff(null)))
    .on('keyboard-interactive', (...[, , , prompts, answer]) => {
      answer(prompts.map(() => (login.proof.kind === 'password' ? login.proof.password : '')))
    })
    .on('ready', run)
    .connect({
      host: login.host,
      port: login.port,
      username: login.user,
      readyTimeout: readyTimeoutMs,
      keepaliveInterval: 10_000,
      algorithms: { serverHostKey: ['ssh-ed25519'] },
      hostVerifier: (key: Buffer) => {
        isOtherHost = key.toString('base64') !== hostKey
        return !isOtherHost
      },
      ...credentials(login.proof),
    })
  try {
    return await promise
  } finally {
    clearTimeout(timeout)
    client.destroy()
  }

  function run(): void {
    const script = `sh -s -- ${args.map((arg) => `'${arg}'`).join(' ')}`
    const isRoot = login.user === 'root'
    const password = !isRoot && login.proof.kind === 'password' ? `${login.proof.password}\n` : ''
    client.exec(isRoot ? script : asRoot(script, password !== ''), (cause, channel) => {
      if (cause) return reject(cutOff(cause))
      const answers: RelayAnswer[] = []
      let unread = ''
      let complaints = ''
      channel.setEncoding('utf8')
      channel.on('data', (text: string) => {
        const lines = (unread + text).split('\n')
        unread = lines.pop() ?? ''
        for (const line of lines) {
          const answer = parseRelayAnswer(line.trimEnd())
          if (answer === null) continue
          answers.push(answer)
          onAnswer(answer)
        }
      })
      channel.stderr.setEncoding('utf8').on('data', (text: string) => {
        complaints = (complaints + text).slice(-500)
      })
      channel.on('close', () => {
        if (answers.some(({ kind }) => kind === 'done' || kind === 'failed')) return resolve(answers)
        const isSudo = /sudo/.test(complaints)
        const message = isSudo
          ? `${login.user} may not become root there: ${complaints.trim()}`
          : `The set-up ended before its end. ${complaints.trim()}`
        reject(new RelayShellError(isSudo ? 'no-sudo' : 'cut-off', message))
      })
      channel.end(password + relayScript)
    })
  }

  function asShellError(cause: Error & ClientErrorExtensions): RelayShellError {
    if (isOtherHost) {
      const message = `${login.host} shows another key than before. Stop here unless that server was set up anew.`
      return new RelayShellError('other-host-key', message, { cause })
    }
    if (cause.level === 'client-authentication') {
      const message = `${login.host} does not let ${login.user} in with that ${login.proof.kind}.`
      return new RelayShellError('login-refused', message, { cause })
    }
    const message = `${login.host}, port ${login.port}, cannot be reached: ${cause.message}.`
    return new RelayShellError('unreachable', message, { cause })
  }

  function cutOff(cause: Error | null): RelayShellError {
    const reason = cause === null ? '' : `: ${cause.message}`
    return new RelayShellError('cut-off', `The connection to ${login.host} ended during the set-up${reason}.`)
  }
}

/** The password comes first on the input. Where sudo does not ask for it, it must not become the script's first line. */
function asRoot(script: string, hasPassword: boolean): string {
  if (!hasPassword) return `sudo -n ${script}`
  return `if sudo -n true 2>/dev/null; then read -r _; exec sudo -n ${script}; else exec sudo -S -p '' ${script}; fi`
}

function credentials(proof: RelayLogin['proof']): object {
  if (proof.kind === 'password') return { password: proof.password, tryKeyboard: true }
  return { privateKey: proof.privateKey, ...(proof.passphrase === null ? {} : { passphrase: proof.passphrase }) }
}
