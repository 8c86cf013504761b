/**
 * `npm run soak [-- --minutes 60 --rate 10 --every 15 --picture FILE]`: a room server that receives visitors for hours.
 * Prints what its process holds, says which line rises, and draws them. Exit code 1 where one rises or a visit failed.
 */
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startServerProcess } from '../support/server-process.ts'
import { makeFolder } from '../support/start-server.ts'
import { drawChart } from './soak/chart.ts'
import { openCrowd } from './soak/crowd.ts'
import type { Sample } from './soak/probe.ts'
import { trendOf } from './soak/trend.ts'

const { values: asked } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '10' },
    every: { type: 'string', default: '15' },
    picture: { type: 'string' },
  },
})
const [minutes, rate, everySeconds] = [Number(asked.minutes), Number(asked.rate), Number(asked.every)]

type Measured = Sample & { readonly bytesPerVisit: number; readonly logMegabytes: number }
const lines: Readonly<Record<keyof Measured, { readonly label: string; readonly digits: number }>> = {
  heapMegabytes: { label: 'Heap after a collection, MB', digits: 1 },
  residentMegabytes: { label: 'Resident memory, MB', digits: 0 },
  handles: { label: 'Open handles', digits: 0 },
  timers: { label: 'Timers', digits: 0 },
  emitters: { label: 'Live event emitters', digits: 0 },
  functions: { label: 'Live functions (listeners)', digits: 0 },
  bytesPerVisit: { label: 'Database, bytes per visit', digits: 0 },
  logMegabytes: { label: 'Write-ahead log, MB', digits: 1 },
}
const names = Object.keys(lines).filter((name): name is keyof Measured => name in lines)

const folder = await makeFolder()
const probe = path.join(folder, 'probe.sock')
const dataFolder = path.join(folder, 'data')
const server = await startServerProcess(dataFolder, {
  nodeOptions: ['--expose-gc', '--import', path.join(import.meta.dirname, 'soak/probe.ts')],
  environment: { SOAK_PROBE: probe, KONKON_TRUSTED_PROXIES: '127.0.0.1' },
})
const crowd = await openCrowd({ ...server.address, deskUrl: server.deskUrl }, rate)
const startedAt = performance.now()
const times: number[] = []
const measured: Measured[] = []
console.log(`${String(minutes)} minutes at ${String(rate)} knocks a second, measured every ${String(everySeconds)} s`)
console.log(['min', 'knocks', 'failed', ...names].join('\t'))
while (performance.now() - startedAt < minutes * 60_000) {
  await wait(everySeconds * 1_000)
  const { knocks, failures, firstFailure } = crowd.getCounts()
  const sample: Measured = { ...(await takeSample()), ...fileSizes(knocks) }
  times.push(performance.now() - startedAt)
  measured.push(sample)
  const figures = names.map((name) => sample[name].toFixed(lines[name].digits))
  console.log([((times.at(-1) ?? 0) / 60_000).toFixed(1), knocks, failures, ...figures, firstFailure].join('\t'))
}
const ranMinutes = (performance.now() - startedAt) / 60_000
await crowd.stop()
await server.kill()
await rm(folder, { recursive: true, force: true })

const trends = names.map((name) => {
  const values = measured.map((sample) => sample[name])
  return { name, values, trend: trendOf(times, values) }
})
for (const { name, trend } of trends) {
  const { first, last, risePerHour, isRising } = trend
  const figures = [first, last, risePerHour].map((value) => value.toFixed(lines[name].digits))
  const [from = '', to = '', perHour = ''] = figures
  console.log(`${lines[name].label}: ${from} to ${to}, ${perHour} more per hour: ${isRising ? 'RISES' : 'flat'}`)
}
const { knocks, failures, firstFailure } = crowd.getCounts()
console.log(
  `ran ${ranMinutes.toFixed(1)} minutes, ${String(knocks)} knocks, ${String(failures)} failed ${firstFailure}`,
)
if (asked.picture !== undefined) {
  const reached = (knocks / ranMinutes / 60).toFixed(1)
  const title = `${ranMinutes.toFixed(0)} minutes, ${reached} knocks a second (${String(rate)} wanted), ${String(knocks)} in all, ${String(failures)} failed`
  const drawn = trends.map(({ name, values, trend }) => {
    const { label, digits } = lines[name]
    const { last, isRising } = trend
    return { label, values, isRising, note: `${last.toFixed(digits)} ${isRising ? 'rises' : 'flat'}` }
  })
  writeFileSync(asked.picture, drawChart(title, ranMinutes, drawn))
}
process.exit(failures > 0 || trends.some(({ trend }) => trend.isRising) ? 1 : 0)

function takeSample(): Promise<Sample> {
  return new Promise((resolve, reject) => {
    request({ socketPath: probe, path: '/' }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve(JSON.parse(text)))
    })
      .once('error', reject)
      .end()
  })
}

/** The visit log is kept and so grows with the visits; what has to stay is what each of them takes. */
function fileSizes(visits: number): Pick<Measured, 'bytesPerVisit' | 'logMegabytes'> {
  const sizeOf = (end: string): number =>
    readdirSync(dataFolder)
      .filter((name) => name.endsWith(end))
      .reduce((total, name) => total + statSync(path.join(dataFolder, name)).size, 0)
  return {
    bytesPerVisit: (sizeOf('.db') + sizeOf('-wal')) / Math.max(visits, 1),
    logMegabytes: sizeOf('-wal') / 2 ** 20,
  }
}
