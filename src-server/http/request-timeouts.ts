import type { ServerOptions } from 'node:http'
import type { HttpPolicy } from '../policy.ts'

/** For `createServer`: how long a request may take to arrive, so that slow ones cannot pile up. */
export function requestTimeouts(policy: HttpPolicy): ServerOptions {
  return {
    headersTimeout: policy.headersTimeoutMs,
    requestTimeout: policy.requestTimeoutMs,
    connectionsCheckingInterval: policy.checkEveryMs,
  }
}
