import type { IceServer } from '../../../src-shared/call.ts'
import { minuteMs } from '../../../src-shared/duration.ts'
import { iceSourcesOf, withPassword } from '../../calls/call-ice-servers.ts'
import { textOfSecret } from '../../start/secret-file.ts'
import { bad, good, note, reasonWords, type Check, type Finding } from '../finding.ts'
import { probeIceServer } from '../probe-ice-server.ts'

/** Each STUN and TURN server of the settings and of the relays, asked with the password that a call would get. */
export const checkTurn: Check = async ({ settings, state, nowMs }) => {
  const sources = iceSourcesOf(settings.iceServers, textOfSecret(settings.turnSecret))
  const own = sources.map((source) => withPassword(source, { user: 'doctor', expiresAtMs: nowMs + minuteMs }))
  const servers = [...own, ...(state?.iceServers ?? [])]
  const hasTurn = servers.some(({ urls }) => urls.some((url) => /^turns?:/.test(url)))
  const without = note('turn', 'There is no TURN server: calls with companies behind strict firewalls will fail.')
  return [...(hasTurn ? [] : [without]), ...(await probeAll(servers))]
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
