/** A relay on a small server of its own, behind a network with NAT, made of namespaces of this machine. */
import { execFile, spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { RelayLogin } from '../../../src-shared/relay-set-up.ts'

const here = import.meta.dirname
const execute = promisify(execFile)
const run = (file: string, args: readonly string[]) => execute(file, [...args], { maxBuffer: 2 ** 24 })
const programs = ['/usr/sbin/sshd', '/usr/sbin/nginx', '/usr/bin/turnserver', '/usr/sbin/nft', '/usr/sbin/ip']

/** Why there can be no such network here; null where there can. */
export const whyNoRelayLab = findReason()

export type RelayLab = {
  /** As the PC reaches it. */
  readonly login: RelayLogin
  /** A command on the relay, as root, with its output. */
  readonly onRelay: (...command: readonly string[]) => Promise<string>
  /** The same on the visitor's machine, 198.51.100.7, which reaches the relay at 198.51.100.1. */
  readonly asVisitor: (...command: readonly string[]) => Promise<string>
  /** `cut` loses every packet between PC and relay, `mend` ends that, `move` gives the PC another address. */
  readonly network: (act: 'cut' | 'mend' | 'move') => Promise<void>
  readonly dispose: () => Promise<void>
}

export async function startRelayLab(): Promise<RelayLab> {
  const prefix = `kk${process.pid % 100_000}`
  const network = async (act: string): Promise<void> => {
    await run('sh', [path.join(here, 'network.sh'), act, prefix])
  }
  await network('down')
  await network('up')
  const hostProgram = ['unshare', '--mount', 'sh', path.join(here, 'host.sh')]
  const host = spawn('ip', ['netns', 'exec', `${prefix}-relay`, ...hostProgram])
  let complaints = ''
  host.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  let isReady = false
  for await (const line of createInterface(host.stdout)) {
    isReady = line === 'ready'
    if (isReady) break
  }
  if (!isReady) throw new Error(`The relay's machine did not start: ${complaints}`)
  return {
    login: { host: '203.0.113.1', port: 22, user: 'root', proof: { kind: 'password', password: 'lab' } },
    async onRelay(...command) {
      const inside = ['-t', String(host.pid), '-m', '-n', '--', 'env', `PATH=${serverPath}`, ...command]
      return (await run('nsenter', inside)).stdout
    },
    asVisitor: async (...command) => (await run('ip', ['netns', 'exec', `${prefix}-visitor`, ...command])).stdout,
    network,
    async dispose() {
      await network('down')
      host.kill('SIGKILL')
    },
  }
}

const serverPath = '/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin'

function findReason(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can make networks'
  const missing = programs.filter((program) => !existsSync(program))
  if (missing.length > 0) return `${missing.join(', ')} is not installed`
  const probe = `kkprobe${process.pid % 100_000}`
  const isAllowed = spawnSync('ip', ['netns', 'add', probe]).status === 0
  spawnSync('ip', ['netns', 'del', probe])
  return isAllowed ? null : 'this machine does not allow network namespaces'
}
