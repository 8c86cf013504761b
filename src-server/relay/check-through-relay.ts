import { request } from 'node:https'
import { isIP } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export type RelayCheck = { readonly kind: 'answered' } | { readonly kind: 'nothing'; readonly why: string }

export type RelayCheckOptions = {
  readonly host: string
  /** Asked for by this name, wherever the name servers lead. */
  readonly name: string
  /** A line that was only just set up is given so long. */
  readonly withinMs: number
}

const askAgainMs = 500

/** Goes the way of a customer, through the relay's public port, and looks whether a room server answers. */
export async function checkThroughRelay({ host, name, withinMs }: RelayCheckOptions): Promise<RelayCheck> {
  const untilMs = performance.now() + withinMs
  for (;;) {
    const check = await checkOnce(host, name)
    if (check.kind === 'answered' || performance.now() > untilMs) return check
    await wait(askAgainMs)
  }
}

async function checkOnce(host: string, name: string): Promise<RelayCheck> {
  try {
    const status = await askThroughRelay({ host, name, path: '/healthz' })
    return status === 200 ? { kind: 'answered' } : { kind: 'nothing', why: `the answer was ${status}` }
  } catch (cause) {
    return { kind: 'nothing', why: cause instanceof Error ? cause.message : String(cause) }
  }
}

/** The status of the answer; rejects where there is none within 5 s. */
export function askThroughRelay(asked: {
  readonly host: string
  readonly name: string
  readonly path: string
}): Promise<number> {
  const { host, name, path } = asked
  return new Promise((resolve, reject) => {
    const going = request(
      {
        // An address is opened as it is, and nobody says it in TLS (RFC 6066, part 3).
        host: isIP(name) === 0 ? host : name,
        port: 443,
        servername: isIP(name) === 0 ? name : '',
        headers: { Host: name },
        path,
        timeout: 5_000,
        agent: false,
        // Whether browsers trust the certificate is another question, which has its own answer.
        rejectUnauthorized: false,
      },
      (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      },
    )
    going.on('timeout', () => going.destroy(new Error('no answer within 5 s')))
    going.on('error', reject)
    going.end()
  })
}
