import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { WriteHealth } from '../database/write-health.ts'
import type { WayHealth } from '../line/way-health.ts'
import type { Log } from '../log.ts'
import type { ConnectedDesks } from '../wire/connected-desks.ts'
import type { ServerNotices } from './server-notices.ts'

export type ServerTellingDeps = {
  readonly desks: Pick<ConnectedDesks, 'tell'>
  readonly health: Pick<WriteHealth, 'get' | 'subscribe'>
  readonly way: Pick<WayHealth, 'get' | 'subscribe'>
  readonly notices: Pick<ServerNotices, 'list' | 'subscribe'>
  readonly log: Log
}

/** Tells a room's desks what has become of the server around it. Returns what ends that. */
export function tellOfServer({ desks, health, way, notices, log }: ServerTellingDeps): Unsubscribe {
  const undo = [
    health.subscribe(() => {
      const trouble = health.get()
      log.warn({ trouble }, 'whether knocks can be written has changed')
      desks.tell((desk, revision) => desk.emit('trouble:changed', { revision, trouble }))
    }),
    way.subscribe(() => desks.tell((desk, revision) => desk.emit('way:changed', { revision, way: way.get() }))),
    notices.subscribe(() =>
      desks.tell((desk, revision) => desk.emit('notices:changed', { revision, notices: notices.list() })),
    ),
  ]
  return () => {
    for (const stop of undo) stop()
  }
}
