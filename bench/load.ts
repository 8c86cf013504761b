import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createCrowd } from './load/crowd.ts'
import type { Asked, Memory, Served } from './load/served.ts'

/**
 * `node bench/load.ts [--pages N] [--rooms N] [--desks-per-room N] [--most N]`: how many visitors and desks one server holds, beside a
 * bare Socket.IO echo of the same shape. Visitors, desks and server share the machine's cores.
 */
const { values } = parseArgs({
  options: {
    pages: { type: 'string', default: '10000' },
    rooms: { type: 'string', default: '500' },
    'desks-per-room': { type: 'string', default: '2' },
    most: { type: 'string', default: '3200' },
  },
})
const [pages, rooms, desksPerRoom] = [Number(values.pages), Number(values.rooms), Number(values['desks-per-room'])]

/** Knocks a second, each a step further until one cannot be kept up. */
const steps = [25, 50, 100, 200, 400, 600, 800, 1_200, 1_600, 2_400, 3_200].filter(
  (step) => step <= Number(values.most),
)
const stepSeconds = 6
const slowMs = 250
/** What has just been opened or closed is settled. */
const settleMs = 3_000

type Figures = {
  readonly perPage: number
  readonly perWaiting: number
  readonly steady: { readonly p50: number; readonly p99: number }
  readonly mostPerSecond: number
}

const product = await measure('product-server.ts')
const echo = await measure('echo-server.ts')
console.log(`\n${pages} pages and ${rooms * desksPerRoom} desks of ${rooms} rooms, one server process (RSS)`)
console.log(`a page            ${kilobytes(product.perPage)}   echo ${kilobytes(echo.perPage)}`)
console.log(`a waiting visitor ${kilobytes(product.perWaiting)}   echo ${kilobytes(echo.perWaiting)}`)
console.log(`knock → desk p50  ${ms(product.steady.p50)}   echo ${ms(echo.steady.p50)}   at ${steps[1]} a second`)
console.log(`knock → desk p99  ${ms(product.steady.p99)}   echo ${ms(echo.steady.p99)}`)
console.log(`most a second     ${product.mostPerSecond}   echo ${echo.mostPerSecond}   while p99 ≤ ${slowMs} ms`)
process.exit(0)

function kilobytes(bytes: number): string {
  return `${(bytes / 1_024).toFixed(1)} KB`
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`
}

async function measure(program: string): Promise<Figures> {
  const server = fork(path.join(import.meta.dirname, 'load', program), [String(rooms), String(desksPerRoom)], {
    execArgv: ['--expose-gc', '--no-warnings'],
  })
  const ask = (asked: Asked): void => void server.send(asked)
  const [served] = (await once(server, 'message')) as [Served]
  const readMemory = async (): Promise<number> => {
    await wait(settleMs)
    const answer = once(server, 'message')
    ask({ kind: 'memory' })
    return ((await answer) as [Memory])[0].rss
  }
  const crowd = createCrowd(served)
  await crowd.openDesks()
  const before = await readMemory()
  await crowd.openPages(pages)
  const connected = await readMemory()
  const { steady, mostPerSecond } = await climb(program, crowd)
  await crowd.allKnock()
  const waiting = await readMemory()
  crowd.close()
  ask({ kind: 'stop' })
  await once(server, 'exit')
  return {
    perPage: (connected - before) / pages,
    perWaiting: (waiting - before) / pages,
    steady,
    mostPerSecond,
  }
}

async function climb(
  program: string,
  crowd: ReturnType<typeof createCrowd>,
): Promise<Pick<Figures, 'steady' | 'mostPerSecond'>> {
  let steady = { p50: Number.NaN, p99: Number.NaN }
  let mostPerSecond = 0
  for (const perSecond of steps) {
    const { heardAfterMs, acknowledged } = await crowd.knockFor(stepSeconds, perSecond)
    const at = (share: number): number => heardAfterMs[Math.floor((heardAfterMs.length - 1) * share)] ?? Number.NaN
    const [p50, p99] = [at(0.5), at(0.99)]
    console.log(
      `${program} ${perSecond}/s: ${(acknowledged / stepSeconds).toFixed(0)}/s, p50 ${ms(p50)}, p99 ${ms(p99)}`,
    )
    if (perSecond === steps[1]) steady = { p50, p99 }
    if (p99 > slowMs) break
    mostPerSecond = Math.round(acknowledged / stepSeconds)
    if (acknowledged / stepSeconds < perSecond * 0.9) break
  }
  return { steady, mostPerSecond }
}
