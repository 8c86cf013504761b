/** What is kept of a relay may be damaged: that costs the line, and nothing else. */
import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createClock } from '../../../src-shared/clock.ts'
import { createKeptLine } from '../../../src-server/line/kept-line.ts'
import type { LineState } from '../../../src-shared/line-state.ts'
import { createLines } from '../../../src-server/line/lines.ts'
import { createLog } from '../../../src-server/log.ts'
import { listenOnLoopback } from '../../support/listen-on-loopback.ts'
import { noTwin } from '../../support/no-twin.ts'
import { until } from '../../support/until.ts'

let relay: Server
let access: Parameters<typeof createKeptLine>[0]['access']

beforeEach(async () => {
  relay = createServer()
  const port = await listenOnLoopback(relay)
  access = {
    host: '127.0.0.1',
    port,
    hostKey: 'AAAA',
    user: 'kk-desk',
    privateKey: 'damaged',
    socketPath: '/line.sock',
  }
})
afterEach(() => {
  relay.close()
})

const clock = createClock(globalThis)

it('a key that cannot be read is told, and tried again', async () => {
  const states: LineState[] = []
  const line = createKeptLine({
    twin: noTwin,
    access,
    clock,
    listAddresses: () => [],
    onVisitor: () => undefined,
    onState: (state) => states.push(state),
    random: () => 0,
  })
  await until(() => states.filter((state) => state.kind === 'down' && state.fault === 'key-refused').length === 2)
  line.dispose()
})

it('a relay whose visitors cannot be answered does not keep the server from starting', async () => {
  const lines = await createLines({
    store: {
      load: () => [{ name: 'desk.example.jp', access, turnSecret: '' }],
      save: () => undefined,
      remove: () => undefined,
      hasYielded: () => false,
      setYielded: () => undefined,
    },
    lookForTwinEveryMs: 30_000,
    arrivals: { send: () => Promise.resolve({ hasArrived: true, cause: null }) },
    certificate: { first: () => Promise.reject(new Error('no room on the disk')), keep: () => undefined },
    timeouts: {},
    clock,
    listAddresses: () => [],
    log: createLog('silent'),
    onServer: () => undefined,
    onLine: () => undefined,
    onChanged: () => undefined,
  })
  expect(lines.list()).toEqual([])
  lines.dispose()
})
