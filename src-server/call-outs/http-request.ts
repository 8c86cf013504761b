import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import { request as httpsRequest } from 'node:https'

export type HttpRequest = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
}

/** Only an answer's status matters; a receiver that sends more than this is cut off. */
const answerBytes = 64_000

/**
 * Asks once, on a connection of its own, and follows no redirect: a receiver must not send the request, or the
 * credentials in its URL, somewhere else. Resolves to the status line for any 2xx once the answer is complete (or long
 * enough); rejects otherwise.
 */
export function askOverHttp({ method, url, headers, body, signal }: HttpRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const { protocol, username, password } = new URL(url)
    const auth = username === '' ? null : `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    const options: RequestOptions = {
      method,
      agent: false,
      signal,
      headers: { ...headers },
      ...(auth === null ? {} : { auth }),
    }
    const request = (protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (response) => {
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
  throw new Error(statusCode >= 300 && statusCode <= 399 ? `${status}: redirects are not followed` : status)
}
