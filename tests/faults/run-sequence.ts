import * as fc from 'fast-check'
import type { FaultyServer } from './faulty-server.ts'
import { settle } from './settle.ts'
import { sequencesOf, type Step } from './steps.ts'
import { takeStep } from './take-step.ts'
import { createWorld } from './world.ts'

/** Runs one sequence on a server of its own; rejects with what was broken. */
async function runSequence(start: () => Promise<FaultyServer>, steps: readonly Step[]): Promise<void> {
  const server = await start()
  const world = await createWorld(server)
  const broken: string[] = []
  try {
    for (const step of steps) await takeStep(world, step)
    broken.push(...(await settle(world)))
  } finally {
    await world.dispose()
  }
  const timers = server.countTimers()
  if (timers > 0) broken.push(`${String(timers)} timers are left`)
  if (broken.length > 0) throw new Error(broken.join('\n'))
}

/** `count` hears of every step, by what it does to whom. */
export function sequenceProperty(
  start: () => Promise<FaultyServer>,
  maxLength: number,
  count: (step: string) => void = () => undefined,
): fc.IAsyncPropertyWithHooks<[Step[]]> {
  return fc.asyncProperty(sequencesOf(maxLength), (steps) => {
    for (const { kind } of steps) count(kind)
    return runSequence(start, steps)
  })
}
