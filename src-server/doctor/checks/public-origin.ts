import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { json } from 'node:stream/consumers'
import { TLSSocket } from 'node:tls'
import * as v from 'valibot'
import { bad, good, note, reasonWords, type Check, type Finding } from '../finding.ts'
import { judgeEnd } from './certificate.ts'

const timeoutMs = 5_000

/** The address of customers, asked as a customer does, from this machine. */
export const checkPublicOrigin: Check = async ({ settings: { publicOrigin: fixed, lan }, state, nowMs }) => {
  const publicOrigin = fixed ?? state?.ownOrigin ?? null
  if (publicOrigin === null) {
    // Customers come by these, which have a check of their own.
    if (state && state.relays.length > 0) return []
    const reach = lan ? 'this machine and the local network' : 'this machine alone'
    return [
      note(
        'address',
        `There is no address on the internet, so the server answers ${reach}: no customer reaches it. Settings → Internet address at a desk, or KONKON_PUBLIC_ORIGIN, gives one.`,
      ),
    ]
  }
  try {
    const response = await get(`${publicOrigin}/healthz`)
    const certificate = response.socket instanceof TLSSocket ? response.socket.getPeerCertificate() : null
    const ends = certificate?.valid_to
      ? [judgeEnd('address', Date.parse(certificate.valid_to), { nowMs, what: `The certificate of ${publicOrigin}` })]
      : []
    return [...ends, await judgeAnswer(response, publicOrigin, state?.running?.version ?? null)]
  } catch (cause) {
    return [
      bad(
        'address',
        `${publicOrigin} cannot be reached from this machine: ${reasonWords(cause)}. Look at its name, the proxy and the firewall.`,
      ),
    ]
  }
}

const HealthSchema = v.object({ status: v.string(), version: v.string() })

// oxlint-disable-next-line max-params -- What came, where from, and what is expected.
async function judgeAnswer(response: IncomingMessage, origin: string, version: string | null): Promise<Finding> {
  const answer: unknown = await json(response).catch(() => null)
  const health = v.safeParse(HealthSchema, answer)
  if (!health.success) {
    return bad(
      'address',
      `${origin} answers ${response.statusCode ?? '?'}, but not as a room server. Let the proxy pass everything on to it.`,
    )
  }
  if (version !== null && health.output.version !== version) {
    return bad(
      'address',
      `${origin} leads to another room server (version ${health.output.version}, here ${version}). Point the proxy at this one.`,
    )
  }
  return good('address', `${origin} leads to a room server.`)
}

function get(url: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = url.startsWith('https:') ? requestHttps : requestHttp
    const asked = request(url, { timeout: timeoutMs, agent: false }, resolve)
    asked.on('timeout', () => asked.destroy(new Error(`no answer within ${timeoutMs / 1_000} s`)))
    asked.on('error', reject)
    asked.end()
  })
}
