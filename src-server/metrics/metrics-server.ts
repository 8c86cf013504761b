import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isLoopback } from '../../src-shared/network-address.ts'
import { listen } from '../start/listen.ts'
import type { Log } from '../log.ts'
import { createMetrics, type MetricsDeps } from './metrics.ts'
import type { Observe } from './server-facts.ts'

/** Answers `GET /metrics` to programs of this machine alone. */
export type MetricsServer = {
  readonly observe: Observe
  /** Resolves to its address; 0 takes any free port. Rejects with a `StartError` where the port is taken. */
  readonly listen: (port: number) => Promise<string>
  readonly dispose: () => void
}

export type MetricsServerDeps = MetricsDeps & { readonly log: Log }

export function createMetricsServer({ log, ...deps }: MetricsServerDeps): MetricsServer {
  const metrics = createMetrics(deps)
  const server = createServer((request, response) => {
    void answer(request, response)
  })
  return {
    observe: metrics.observe,
    async listen(port) {
      const host = '127.0.0.1'
      return `http://${host}:${await listen(server, { host, port, portVariable: 'KONKON_METRICS_PORT' })}/metrics`
    },
    dispose() {
      server.close()
      server.closeAllConnections()
      metrics.dispose()
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = URL.parse(request.url ?? '', `http://${request.headers.host}`)
    // A page in a browser of this machine could ask by a name of its own (DNS rebinding).
    if (url === null || !isLoopback(url.hostname)) return end(response, 421)
    if (url.pathname !== '/metrics') return end(response, 404)
    if (request.method !== 'GET') return end(response, 405)
    try {
      const text = await metrics.write()
      response.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).end(text)
    } catch (cause) {
      log.error({ err: cause }, 'the figures could not be collected')
      end(response, 500)
    }
  }
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end()
}
