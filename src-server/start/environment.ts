import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import * as v from 'valibot'
import type { IceServer } from '../../src-shared/call.ts'
import { RoomAddressSchema, type RoomAddress } from '../../src-shared/ids.ts'
import { isReserved, reservedAddresses } from '../http/reserved-addresses.ts'
import type { Network } from '../call-outs/closed-addresses.ts'
import type { LanOptions } from '../lan/lan-server.ts'
import { logLevels, type LogLevel } from '../log-level.ts'
import type { SecretFile } from './secret-file.ts'
import { readIceServers } from './turn-variables.ts'
import { invalid, InvalidVariable, read, type Variable } from './variable.ts'

/** What the operator set; docs/deployment.md explains each. */
export type Environment = {
  readonly host: string
  readonly port: number
  readonly dataFolder: string
  readonly room: RoomAddress
  /** Whether the line of the front desk carries a link that pairs. */
  readonly printsLink: boolean
  /** Null when not set: then the program that starts the desk chooses. */
  readonly shell: Shell | null
  readonly iceServers: readonly IceServer[]
  /** The secret, or the file that holds it; null where every TURN server has a password in the list. */
  readonly turnSecret: string | SecretFile | null
  /** Addresses and networks that may say who a visitor is. */
  readonly trustedProxies: readonly string[]
  /** The one origin under which customers reach this server; null allows loopback and the local network alone. */
  readonly publicOrigin: string | null
  /** What call-outs may reach beside what they reach anyway; absent unless it was set. */
  readonly openedToCallOuts?: readonly Network[]
  /** The file with the key for secrets; null for one in the data folder. */
  readonly keySource: SecretFile | null
  /** Absent unless it is to be open to the local network. */
  readonly lan?: LanOptions
  /** Of the figures for Prometheus, on loopback; absent unless they are to be had. */
  readonly metricsPort?: number
  /** Absent unless it was set. */
  readonly logLevel?: LogLevel
}

export const shells = ['electron', 'browser', 'none'] as const
export type Shell = (typeof shells)[number]

/** `message` is one line that names the variable, its value and what is allowed. */
export type EnvironmentResult =
  | { readonly kind: 'ok'; readonly environment: Environment }
  | { readonly kind: 'invalid'; readonly message: string }

export type Machine = { readonly platform: NodeJS.Platform; readonly homeFolder: string }

/** A variable that is empty counts as not set. */
export function parseEnvironment(variables: NodeJS.ProcessEnv, machine: Machine): EnvironmentResult {
  try {
    const lan = readLan(variables)
    const opened = read(variables, openedToCallOuts)
    const metrics = read(variables, metricsPort)
    const level = read(variables, logLevel)
    return {
      kind: 'ok',
      environment: {
        host: read(variables, host) ?? '127.0.0.1',
        port: read(variables, port) ?? 5050,
        dataFolder: read(variables, dataFolder) ?? defaultDataFolder(variables, machine),
        room: read(variables, room) ?? v.parse(RoomAddressSchema, 'front-desk'),
        printsLink: read(variables, printsLink) ?? true,
        shell: read(variables, shell),
        ...readIceServers(variables),
        keySource: findKeyFile(variables),
        trustedProxies: read(variables, trustedProxies) ?? [],
        publicOrigin: read(variables, publicOrigin),
        ...(opened ? { openedToCallOuts: opened } : {}),
        ...(lan ? { lan } : {}),
        ...(metrics === null ? {} : { metricsPort: metrics }),
        ...(level ? { logLevel: level } : {}),
      },
    }
  } catch (cause) {
    if (cause instanceof InvalidVariable) return { kind: 'invalid', message: cause.message }
    throw cause
  }
}

/** Where Electron keeps an application's data too, so that both find the same room. */
export function defaultDataFolder(variables: NodeJS.ProcessEnv, { platform, homeFolder }: Machine): string {
  if (platform === 'win32') {
    return path.win32.join(variables['APPDATA'] || path.win32.join(homeFolder, 'AppData', 'Roaming'), 'konkon')
  }
  if (platform === 'darwin') return path.posix.join(homeFolder, 'Library', 'Application Support', 'konkon')
  return path.posix.join(variables['XDG_CONFIG_HOME'] || path.posix.join(homeFolder, '.config'), 'konkon')
}

const host: Variable<string> = {
  name: 'KONKON_HOST',
  allowed: 'an IP address or a host name of this machine, such as 127.0.0.1 or 0.0.0.0',
  parse: (value) => {
    const isName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(value)
    // A name of digits and dots alone is a mistyped address.
    return isIP(value) !== 0 || (isName && !/^[\d.]+$/.test(value)) ? value : null
  },
}

const port: Variable<number> = {
  name: 'KONKON_PORT',
  allowed: 'a whole number from 0 to 65535 (0 takes any free port)',
  parse: (value) => (/^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : null),
}

