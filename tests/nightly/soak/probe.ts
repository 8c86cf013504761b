/**
 * Loaded into the server's process with `--expose-gc --import`: answers `GET /` on the socket that `SOAK_PROBE` names
 * with what the process holds, after a collection of garbage.
 */
import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import { queryObjects } from 'node:v8'

/** Counts but for megabytes. */
export type Sample = {
  readonly heapMegabytes: number
  readonly residentMegabytes: number
  /** Open sockets, servers and pipes. */
  readonly handles: number
  readonly timers: number
  /** Live event emitters, and live functions, among them every listener. */
  readonly emitters: number
  readonly functions: number
}

const megabyte = 2 ** 20

createServer((_request, response) => {
  response.end(JSON.stringify(take()))
})
  .listen(process.env['SOAK_PROBE'])
  .unref()

function take(): Sample {
  // Twice: what the first one finalises, the second one frees.
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, rss } = process.memoryUsage()
  const resources = process.getActiveResourcesInfo()
  const timers = resources.filter((name) => name === 'Timeout' || name === 'Immediate').length
  return {
    heapMegabytes: heapUsed / megabyte,
    residentMegabytes: rss / megabyte,
    handles: resources.length - timers,
    timers,
    emitters: Number(queryObjects(EventEmitter)),
    functions: Number(queryObjects(Function)),
  }
}
