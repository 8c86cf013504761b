import { until } from '../support/until.ts'
import type { FrailDesk } from './frail-desk.ts'
import type { World } from './world.ts'

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
  if (waits) await until(() => world.desks.every((desk) => isBack(world, desk)), 20_000)
}

/** Online, or out for good. */
export function isBack(world: World, { desk }: FrailDesk): boolean {
  const { kind } = desk.getState().connection
  return kind === 'online' || kind === 'refused' || [...world.revoked].some((revoked) => revoked.desk === desk)
}
