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
    const check = await askOnce(host, name)
    if (check.kind === 'answered' || performance.now() > untilMs) return check
    await wait(askAgainMs)
  }
}

function askOnce(host: string, name: string): Promise<RelayCheck> {
  return new Promise((resolve) => {
    const asked = request(
      {
        // An address is opened as it is, and nobody says it in TLS (RFC 6066, part 3).
        host: isIP(name) === 0 ? host : name,
        port: 443,
        servername: isIP(name) === 0 ? name : '',
        headers: { Host: name },
        path: '/healthz',
        timeout: 5_000,
        agent: false,
        // Whether browsers trust the certificate is another question, which has its own answer.
        rejectUnauthorized: false,
      },
      (response) => {
        response.resume()
        const { statusCode = 0 } = response
        resolve(statusCode === 200 ? { kind: 'answered' } : { kind: 'nothing', why: `the answer was ${statusCode}` })
      },
    )
    asked.on('timeout', () => asked.destroy(new Error('no answer within 5 s')))
    asked.on('error', (cause) => resolve({ kind: 'nothing', why: cause.message }))
    asked.end()
  })
}
