import { Command, InvalidArgumentError } from 'commander'
import { readFile } from 'node:fs/promises'
import type { RelayEntry } from '../control/control-commands.ts'
import {
  carryOutRemoval,
  carryOutSetUp,
  ownActTools,
  refuseBeside,
  refuseSecondName,
  type KeptRelays,
} from '../relay/relay-acts.ts'
import type { RelayLogin, RelayStep, RelayWork } from '../../src-shared/relay-set-up.ts'
import { isHostNameOrAddress, isIpv4Address } from '../../src-shared/host-name.ts'
import { fingerprintOf, readHostKey, RelayShellError } from '../relay/relay-shell.ts'
import { relayScript } from '../relay/relay-script.ts'
import { RelayRefused } from '../relay/set-up-relay.ts'
import { judgeRelayCertificate } from '../doctor/checks/relay-certificate.ts'
import { ask } from './ask.ts'
import { jsonOf, tableOf, timeOf } from './print.ts'
import { CommandError, usedWrongly, type Terminal } from './terminal.ts'

type LoginOptions = { readonly user: string; readonly port: number; readonly key?: string; readonly hostKey?: string }

/** `konkon relay …`: an address on the internet for a server behind a router. */
export function relayCommands(terminal: Terminal): Command {
  return new Command('relay')
    .description('An address on the internet, by a small server that passes visitors on and reads nothing.')
    .addCommand(setUpCommand(terminal))
    .addCommand(statusCommand(terminal))
    .addCommand(removeCommand(terminal))
    .addCommand(scriptCommand(terminal))
}

function setUpCommand(terminal: Terminal): Command {
  const command = new Command('setup')
    .description('Make a relay of a Debian or Ubuntu server, and open the line to it.')
    .argument('<host>', 'the server, by name or address')
    .option('--name <name>', 'what customers open, such as desk.example.jp; without it, the address itself', readName)
    .option('--take-over', 'take the name from another PC that has it', false)
    .addHelpText('after', '\nThe password is asked for, or read from the input, and forgotten.')
  return withLogin(command).action(
    async (host: string, options: LoginOptions & { name?: string; takeOver: boolean }) => {
      const name = options.name ?? addressOf(host)
      const refused = refuseSecondName(await ask(terminal, { name: 'relays:list', payload: null }), { host, name })
      if (refused) throw new CommandError(refused.message)
      const { ownOrigin } = await ask(terminal, { name: 'server:state', payload: null })
      if (ownOrigin !== null) throw new CommandError(refuseBeside(ownOrigin).message)
      const request = { ...(await confirmedLogin(terminal, host, options)), name, takesOver: options.takeOver }
      const tell = ({ step }: { readonly step: keyof typeof stepWords }): void => terminal.out(`${stepWords[step]} …\n`)
      const ended = await told(() =>
        carryOutSetUp(request, { relays: askedRelays(terminal), tools: ownActTools, tell }),
      )
      tellWhetherItWorks(terminal, ended)
    },
  )
}

function statusCommand(terminal: Terminal): Command {
  return new Command('status')
    .description('Show the relays of this server, whether their lines are up, and their certificate.')
    .option('--json', 'print it as JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const { relays, certificate, issuer } = await ask(terminal, { name: 'server:state', payload: null })
      if (json) return terminal.out(jsonOf(relays))
      terminal.out(tableOf(['RELAY', 'NAME', 'LINE'], relays.map(rowOf)))
      const name = relays[0]?.name ?? null
      for (const { words } of await judgeRelayCertificate({ name, certificate, issuer, nowMs: Date.now() })) {
        terminal.out(`${words}\n`)
      }
    })
}

function removeCommand(terminal: Terminal): Command {
  const command = new Command('remove')
    .description('Close the line for good, and give the name back on the relay.')
    .argument('<host>', 'the relay, as "konkon relay status" shows it')
    .option('--here-only', 'where the relay cannot be reached any more', false)
  return withLogin(command).action(async (host: string, options: LoginOptions & { hereOnly: boolean }) => {
    const relays = askedRelays(terminal)
    const relay = await relays.find(host)
    if (!relay) throw new CommandError(`There is no relay ${host}. "konkon relay status" names those that there are.`)
    const login = options.hereOnly ? null : await confirmedLogin(terminal, host, options)
    await told(() => carryOutRemoval({ host, login, name: relay.name }, { relays, tools: ownActTools }))
    terminal.out(`${relay.name} is no address of this server any more\n`)
  })
}

function scriptCommand(terminal: Terminal): Command {
  return new Command('script')
    .description('Print the script that makes a relay, to read it or to run it by hand.')
    .action(() => terminal.out(relayScript))
}

