/** The room server inside the app's utility process: the app sets the same variables and gets the addresses back. */
import { homedir } from 'node:os'
import path from 'node:path'
import { loopback } from './call-outs/closed-addresses.ts'
import type { EmbeddedReady } from '../src-shared/embedded-server.ts'
import { findParentPort } from './start/parent-port.ts'
import { startRoomServer, type RoomServer } from './start/room-server.ts'
import { readSettings } from './start/settings.ts'
import { version } from './start/version.ts'

const parent = findParentPort(process)
if (!parent) throw new Error('This program is started by the app. To run the room server alone, use index.js.')

const starting = start()
parent.onStop(() => {
  void starting.then((server) => server?.dispose()).finally(() => process.exit(0))
})
const started = await starting
if (started) parent.report(started.ready)

type Started = { readonly ready: EmbeddedReady; readonly dispose: RoomServer['dispose'] }

async function start(): Promise<Started | null> {
  const order = (await parent?.started) ?? null
  if (order === null) return null
  try {
    const read = readSettings(process.env, { platform: process.platform, homeFolder: homedir() })
    if (read.kind !== 'ok') throw new Error(read.message)
    const webFolder = path.join(import.meta.dirname, '../web')
    // A shop's broker or lamp may run on this very PC, and whoever sets up its call-outs sits in front of it.
    const { url, visitorUrl, deskUrl, room, letIn, dispose } = await startRoomServer({
      openedToCallOuts: loopback,
      ...read.settings.environment,
      keySource: order.keys,
      webFolder,
      version,
    })
    return {
      ready: { kind: 'ready', url, visitorUrl, deskUrl, room, deskKey: letIn(order.deskId) },
      dispose,
    }
  } catch (cause) {
    parent?.report({ kind: 'failed', message: cause instanceof Error ? cause.message : String(cause) })
    return null
  }
}
