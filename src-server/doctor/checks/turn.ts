import type { IceServer } from '../../../src-shared/call.ts'
import { minuteMs } from '../../../src-shared/duration.ts'
import { iceSourcesOf, withPassword } from '../../calls/call-ice-servers.ts'
import { probeIceServer } from '../../calls/probe-ice-server.ts'
import { textOfSecret } from '../../start/secret-file.ts'
import { bad, good, note, reasonWords, type Check, type Finding } from '../finding.ts'

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

async function probe(url: string, server: IceServer): Promise<Finding> {
  try {
    const outcome = await probeIceServer(url, server)
    if (outcome === 'works') return good('turn', `${url} answers${url.startsWith('stun') ? '' : ' and relays'}.`)
    return note(
      'turn',
      `${url} answers, but nothing sent from here comes back by its relay. Are its UDP ports open, 49160 to 49959 on a relay of Konkon, and does it know its public address?`,
    )
  } catch (cause) {
    return bad(
      'turn',
      `${url} does not help: ${reasonWords(cause)}. Look at its address, its ports and the shared secret.`,
    )
  }
}
