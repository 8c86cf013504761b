import { until } from '../support/until.ts'
import type { FrailDesk } from './frail-desk.ts'
import type { World } from './world.ts'

/** Ample, for a machine that is busy with other things; it takes some milliseconds. */
const withinMs = 20_000

/** A server that is killed, and comes back at another port; the paths lead there from then on. */
export async function crash(world: World, waits: boolean): Promise<void> {
  const clients = [...world.desks, ...world.visitors]
  await world.server.crash(() => {
    for (const { path } of clients) {
      path.leadTo(null)
      path.cut()
    }
  })
  for (const { path, setClear } of clients) {
    path.leadTo(world.server.getPort())
    setClear(true)
  }
  if (waits) await until(() => world.desks.every((desk) => isBack(world, desk)), withinMs)
}

/** Whether it comes about. */
export function settles(isSo: () => boolean | Promise<boolean>): Promise<boolean> {
  return until(isSo, withinMs).then(
    () => true,
    () => false,
  )
}

/** Online, or out for good. */
export function isBack(world: World, { desk }: FrailDesk): boolean {
  const { kind } = desk.getState().connection
  return kind === 'online' || kind === 'refused' || [...world.revoked].some((revoked) => revoked.desk === desk)
}
