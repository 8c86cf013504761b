import { fork as forkNode, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { fileURLToPath } from 'node:url'
import { quitParts } from './app.ts'

type ForkOptions = { readonly env?: NodeJS.ProcessEnv; readonly serviceName?: string }

const living = new Set<ChildProcess>()
const parentPort = new URL('parent-port.ts', import.meta.url).href

class UtilityProcess extends EventEmitter {
  readonly #child: ChildProcess
  readonly stdout
  readonly stderr

  constructor(entry: string, args: readonly string[], options: ForkOptions) {
    super()
    this.#child = forkNode(entry, [...args], {
      ...(options.env ? { env: options.env } : {}),
      execArgv: ['--import', fileURLToPath(parentPort)],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    })
    this.stdout = this.#child.stdout
    this.stderr = this.#child.stderr
    living.add(this.#child)
    this.#child.on('spawn', () => this.emit('spawn'))
    this.#child.on('message', (message) => this.emit('message', message))
    this.#child.on('exit', (code) => {
      living.delete(this.#child)
      this.emit('exit', code ?? 1)
    })
  }
  get pid(): number | undefined {
    return this.#child.pid
  }
  postMessage(message: object): void {
    if (this.#child.connected) this.#child.send(message)
  }
  kill(): boolean {
    return this.#child.kill()
  }
}

export const utilityProcess = {
  fork: (entry: string, args: readonly string[] = [], options: ForkOptions = {}): UtilityProcess =>
    new UtilityProcess(entry, args, options),
}

/** As if they crashed. Returns how many there were. */
export function killUtilityProcesses(): number {
  for (const child of living) child.kill('SIGKILL')
  return living.size
}
quitParts.killProcesses = () => void killUtilityProcesses()
