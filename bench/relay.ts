import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { askServer } from '../src-server/control/ask-server.ts'
import { readHostKey } from '../src-server/relay/relay-shell.ts'
import { setUpRelay } from '../src-server/relay/set-up-relay.ts'
import { startRelayLab, whyNoRelayLab } from '../tests/support/relay-lab/relay-lab.ts'
import { until } from '../tests/support/until.ts'
import { createCrowd } from './load/crowd.ts'
import type { Served } from './load/served.ts'

/**
 * `node bench/relay.ts [--pages N]`, as root: what a relay adds between a visitor's knock and the desk's hearing it, with
 * so many pages connected by it. Beside it as many pages straight to the same server, in turn. PC, router and relay are
 * namespaces of this machine; OpenSSH and nginx are Debian's.
 */
const { values } = parseArgs({ options: { pages: { type: 'string', default: '1000' } } })
const pages = Number(values.pages)
const [rooms, desksPerRoom, rounds, seconds, perSecond] = [20, 2, 5, 4, 25]

if (whyNoRelayLab !== null) throw new Error(`There can be no relay here: ${whyNoRelayLab}.`)
const lab = await startRelayLab()
const server = fork(path.join(import.meta.dirname, 'load/product-server.ts'), [String(rooms), String(desksPerRoom)], {
  execArgv: ['--expose-gc', '--no-warnings'],
})
try {
  const [served] = (await once(server, 'message')) as [Served]
  const address = await openRelay(served)
  const half = rooms / 2
  const straight = createCrowd({ url: served.url, rooms: served.rooms.slice(0, half) })
  const relayed = createCrowd({ url: served.url, rooms: served.rooms.slice(half) }, `https://${address}`)
  const heard = { straight: [] as number[], relayed: [] as number[] }
  const opened = { straight: await timed(straight), relayed: await timed(relayed) }
  for (let round = 0; round < rounds; round += 1) {
    heard.straight.push(...(await straight.knockFor(seconds, perSecond)).heardAfterMs)
    heard.relayed.push(...(await relayed.knockFor(seconds, perSecond)).heardAfterMs)
  }
  console.log(`\n${pages} pages each way, ${perSecond} knocks a second`)
  console.log(`pages opened in        ${opened.relayed.toFixed(0)} ms   straight ${opened.straight.toFixed(0)} ms`)
  for (const share of [0.5, 0.99]) {
    const [by, without] = [at(heard.relayed, share), at(heard.straight, share)]
    const added = (by - without).toFixed(1)
    console.log(
      `knock → desk p${share * 100}       ${by.toFixed(1)} ms   straight ${without.toFixed(1)} ms   added ${added} ms`,
    )
  }
} finally {
  server.kill()
  await lab.dispose()
}
process.exit(0)

/** Resolves to the address by which visitors come. */
async function openRelay({ dataFolder }: Served): Promise<string> {
  if (dataFolder === null) throw new Error('That is no room server.')
  const { host, port } = lab.login
  const relay = await setUpRelay({
    login: lab.login,
    hostKey: await readHostKey(host, port),
    name: host,
    takesOver: false,
    before: null,
    onStep: (step) => console.log(`relay: ${step}`),
  })
  // All pages come from one machine, which the relay's limit for an address is not made for.
  await lab.onRelay(
    'sed',
    '-i',
    's/limit_conn addresses 300/limit_conn addresses 30000/',
    '/etc/konkon-relay/nginx.conf',
  )
  await lab.onRelay('systemctl', 'reload', 'konkon-relay-door')
  await askServer(dataFolder, { name: 'relay:add', payload: relay })
  await until(async () => {
    const answer = (await askServer(dataFolder, { name: 'relays:list', payload: null })) as {
      readonly value: readonly { readonly line: { readonly kind: string } | null }[]
    }
    return answer.value.some(({ line }) => line?.kind === 'up')
  }, 20_000)
  return host
}

async function timed(crowd: ReturnType<typeof createCrowd>): Promise<number> {
  await crowd.openDesks()
  const beganAt = performance.now()
  await crowd.openPages(pages)
  return performance.now() - beganAt
}

function at(values_: readonly number[], share: number): number {
  return values_.toSorted((a, b) => a - b)[Math.floor((values_.length - 1) * share)] ?? Number.NaN
}
