import type { MetricsServer, MetricsServerDeps } from './metrics-server.ts'

/** Null without a port: the library is read only where somebody wants the figures. It does not listen yet. */
export async function openMetrics(port: number | undefined, deps: MetricsServerDeps): Promise<MetricsServer | null> {
  if (port === undefined) return null
  const { createMetricsServer } = await import('./metrics-server.ts')
  return createMetricsServer(deps)
}
