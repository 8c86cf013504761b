import path from 'node:path'
import * as v from 'valibot'
import { IceServerSchema, type IceServer } from '../../src-shared/call.ts'
import { needsPassword } from '../calls/call-ice-servers.ts'
import type { SecretFile } from './secret-file.ts'
import { invalid, read, type Variable } from './variable.ts'

const iceServers: Variable<readonly IceServer[]> = {
  name: 'KONKON_ICE_SERVERS',
  allowed:
    'a JSON list such as [{"urls":["turn:turn.example.jp:3478"]}], with a username and a credential for each turn: server where KONKON_TURN_SECRET is not set',
  parse: (value) => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(IceServerSchema)), value)
    return parsed.success ? parsed.output : null
  },
}

const turnSecret: Variable<string> = {
  name: 'KONKON_TURN_SECRET',
  allowed: 'the secret of the turn: servers in KONKON_ICE_SERVERS that have no username, 16 characters or more',
  isSecret: true,
  parse: (value) => (value.length >= 16 ? value : null),
}

const turnSecretFile: Variable<string> = {
  name: 'KONKON_TURN_SECRET_FILE',
  allowed: 'the path of a file with what KONKON_TURN_SECRET would be',
  parse: (value) => (value.includes('\0') ? null : path.resolve(value)),
}

export type IceEnvironment = {
  readonly iceServers: readonly IceServer[]
  /** Null where every TURN server has a password in the list. */
  readonly turnSecret: string | SecretFile | null
}

/** A TURN server without any password, or a secret without a server, is a slip that must be reported. */
export function readIceServers(variables: NodeJS.ProcessEnv): IceEnvironment {
  const servers = read(variables, iceServers) ?? []
  const file = read(variables, turnSecretFile)
  const secret = read(variables, turnSecret) ?? (file === null ? null : { variable: turnSecretFile.name, file })
  const isNeeded = servers.some(needsPassword)
  if (isNeeded && secret === null) throw invalid(iceServers, variables[iceServers.name] ?? '')
  if (!isNeeded && secret !== null) throw invalid(turnSecret, '')
  return { iceServers: servers, turnSecret: secret }
}
