/** A relay on a small server of its own, behind a network with NAT, made of namespaces of this machine. */
import { execFile, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync, readSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { Duplex, type Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { RelayLogin } from '../../../src-shared/relay-set-up.ts'

const here = import.meta.dirname
const execute = promisify(execFile)
const run = (file: string, args: readonly string[]) => execute(file, [...args], { maxBuffer: 2 ** 24 })
const programs = ['/usr/sbin/sshd', '/usr/sbin/nginx', '/usr/bin/turnserver', '/usr/sbin/nft', '/usr/sbin/ip']

/** Why there can be no such network here; null where there can. */
export const whyNoRelayLab = findReason()

/** A small server on the internet. */
export type LabRelay = {
  /** As the PC reaches it. */
  readonly login: RelayLogin
  /** A command on the relay, as root, with its output. */
  readonly onRelay: (...command: readonly string[]) => Promise<string>
  /** Ends every program of the relay without warning; `restart` starts them again. */
  readonly kill: () => Promise<void>
  readonly restart: () => Promise<void>
  /** Everything that the relay's programs hold in their memory, and the files that they keep. */
  readonly readMemory: () => Promise<Buffer>
  readonly findInFiles: (text: string) => Promise<string>
}

export type RelayLab = LabRelay & {
  /** Another server, of another provider, at 203.0.114.1. Once. A user of one can be ended from the other: see `host.sh`. */
  readonly startSecond: () => Promise<LabRelay>
  /** On the visitor's machine, 198.51.100.7, which reaches the relay at 198.51.100.1, too: a command, with its output. */
  readonly asVisitor: (...command: readonly string[]) => Promise<string>
  /** A connection from there, for who is to see what a visitor sees. */
  readonly dialAsVisitor: (host: string, port: number) => Duplex
  /** From now on every name leads the visitor to these addresses. */
  readonly leadNamesTo: (addresses: readonly string[]) => Promise<void>
  /** The namespace of that machine, for what is to go on running there. */
  readonly visitorNamespace: string
  /**
   * `cut` loses every packet between PC and relay, `mend` ends that, `move` gives the PC another address; `wall` lets the
   * visitor out to port 443 by TCP alone, `unwall` ends that; `map` lets the PC reach the relay at 203.0.113.50 alone, which
   * the relay does not know, `unmap` ends that.
   */
  readonly network: (act: 'cut' | 'mend' | 'move' | 'wall' | 'unwall' | 'map' | 'unmap') => Promise<void>
  readonly dispose: () => Promise<void>
}

export async function startRelayLab(): Promise<RelayLab> {
  const turn = await takeTurn()
  await removeAbandoned()
  const prefix = `kk${process.pid}`
  const network = (act: string): Promise<void> => changeNetwork(act, prefix)
  await network('up')
  const relay = await startHost(`${prefix}-relay`, '203.0.113.1')
  const hosts = [relay]
  const visitorNamespace = `${prefix}-visitor`
  let endNameServer = (): Promise<void> => Promise.resolve()
  return {
    ...relay.relay,
    async startSecond() {
      await network('second')
      const second = await startHost(`${prefix}-second`, '203.0.114.1')
      hosts.push(second)
      return second.relay
    },
    asVisitor: async (...command) => (await run('ip', ['netns', 'exec', visitorNamespace, ...command])).stdout,
    dialAsVisitor: (host, port) => dialFrom(visitorNamespace, host, port),
    async leadNamesTo(addresses) {
      await endNameServer()
      endNameServer = await startNameServer(visitorNamespace, addresses)
    },
    visitorNamespace,
    network,
    async dispose() {
      await network('down')
      for (const host of hosts) host.kill()
      turn.close()
    },
  }
}

async function startHost(
  namespace: string,
  address: string,
): Promise<{ readonly relay: LabRelay; readonly kill: () => void }> {
  const hostProgram = ['unshare', '--mount', 'sh', path.join(here, 'host.sh')]
  const host = spawn('ip', ['netns', 'exec', namespace, ...hostProgram])
  let complaints = ''
  host.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  await untilSaid(host.stdout, 'ready', () => complaints)
  const onRelay = async (...command: readonly string[]): Promise<string> => {
    const inside = ['-t', String(host.pid), '-m', '-n', '--', 'env', `PATH=${serverPath}`, ...command]
    return (await run('nsenter', inside)).stdout
  }
  const listPrograms = async (): Promise<readonly number[]> => {
    const { stdout } = await run('ip', ['netns', 'pids', namespace])
    return stdout.trim().split(/\s+/).map(Number).filter(isOfRelay)
  }
  const relay: LabRelay = {
    login: { host: address, port: 22, user: 'root', proof: { kind: 'password', password: 'lab' } },
    onRelay,
    async kill() {
      // Some of them end with the one before.
      await run('sh', ['-c', 'kill -9 "$@" 2>/dev/null || true', 'sh', ...(await listPrograms()).map(String)])
    },
    async restart() {
      await onRelay('systemctl', 'restart', 'konkon-relay-ssh', 'konkon-relay-door', 'konkon-relay-turn')
    },
    readMemory: async () => Buffer.concat((await listPrograms()).flatMap(readMemoryOf)),
    findInFiles: async (text) =>
      (await onRelay('sh', '-c', 'grep -raF "$0" /etc /run /var/log /var/lib/konkon-relay || true', text)).trim(),
  }
  return { relay, kill: () => host.kill('SIGKILL') }
}

async function untilSaid(output: Readable, word: string, complain: () => string): Promise<void> {
  for await (const line of createInterface(output)) if (line === word) return
  throw new Error(`It did not start: ${complain()}`)
}

/** `ip netns exec` puts what lies there in the place of the machine's own (ip-netns(8)). */
async function startNameServer(namespace: string, addresses: readonly string[]): Promise<() => Promise<void>> {
  const folder = path.join('/etc/netns', namespace)
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'resolv.conf'), 'nameserver 127.0.0.1\n')
  const program = [process.execPath, path.join(here, 'name-server.mjs'), ...addresses]
  const server = spawn('ip', ['netns', 'exec', namespace, ...program], { stdio: ['ignore', 'pipe', 'inherit'] })
  await untilSaid(server.stdout, 'ready', () => 'the name server')
  return async () => {
    const ended = once(server, 'exit')
    server.kill()
    await ended
  }
}

