import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { CallOutFailure } from '../../src-shared/call-out.ts'
import { CallOutFault } from './call-out-fault.ts'
import type { OpenSocket } from './call-out-socket.ts'

export type HttpRequest = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
  readonly openSocket: OpenSocket
}

/** Only an answer's status matters; a receiver that sends more than this is cut off. */
const answerBytes = 64_000

/**
 * Asks once, on a connection of its own, and follows no redirect: a receiver must not send the request, or the
 * credentials in its URL, somewhere else. Resolves to the status line for any 2xx once the answer is complete (or long
 * enough); rejects otherwise.
 */
export function askOverHttp({ method, url, headers, body, signal, openSocket }: HttpRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const { protocol, username, password } = new URL(url)
    const auth = username === '' ? null : `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    const isSecure = protocol === 'https:'
    const options: RequestOptions = {
      method,
      createConnection: ({ host, port }) =>
        openSocket({
          host: host ?? '',
          port: Number(port ?? (isSecure ? 443 : 80)),
          isSecure,
          protocols: ['http/1.1'],
        }),
      signal,
      headers: { ...headers },
      ...(auth === null ? {} : { auth }),
    }
    const request = (isSecure ? httpsRequest : httpRequest)(url, options, (response) => {
      finish(response).then(resolve, reject)
    })
    request.on('error', reject)
    request.end(body)
  })
}

async function finish(response: IncomingMessage): Promise<string> {
  let bytes = 0
  for await (const chunk of response) {
    bytes += Buffer.byteLength(chunk)
    if (bytes > answerBytes) {
      response.destroy()
      break
    }
  }
  const { statusCode = 0, statusMessage = '' } = response
  const status = `HTTP ${statusCode} ${statusMessage}`.trim()
  if (statusCode >= 200 && statusCode <= 299) return status
  throw new CallOutFault(reasonOfStatus(statusCode), status)
}

function reasonOfStatus(status: number): CallOutFailure {
  if ([401, 403, 407].includes(status)) return 'wrong-password'
  // A redirect is not followed: it leads elsewhere.
  return (status >= 300 && status <= 399) || [404, 405, 410].includes(status) ? 'wrong-address' : 'not-accepted'
}
