/**
 * `npm run nightly [-- NAME …] [--runs N] [--seed S] [--path P]`: the generated runs of `npm test`, many more of them.
 * Prints what it did; a failure prints the command that runs it again.
 */
import { parseArgs } from 'node:util'
import type { ReplayOptions } from '../support/replayable.ts'
import { programs } from './programs.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string' }, seed: { type: 'string' }, path: { type: 'string' }, help: { type: 'boolean' } },
})
const unknown = positionals.filter((name) => !(name in programs))
if (values.help || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no nightly program ${unknown.join(', ')}.`)
  console.log(`npm run nightly [-- NAME …] [--runs N] [--seed S] [--path P], where NAME is one of:`)
  for (const [name, { what, runs }] of Object.entries(programs)) console.log(`  ${name}: ${what}; ${String(runs)} runs`)
  process.exit(values.help ? 0 : 2)
}

const tellEveryMs = 60_000
let failed = 0
for (const [name, { what, runs, run }] of Object.entries(programs)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  const seed = values.seed === undefined ? Math.trunc(Date.now() % 2 ** 31) : Number(values.seed)
  const isReplay = values.path !== undefined
  const options: ReplayOptions = {
    numRuns: isReplay ? 1 : Number(values.runs ?? runs),
    seed,
    ...(values.path === undefined ? {} : { path: values.path }),
  }
  console.log(`${name}: ${what}; seed ${String(seed)}, ${String(options.numRuns)} runs …`)
  const startedAt = performance.now()
  const counts = new Map<string, number>()
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1)
  const figures = (): string => [...counts].map(([what, times]) => `, ${String(times)} ${what}`).join('')
  const tell = setInterval(() => console.log(`${name}: ${seconds(startedAt)} s${figures()}`), tellEveryMs)
  const counted: ReplayOptions = { ...options, onRun: () => count('runs') }
  try {
    await run(counted, count)
    console.log(`${name}: good after ${seconds(startedAt)} s${figures()}`)
  } catch (cause) {
    failed += 1
    console.log(
      `${name}: FAILED after ${seconds(startedAt)} s\n${cause instanceof Error ? cause.message : String(cause)}`,
    )
  } finally {
    clearInterval(tell)
  }
}
process.exit(failed === 0 ? 0 : 1)

function seconds(startedAt: number): string {
  return String(Math.round((performance.now() - startedAt) / 1_000))
}
