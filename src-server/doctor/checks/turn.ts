import type { IceServer } from '../../../src-shared/call.ts'
import { createClock } from '../../../src-shared/clock.ts'
import * as v from 'valibot'
import { CallIdSchema } from '../../../src-shared/ids.ts'
import { createCallIceServers, iceSourcesOf } from '../../calls/call-ice-servers.ts'
import { textOfSecret } from '../../start/secret-file.ts'
import { bad, good, note, reasonWords, type Check, type Finding } from '../finding.ts'
import { probeIceServer } from '../probe-ice-server.ts'

/** Each STUN and TURN server, asked with the password that a call would get. */
export const checkTurn: Check = async ({ settings: { iceServers, turnSecret } }) => {
  if (!iceServers.some(({ urls }) => urls.some((url) => /^turns?:/.test(url)))) {
    return [
      note('turn', 'There is no TURN server: calls with companies behind strict firewalls will fail.'),
      ...(await probeAll(iceServers)),
    ]
  }
  const secret = textOfSecret(turnSecret)
  const sources = iceSourcesOf(iceServers, secret)
  const servers = createCallIceServers({
    listSources: () => sources,
    validForMs: 60_000,
    clock: createClock(globalThis),
    onRenewed: () => undefined,
  })
  try {
    return await probeAll(servers.of(v.parse(CallIdSchema, 'doctor')))
  } finally {
    servers.dispose()
  }
}

async function probeAll(servers: readonly IceServer[]): Promise<readonly Finding[]> {
  return Promise.all(servers.flatMap((server) => server.urls.map((url) => probe(url, server))))
}

async function probe(url: string, { username = '', credential = '' }: IceServer): Promise<Finding> {
  try {
    await probeIceServer(url, { username, credential })
    return good('turn', `${url} answers${url.startsWith('stun') ? '' : ' and relays'}.`)
  } catch (cause) {
    return bad(
      'turn',
      `${url} does not help: ${reasonWords(cause)}. Look at its address, its ports and the shared secret.`,
    )
  }
}
