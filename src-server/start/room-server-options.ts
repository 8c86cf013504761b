import type { IceServer } from '../../src-shared/call.ts'
import type { RoomAddress } from '../../src-shared/ids.ts'
import type { Network } from '../call-outs/closed-addresses.ts'
import type { LanOptions } from '../lan/lan-server.ts'
import type { LogLevel } from '../log-level.ts'
import type { Log } from '../log.ts'
import type { Policy } from '../policy.ts'
import type { ServerKeysDeps } from '../secrets/server-keys.ts'
import type { MachineClock } from '../time/server-clock.ts'
import type { SecretFile } from './secret-file.ts'

/** What a room server is started with. */
export type RoomServerOptions = {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Where everything is kept; made if missing. */
  readonly dataFolder: string
  /** The room to make at first start. */
  readonly room: RoomAddress
  /** Folder with the built pages, `visitor/` and `desk/`. */
  readonly webFolder: string
  readonly iceServers: readonly IceServer[]
  /** Of the TURN servers that have no password in the list; none of them when absent. */
  readonly turnSecret?: string | SecretFile | null
  /** Addresses and networks that may say who a visitor is; none when absent. */
  readonly trustedProxies?: readonly string[]
  /** The one origin for customers; what was asked for, on loopback and the local network alone, when absent. */
  readonly publicOrigin?: string | null
  /** Of the authority that gives the relay's name a certificate; none when absent. */
  readonly acmeDirectory?: string | null
  /** Where the key for secrets comes from (`server-keys.ts`); a file in the data folder when absent. */
  readonly keySource?: ServerKeysDeps['source']
  /** Whether this start makes a link that pairs one desk, once, within ten minutes. */
  readonly printsLink: boolean
  readonly version: string
  /** The machine's own clock when absent. */
  readonly clock?: MachineClock
  readonly policy?: Policy
  /** Stderr when absent, from this level on. */
  readonly log?: Log
  readonly logLevel?: LogLevel
  /** No figures when absent. */
  readonly metricsPort?: number
  /** Opened to call-outs beside what they reach anyway (`closed-addresses.ts`). */
  readonly openedToCallOuts?: readonly Network[]
  /** Not open to the local network when absent. */
  readonly lan?: LanOptions
}
