import { existsSync, statSync } from 'node:fs'
import { createClock } from '../../src-shared/clock.ts'
import type { Result } from '../../src-shared/result.ts'
import { CommandError } from '../command-line/terminal.ts'
import { databaseFileIn, openDatabase } from '../database/database.ts'
import { createSetAside } from '../database/set-aside.ts'
import { createLog } from '../log.ts'
import type { Environment } from '../start/environment.ts'
import { commandOf } from '../wire/command-table.ts'
import { controlCommands, type ControlName } from './control-commands.ts'
import { createControlHandlers } from './control-handlers.ts'
import { createOwnAddressStore } from '../own-address/own-address-store.ts'
import { createRelayStore } from '../relay/relay-store.ts'
import { createSecretBox } from '../secrets/secret-box.ts'
import { createServerKeys } from '../secrets/server-keys.ts'
import { createRestingWays } from './controlled-ways.ts'
import { createRestingRooms } from './resting-rooms.ts'

/** Carries out a command on a data folder that no server holds, which is held meanwhile. Throws a `CommandError`. */
export async function runAtRest(
  settings: Environment,
  { name, payload }: { readonly name: ControlName; readonly payload: unknown },
): Promise<Result<unknown>> {
  const { dataFolder } = settings
  const isThere = existsSync(databaseFileIn(dataFolder))
  // What is made before the first start is there for it.
  if (!isThere && name !== 'room:add') {
    throw new CommandError(
      `There is no data of Konkon in ${dataFolder}. Start the server once, or name the folder with KONKON_DATA.`,
    )
  }
  if (isThere) refuseStranger(dataFolder)
  const log = createLog('error')
  const clock = createClock(globalThis)
  const database = openDatabase(dataFolder)
  try {
    const setAside = createSetAside({
      database,
      now: clock.now,
      log,
      onFault: (cause) => log.error({ err: cause }, 'a row could not be set aside'),
    })
    const secrets = createSecretBox(createServerKeys({ dataFolder, source: settings.keySource, log }))
    const handlers = createControlHandlers(
      createRestingRooms({ database, settings, setAside, clock, log }),
      createRestingWays(createRelayStore(database, { secrets, setAside }), createOwnAddressStore(database, setAside)),
    )
    return await commandOf(name, { commands: controlCommands, handlers })(payload)
  } finally {
    database.close()
  }
}

/** Files that another user has made here would keep the server from starting. */
function refuseStranger(dataFolder: string): void {
  const user = process.getuid?.()
  const owner = statSync(databaseFileIn(dataFolder)).uid
  if (user === undefined || owner === user) return
  throw new CommandError(`The data in ${dataFolder} belongs to another user (${owner}). Run this as that user.`)
}