function dialFrom(namespace: string, host: string, port: number): Duplex {
  const pass =
    'const s = require("net").connect(+process.argv[1], process.argv[2]); process.stdin.pipe(s).pipe(process.stdout)'
  const program = [process.execPath, '-e', pass, String(port), host]
  const { stdin, stdout } = spawn('ip', ['netns', 'exec', namespace, ...program], { stdio: ['pipe', 'pipe', 'ignore'] })
  // Whoever dialed may hang up at any time.
  return Duplex.from({ writable: stdin, readable: stdout }).on('error', () => undefined)
}

async function changeNetwork(act: string, prefix: string): Promise<void> {
  await run('sh', [path.join(here, 'network.sh'), act, prefix])
}

/** How long a test file has to be given to begin, while another one has the lab. */
export const relayLabTurnMs = 300_000
const askAgainMs = 200

/**
 * One lab at a time on a machine: all have the same addresses. The name is the kernel's (unix(7), abstract), and is free
 * again when its process ends, however that happens.
 */
async function takeTurn(): Promise<Server> {
  for (;;) {
    const server = createServer()
    const isOurs = await new Promise<boolean>((resolve, reject) => {
      server
        .once('listening', () => resolve(true))
        .once('error', (cause: NodeJS.ErrnoException) => (cause.code === 'EADDRINUSE' ? resolve(false) : reject(cause)))
        .listen('\0konkon-relay-lab')
    })
    if (isOurs) return server.unref()
    await wait(askAgainMs)
  }
}

/** Networks of tests that were killed: there is one at a time, of the same addresses. */
async function removeAbandoned(): Promise<void> {
  const { stdout } = await run('ip', ['netns', 'list'])
  const prefixes = new Set(stdout.match(/^kk\d+(?=-)/gm) ?? [])
  for (const prefix of prefixes) if (!existsSync(`/proc/${prefix.slice(2)}`)) await changeNetwork('down', prefix)
}

/** Its OpenSSH, nginx and coturn, whoever of them holds a line or a visitor. */
function isOfRelay(pid: number): boolean {
  try {
    return /konkon-relay|^(sshd|nginx)\b/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '))
  } catch {
    // Gone meanwhile.
    return false
  }
}

function readMemoryOf(pid: number): readonly Buffer[] {
  const file = openSync(`/proc/${pid}/mem`, 'r')
  try {
    return (
      readFileSync(`/proc/${pid}/maps`, 'utf8')
        .split('\n')
        // What the kernel shows of itself has nothing of anybody else's, and cannot be read here.
        .filter((line) => /^\S+ r/.test(line) && !/\[v(var|syscall|var_vclock)\]$/.test(line))
        .map((line) => {
          const [from = 0, to = 0] = (line.split(' ')[0] ?? '').split('-').map((end) => Number.parseInt(end, 16))
          const bytes = Buffer.alloc(to - from)
          return bytes.subarray(0, readSync(file, bytes, 0, bytes.length, from))
        })
    )
  } finally {
    closeSync(file)
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
