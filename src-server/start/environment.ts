import { existsSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import type { IceServer } from '../../src-shared/call.ts'
import { RoomAddressSchema, type RoomAddress } from '../../src-shared/ids.ts'
import type { Network } from '../call-outs/closed-addresses.ts'
import type { LanOptions } from '../lan/lan-server.ts'
import type { LogLevel } from '../log-level.ts'
import type { SecretFile } from './secret-file.ts'
import { readIceServers } from './turn-variables.ts'
import { invalid, InvalidVariable, read } from './variable.ts'
import {
  acmeDirectory,
  certificateFile,
  dataFolder,
  host,
  keyFile,
  lanPort,
  letsEncrypt,
  logLevel,
  metricsPort,
  openedToCallOuts,
  port,
  printsLink,
  publicOrigin,
  room,
  secretKeyFile,
  shell,
  trustedProxies,
  type Shell,
} from './variables.ts'

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
  /** Of the authority that gives a relay's name a certificate; null for none. */
  readonly acmeDirectory: string | null
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

/** `message` is one line that names the variable, its value and what is allowed. */
export type EnvironmentResult =
  | { readonly kind: 'ok'; readonly environment: Environment }
  | { readonly kind: 'invalid'; readonly variable: string; readonly message: string }

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
        acmeDirectory: readAcmeDirectory(variables),
        ...(opened ? { openedToCallOuts: opened } : {}),
        ...(lan ? { lan } : {}),
        ...(metrics === null ? {} : { metricsPort: metrics }),
        ...(level ? { logLevel: level } : {}),
      },
    }
  } catch (cause) {
    if (cause instanceof InvalidVariable) return { kind: 'invalid', variable: cause.variable, message: cause.message }
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

function readAcmeDirectory(variables: NodeJS.ProcessEnv): string | null {
  const directory = read(variables, acmeDirectory) ?? letsEncrypt
  return directory === 'none' ? null : directory
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
