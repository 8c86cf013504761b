import { randomBytes } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import type { RelayAccess } from '../line/relay-access.ts'
import type { RelayLogin, RelayRefusal, RelayStep } from '../../src-shared/relay-set-up.ts'
import type { RelayAnswer } from './relay-answers.ts'
import { runRelayScript } from './relay-shell.ts'

/** One relay and the name that it keeps for this PC. */
export type Relay = {
  /** What customers open: a host name, such as `desk.example.jp`, or the relay's own IPv4 address. */
  readonly name: string
  readonly access: RelayAccess
  /** Shared with coturn there; passwords for calls are made of it. */
  readonly turnSecret: string
}

export type RelaySetUp = {
  readonly login: RelayLogin
  readonly hostKey: string
  readonly name: string
  /** Whoever holds the name now is put out; otherwise a name that is held is refused. */
  readonly takesOver: boolean
  /** Of the relay set up before for this name: its key is kept, so that nothing changes but what has to. */
  readonly before: Relay | null
  readonly onStep: (step: RelayStep) => void
}

/** That server can be no relay as it is; a person can read why. */
export class RelayRefused extends Error {
  override readonly name = 'RelayRefused'
  readonly why: RelayRefusal
  /** A service or program by its name, or what was said there. */
  readonly detail: string

  constructor(why: RelayRefusal, detail: string) {
    super(refusals[why](detail))
    this.why = why
    this.detail = detail
  }
}

/** Visitors and lines come in here. */
const relayPort = 443

/** Makes the server a relay and gets the name on it. Rejects with a `RelayRefused` or a `RelayShellError`. */
export async function setUpRelay({ login, hostKey, name, takesOver, before, onStep }: RelaySetUp): Promise<Relay> {
  const keys = before === null ? await makeKey() : await keyOf(before)
  const turnSecret = before?.turnSecret ?? randomBytes(24).toString('base64url')
  const args = ['add', name, keys.publicKey, turnSecret, takesOver ? 'replace' : 'keep', await addressOf(login.host)]
  const answers = await run({ login, hostKey, args, onStep })
  const access: RelayAccess = {
    host: login.host,
    port: relayPort,
    hostKey: find(answers, 'host-key').key,
    user: find(answers, 'account').account,
    privateKey: keys.privateKey,
    socketPath: find(answers, 'socket').path,
  }
  return { name, access, turnSecret }
}

export type RelayRemoval = { readonly login: RelayLogin; readonly hostKey: string; readonly name: string }

/** Gives the name back. With its last name the server is no relay any more. */
export async function removeFromRelay({ login, hostKey, name }: RelayRemoval): Promise<void> {
  await run({ login, hostKey, args: ['remove', name] })
}

type Run = Omit<RelayRemoval, 'name'> & {
  readonly args: readonly string[]
  readonly onStep?: (step: RelayStep) => void
}

async function run({ login, hostKey, args, onStep }: Run): Promise<readonly RelayAnswer[]> {
  const answers = await runRelayScript({
    login,
    hostKey,
    args,
    onAnswer: (answer) => {
      if (answer.kind === 'step') onStep?.(answer.step)
    },
  })
  for (const answer of answers) if (answer.kind === 'failed') throw new RelayRefused(answer.why, answer.detail)
  return answers
}

/** Empty where it has none of IPv4. */
async function addressOf(host: string): Promise<string> {
  try {
    return (await lookup(host, { family: 4 })).address
  } catch {
    // Whether it can be reached at all shows when it is logged into.
    return ''
  }
}

async function makeKey(): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  const { utils } = (await import('ssh2')).default
  const made = utils.generateKeyPairSync('ed25519')
  return { publicKey: withoutComment(made.public), privateKey: made.private }
}

async function keyOf({ access }: Relay): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  const { utils } = (await import('ssh2')).default
  const parsed = utils.parseKey(access.privateKey)
  if (parsed instanceof Error) throw parsed
  return { publicKey: `${parsed.type} ${parsed.getPublicSSH().toString('base64')}`, privateKey: access.privateKey }
}

function withoutComment(publicKey: string): string {
  return publicKey.trim().split(' ').slice(0, 2).join(' ')
}

function find<Kind extends RelayAnswer['kind']>(
  answers: readonly RelayAnswer[],
  kind: Kind,
): Extract<RelayAnswer, { readonly kind: Kind }> {
  const found = answers.find((answer): answer is Extract<RelayAnswer, { readonly kind: Kind }> => answer.kind === kind)
  if (!found) throw new Error(`The relay's script did not say ${kind}.`)
  return found
}

const refusals: Readonly<Record<RelayRefusal, (detail: string) => string>> = {
  usage: () => 'The script on the server was called wrongly. This is a fault of Konkon: please report it.',
  'bad-name': () => 'That is no name that a name server can hold. It looks like desk.example.jp, in small letters.',
  'bad-key': () => 'The script on the server found no key. This is a fault of Konkon: please report it.',
  'bad-secret': () => 'The script on the server found no secret. This is a fault of Konkon: please report it.',
  'not-root': () => 'That user is not root and may not become root. Use root, or a user who may use sudo.',
  'other-system': () => 'That server is neither Debian nor Ubuntu with systemd. A relay needs one of these.',
  'port-taken': (program) =>
    `Port 443 of that server is used by ${program}. A relay needs it for itself: take a server without a website.`,
  packages: (detail) => `The packages could not be installed there: ${detail}`,
  configuration: () =>
    'nginx on that server does not take the configuration. Bring the server up to date and try again.',
  service: (service) =>
    `The service ${service} does not start there. "journalctl -u ${service}" on the server says why.`,
  'turn-secret': () => 'coturn on that server does not take the secret. Bring the server up to date and try again.',
  'name-taken': () =>
    'Another PC holds that name on this relay. If it shall be this PC from now on, set it up to take the name over.',
  'address-taken': (other) =>
    `Whoever comes without a name is led to ${other} by this relay already. Use a name, or set it up to take the address over.`,
}