function withLogin(command: Command): Command {
  return command
    .option('--user <user>', 'root, or a user who may use sudo', 'root')
    .option('--port <port>', 'of its SSH', readPort, 22)
    .option('--key <file>', 'log in with this private key instead of a password')
    .option('--host-key <fingerprint>', 'the fingerprint that it must show (SHA256:…)')
}

/** A person, or the option, says whether it is the right server; nothing is sent before. */
async function confirmHostKey(
  terminal: Terminal,
  host: string,
  { port, hostKey: wanted }: LoginOptions,
): Promise<string> {
  const hostKey = await told(() => readHostKey(host, port))
  const shown = fingerprintOf(hostKey)
  if (wanted !== undefined) {
    if (shown === wanted) return hostKey
    throw new CommandError(`${host} shows the key ${shown}, not ${wanted}. Nothing was sent to it.`)
  }
  terminal.out(`${host} shows the key ${shown}\n`)
  const answer = await terminal.readLine('Is that the key of your server? Type yes: ', { isSecret: false })
  if (answer.trim().toLowerCase() !== 'yes') throw new CommandError('Stopped. Nothing was sent to the server.')
  return hostKey
}

async function confirmedLogin(
  terminal: Terminal,
  host: string,
  options: LoginOptions,
): Promise<{ readonly login: RelayLogin; readonly hostKey: string }> {
  const hostKey = await confirmHostKey(terminal, host, options)
  return { login: await readLogin(terminal, host, options), hostKey }
}

async function readLogin(terminal: Terminal, host: string, { user, port, key }: LoginOptions): Promise<RelayLogin> {
  if (key !== undefined) {
    return { host, port, user, proof: { kind: 'key', privateKey: await readKey(key), passphrase: null } }
  }
  const password = await terminal.readLine(`Password of ${user} on ${host}: `, { isSecret: true })
  if (password === '') throw usedWrongly('There was no password. Type it, or name a key with --key.')
  return { host, port, user, proof: { kind: 'password', password } }
}

async function readKey(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new CommandError(`The key ${file} cannot be read: ${String(cause)}`, { cause, exitCode: 2 })
  }
}

async function told<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (cause) {
    if (!(cause instanceof RelayRefused) && !(cause instanceof RelayShellError)) throw cause
    throw new CommandError(cause.message, { cause })
  }
}

function tellWhetherItWorks(terminal: Terminal, work: RelayWork): void {
  if (work.kind === 'done') {
    const { host, name } = work
    const nextStep = isIpv4Address(name) ? '' : `In the name server of ${name} let it point to ${host}.\n`
    terminal.out(`https://${name}/ leads here\n${nextStep}`)
  }
  if (work.kind === 'failed') {
    throw new CommandError(
      `${work.host} is a relay now, but nothing came through it: ${work.detail}. Is the server of Konkon running? "konkon relay status" says whether the line is up. Port 443 of ${work.host} must be open.`,
    )
  }
}

/** Those of the server that runs, or of the data where none does. */
function askedRelays(terminal: Terminal): KeptRelays {
  return {
    find: async (host) => (await ask(terminal, { name: 'relay:find', payload: { host } })).relay,
    async add(relay) {
      await ask(terminal, { name: 'relay:add', payload: relay })
    },
    async remove(host) {
      await ask(terminal, { name: 'relay:remove', payload: { host } })
    },
  }
}

const stepWords: Readonly<Record<RelayStep | 'looking' | 'removing', string>> = {
  packages: 'installing OpenSSH, nginx and coturn, and their updates from now on',
  name: 'making an account that can hold this name and nothing else',
  configuration: 'writing the configuration',
  services: 'starting it',
  looking: 'looking from outside',
  removing: 'giving the name back',
}

function rowOf({ host, name, line }: RelayEntry): readonly string[] {
  if (line === null) return [host, name, 'the server does not run']
  if (line.kind === 'up') return [host, name, `up since ${timeOf(line.sinceMs)}`]
  if (line.kind === 'dialing') return [host, name, 'dialing']
  return [host, name, `down since ${timeOf(line.sinceMs)}: ${line.fault}`]
}

function readName(text: string): string {
  const name = text.toLowerCase().replace(/\.$/, '')
  if (!isHostNameOrAddress(name)) throw new InvalidArgumentError('It looks like desk.example.jp.')
  return name
}

function addressOf(host: string): string {
  if (isIpv4Address(host)) return host
  throw usedWrongly('Name what customers open with --name, or give the server by its address, such as 203.0.113.10.')
}

function readPort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new InvalidArgumentError('A port is from 1 to 65535.')
  return port
}