const lanPort: Variable<number> = { ...port, name: 'KONKON_LAN_PORT' }

const metricsPort: Variable<number> = { ...port, name: 'KONKON_METRICS_PORT' }

const logLevel: Variable<LogLevel> = {
  name: 'KONKON_LOG_LEVEL',
  allowed: logLevels.join(', '),
  parse: (value) => logLevels.find((known) => known === value) ?? null,
}

const certificateFile: Variable<string> = {
  name: 'KONKON_TLS_CERT',
  allowed: 'the path of a certificate in PEM format, and KONKON_TLS_KEY that of its key',
  parse: (value) => (value.includes('\0') ? null : path.resolve(value)),
}

const keyFile: Variable<string> = {
  ...certificateFile,
  name: 'KONKON_TLS_KEY',
  allowed: 'the path of a key in PEM format, and KONKON_TLS_CERT that of its certificate',
}

const dataFolder: Variable<string> = {
  name: 'KONKON_DATA',
  allowed: 'the path of a folder that can be written to',
  parse: (value) => (value.includes('\0') ? null : path.resolve(value)),
}

const room: Variable<RoomAddress> = {
  name: 'KONKON_ROOM',
  allowed: `1 to 64 of a-z, 0-9 and "-", and none of ${reservedAddresses.join(', ')}`,
  parse: (value) => {
    const parsed = v.safeParse(RoomAddressSchema, value)
    return parsed.success && !isReserved(value) ? parsed.output : null
  },
}

const printsLink: Variable<boolean> = {
  name: 'KONKON_PRINT_LINK',
  allowed: '1 (print a link that pairs one desk) or 0 (print the address alone)',
  parse: (value) => (value === '1' || value === '0' ? value === '1' : null),
}

const shell: Variable<Shell> = {
  name: 'KONKON_SHELL',
  allowed: 'electron, browser or none',
  parse: (value) => shells.find((known) => known === value) ?? null,
}

const trustedProxies = networksVariable('KONKON_TRUSTED_PROXIES', '127.0.0.1, 10.0.0.0/8 (not everybody)')
const openedToCallOuts = networksVariable('KONKON_CALL_OUT_ALLOW', '127.0.0.1, 169.254.10.0/24')

const publicOrigin: Variable<string> = {
  name: 'KONKON_PUBLIC_ORIGIN',
  allowed: 'the start of an address, without a path, such as https://desk.example.jp',
  parse: (value) => {
    const url = /^https?:/.test(value) && URL.canParse(value) ? new URL(value) : null
    // Name, password, path, query and fragment are no part of an origin; writing one is a slip.
    return url !== null && `${url.origin}/` === url.href ? url.origin : null
  },
}

function networksVariable(name: string, example: string): Variable<readonly string[]> {
  return {
    name,
    allowed: `addresses or networks, separated by commas, such as ${example}`,
    parse: (value) => {
      const entries = value.split(',').map((entry) => entry.trim())
      return entries.every(isNetwork) ? entries : null
    },
  }
}

/** A prefix of 0 would let everybody say who they are. */
function isNetwork(text: string): boolean {
  const [, address = '', prefix] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const longest = { 4: 32, 6: 128 }[isIP(address)]
  return longest !== undefined && (prefix === undefined || (Number(prefix) >= 1 && Number(prefix) <= longest))
}

const secretKeyFile: Variable<string> = {
  name: 'KONKON_KEY_FILE',
  allowed: 'the path of a file with 32 random bytes in base64',
  parse: (value) => (value.includes('\0') ? null : path.resolve(value)),
}

/** As systemd hands over what `LoadCredential=konkon-key:…` names. */
const credential = 'konkon-key'

function findKeyFile(variables: NodeJS.ProcessEnv): SecretFile | null {
  const file = read(variables, secretKeyFile)
  if (file !== null) return { variable: secretKeyFile.name, file }
  const folder = variables['CREDENTIALS_DIRECTORY'] ?? ''
  const credentialFile = path.join(folder, credential)
  return folder !== '' && existsSync(credentialFile)
    ? { variable: 'CREDENTIALS_DIRECTORY', file: credentialFile }
    : null
}

/** A certificate without its key, or the reverse, is a slip that must be reported. */
function readLan(variables: NodeJS.ProcessEnv): LanOptions | null {
  const port = read(variables, lanPort)
  const certificate = read(variables, certificateFile)
  const key = read(variables, keyFile)
  if (certificate !== null && key === null) throw invalid(certificateFile, certificate)
  if (certificate === null && key !== null) throw invalid(keyFile, key)
  if (port === null) return null
  if (certificate === null || key === null) return { port, certificate: { kind: 'self-made' } }
  return { port, certificate: { kind: 'given', certificateFile: certificate, keyFile: key } }
}
