import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenOnLoopback } from './listen-on-loopback.ts'

export type ReceivedRequest = {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

export type HttpReceiver = {
  readonly url: string
  readonly requests: readonly ReceivedRequest[]
  /** Resolves once that many requests have come. */
  readonly waitForRequests: (count: number) => Promise<readonly ReceivedRequest[]>
  readonly dispose: () => Promise<void>
}

/** What it does with a request; `count` is 1 for the first. */
export type Answer = (response: ServerResponse, request: IncomingMessage, count: number) => void

export const answerWith =
  (status: number): Answer =>
  (response) => {
    response.writeHead(status).end()
  }
export const hang: Answer = () => undefined

/** A real HTTP server that keeps what it is sent. */
export async function startHttpReceiver(answer: Answer): Promise<HttpReceiver> {
  const requests: ReceivedRequest[] = []
  const listeners = new Set<() => void>()
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(Buffer.from(chunk))
      const { method = '', url: path = '', headers } = request
      requests.push({ method, path, headers, body: Buffer.concat(chunks).toString() })
      answer(response, request, requests.length)
      for (const listener of listeners) listener()
    })()
  })
  const port = await listenOnLoopback(server)
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    waitForRequests: (count) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          reject(new Error(`${requests.length} requests in 5 s, not ${count}`))
        }, 5_000)
        const look = (): void => {
          if (requests.length < count) return
          clearTimeout(late)
          listeners.delete(look)
          resolve(requests)
        }
        listeners.add(look)
        look()
      }),
    dispose: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}
