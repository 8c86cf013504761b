import type { IceServer } from '../../src-shared/call.ts'
import { needsPassword } from '../calls/call-ice-servers.ts'
import type { SecretFile } from './secret-file.ts'
import { invalid, read } from './variable.ts'
import { iceServerList, turnSecret, turnSecretFile } from './variables.ts'

export type IceEnvironment = {
  readonly iceServers: readonly IceServer[]
  /** Null where every TURN server has a password in the list. */
  readonly turnSecret: string | SecretFile | null
}

/** A TURN server without any password, or a secret without a server, is a slip that must be reported. */
export function readIceServers(variables: NodeJS.ProcessEnv): IceEnvironment {
  const servers = read(variables, iceServerList) ?? []
  const file = read(variables, turnSecretFile)
  const secret = read(variables, turnSecret) ?? (file === null ? null : { variable: turnSecretFile.name, file })
  const isNeeded = servers.some(needsPassword)
  if (isNeeded && secret === null) throw invalid(iceServerList, variables[iceServerList.name] ?? '')
  if (!isNeeded && secret !== null) throw invalid(turnSecret, '')
  return { iceServers: servers, turnSecret: secret }
}
