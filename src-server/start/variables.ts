import { isIP } from 'node:net'
import path from 'node:path'
import * as v from 'valibot'
import { IceServerSchema, type IceServer } from '../../src-shared/call.ts'
import { RoomAddressSchema, type RoomAddress } from '../../src-shared/ids.ts'
import { isReserved, reservedAddresses } from '../http/reserved-addresses.ts'
import { logLevels, type LogLevel } from '../log-level.ts'
import type { Variable } from './variable.ts'

/**
 * Every setting that there is. What the file of settings may hold, what `konkon config check` shows and what
 * docs/deployment.md lists is this list; a new one is its object here and its place in `environment.ts`.
 */

export const shells = ['electron', 'browser', 'none'] as const
export type Shell = (typeof shells)[number]

const aPath = (value: string): string | null => (value.includes('\0') ? null : path.resolve(value))

export const host: Variable<string> = {
  name: 'KONKON_HOST',
  fallback: '127.0.0.1',
  allowed: 'an IP address or a host name of this machine, such as 127.0.0.1 or 0.0.0.0',
  parse: (value) => {
    const isName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i.test(value)
    // A name of digits and dots alone is a mistyped address.
    return isIP(value) !== 0 || (isName && !/^[\d.]+$/.test(value)) ? value : null
  },
}

export const port: Variable<number> = {
  name: 'KONKON_PORT',
  fallback: '5050',
  allowed: 'a whole number from 0 to 65535 (0 takes any free port)',
  parse: (value) => (/^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : null),
}

export const lanPort: Variable<number> = { ...port, name: 'KONKON_LAN_PORT', fallback: 'closed' }

export const metricsPort: Variable<number> = { ...port, name: 'KONKON_METRICS_PORT', fallback: 'closed' }

export const logLevel: Variable<LogLevel> = {
  name: 'KONKON_LOG_LEVEL',
  fallback: 'info',
  allowed: logLevels.join(', '),
  parse: (value) => logLevels.find((known) => known === value) ?? null,
}

export const certificateFile: Variable<string> = {
  name: 'KONKON_TLS_CERT',
  fallback: 'one that it makes itself',
  isPath: true,
  allowed: 'the path of a certificate in PEM format, and KONKON_TLS_KEY that of its key',
  parse: aPath,
}

export const keyFile: Variable<string> = {
  ...certificateFile,
  name: 'KONKON_TLS_KEY',
  allowed: 'the path of a key in PEM format, and KONKON_TLS_CERT that of its certificate',
}

export const dataFolder: Variable<string> = {
  name: 'KONKON_DATA',
  fallback: 'the platform’s application-data folder',
  isPath: true,
  allowed: 'the path of a folder that can be written to',
  parse: aPath,
}

export const room: Variable<RoomAddress> = {
  name: 'KONKON_ROOM',
  fallback: 'front-desk',
  allowed: `1 to 64 of a-z, 0-9 and "-", and none of ${reservedAddresses.join(', ')}`,
  parse: (value) => {
    const parsed = v.safeParse(RoomAddressSchema, value)
    return parsed.success && !isReserved(value) ? parsed.output : null
  },
}

export const printsLink: Variable<boolean> = {
  name: 'KONKON_PRINT_LINK',
  fallback: '1',
  allowed: '1 (print a link that pairs one desk) or 0 (print the address alone)',
  parse: (value) => (value === '1' || value === '0' ? value === '1' : null),
}

export const shell: Variable<Shell> = {
  name: 'KONKON_SHELL',
  fallback: 'what can run',
  allowed: 'electron, browser or none',
  parse: (value) => shells.find((known) => known === value) ?? null,
}

export const trustedProxies = networksVariable('KONKON_TRUSTED_PROXIES', '127.0.0.1, 10.0.0.0/8 (not everybody)')
export const openedToCallOuts = networksVariable('KONKON_CALL_OUT_ALLOW', '127.0.0.1, 169.254.10.0/24')

export const letsEncrypt = 'https://acme-v02.api.letsencrypt.org/directory'

export const acmeDirectory: Variable<string> = {
  name: 'KONKON_ACME_DIRECTORY',
  allowed: `the address of an authority's directory, such as ${letsEncrypt}, or none`,
  fallback: letsEncrypt,
  parse: (value) => (value === 'none' || (value.startsWith('https:') && URL.canParse(value)) ? value : null),
}

export const publicOrigin: Variable<string> = {
  name: 'KONKON_PUBLIC_ORIGIN',
  fallback: 'none: loopback and the local network alone',
  allowed: 'the start of an address, without a path, such as https://desk.example.jp',
  parse: (value) => {
    const url = /^https?:/.test(value) && URL.canParse(value) ? new URL(value) : null
    // Name, password, path, query and fragment are no part of an origin; writing one is a slip.
    return url !== null && `${url.origin}/` === url.href ? url.origin : null
  },
}

export const secretKeyFile: Variable<string> = {
  name: 'KONKON_KEY_FILE',
  fallback: 'key in the data folder',
  isPath: true,
  allowed: 'the path of a file with 32 random bytes in base64',
  parse: aPath,
}

export const iceServerList: Variable<readonly IceServer[]> = {
  name: 'KONKON_ICE_SERVERS',
  fallback: 'none',
  isJson: true,
  allowed:
    'a JSON list such as [{"urls":["turn:turn.example.jp:3478"]}], with a username and a credential for each turn: server where KONKON_TURN_SECRET is not set',
  parse: (value) => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(IceServerSchema)), value)
    return parsed.success ? parsed.output : null
  },
}

export const turnSecret: Variable<string> = {
  name: 'KONKON_TURN_SECRET',
  fallback: 'none',
  allowed: 'the secret of the turn: servers in KONKON_ICE_SERVERS that have no username, 16 characters or more',
  isSecret: true,
  parse: (value) => (value.length >= 16 ? value : null),
}

export const turnSecretFile: Variable<string> = {
  name: 'KONKON_TURN_SECRET_FILE',
  fallback: 'none',
  isPath: true,
  allowed: 'the path of a file with what KONKON_TURN_SECRET would be',
  parse: aPath,
}

/** In the order in which people read of them. */
export const allVariables: readonly Variable<unknown>[] = [
  host,
  port,
  dataFolder,
  room,
  publicOrigin,
  acmeDirectory,
  trustedProxies,
  printsLink,
  shell,
  lanPort,
  certificateFile,
  keyFile,
  secretKeyFile,
  openedToCallOuts,
  iceServerList,
  turnSecret,
  turnSecretFile,
  metricsPort,
  logLevel,
]

function networksVariable(name: string, example: string): Variable<readonly string[]> {
  return {
    name,
    fallback: 'none',
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
