import type { DatabaseSync } from 'node:sqlite'
import type { LanCertificate } from '../../src-shared/lan-certificate.ts'
import type { OldCopies } from '../database/old-copies.ts'
import type { SetAside } from '../database/set-aside.ts'
import type { WriteHealth } from '../database/write-health.ts'
import type { WayHealth } from '../line/way-health.ts'
import type { OpenSocket } from '../call-outs/call-out-socket.ts'
import type { IceSource } from '../calls/call-ice-servers.ts'
import type { Log } from '../log.ts'
import type { Observe } from '../metrics/server-facts.ts'
import type { Policy } from '../policy.ts'
import type { SecretBox } from '../secrets/secret-box.ts'
import type { ServerClock } from '../time/server-clock.ts'
import type { StoredRoom } from './room-store.ts'
import type { ServerNotices } from './server-notices.ts'

/** All that a room needs of the server around it. */
export type LiveRoomDeps = {
  readonly stored: StoredRoom
  readonly save: (room: StoredRoom) => void
  readonly database: DatabaseSync
  readonly setAside: Pick<SetAside, 'read'>
  readonly copies: OldCopies
  readonly notices: ServerNotices
  readonly listIceSources: () => readonly IceSource[]
  /** Where the local network reaches this server; null unless it is open to it. */
  readonly getLanOrigin: () => string | null
  readonly getLanCertificate: () => LanCertificate | null
  /** Of the operator, or of a relay; null where there is none. */
  readonly getPublicOrigin: () => string | null
  readonly openSocket: OpenSocket
  readonly secrets: SecretBox
  /** The key of the hashes by which sources are told apart. */
  readonly sourceSecret: string
  readonly clock: ServerClock
  readonly policy: Policy
  readonly health: Pick<WriteHealth, 'get' | 'note' | 'subscribe'>
  readonly way: Pick<WayHealth, 'get' | 'subscribe'>
  /** Told what an operator may count. */
  readonly observe: Observe
  readonly log: Log
}
