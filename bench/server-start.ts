import { setTimeout as wait } from 'node:timers/promises'
import { residentMegabytes, startBare, startProduct, type Program } from './lib/programs.ts'
import { alternate, printTable } from './lib/side-by-side.ts'

/** Idle means: this long after it was ready, with nobody connected. */
const idleAfterMs = 2_000

type Start = { readonly startMs: number; readonly megabytes: number }

/** From the start of the process to *ready*, on an empty data folder, and its memory while nothing happens. */
export async function measureServerStart(): Promise<void> {
  const { product: ours, bare: theirs } = await alternate(
    () => measure(startProduct),
    () => measure(startBare),
  )
  const row = (what: string, unit: 'ms' | 'MB', pick: (start: Start) => number) =>
    ({ what, unit, product: ours.map(pick), bare: theirs.map(pick) }) as const
  printTable('Server', [
    row('start to ready', 'ms', (start) => start.startMs),
    row('idle memory (RSS)', 'MB', (start) => start.megabytes),
  ])
}

async function measure(start: () => Promise<Program>): Promise<Start> {
  const program = await start()
  await wait(idleAfterMs)
  const megabytes = residentMegabytes(program.pid)
  await program.stop()
  return { startMs: program.startMs, megabytes }
}
