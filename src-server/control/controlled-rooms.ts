import type { AuditAct } from '../../src-shared/audit.ts'
import type { DeskId, RoomAddress } from '../../src-shared/ids.ts'
import type { Language } from '../../src-shared/language.ts'
import type { PairedDesk } from '../../src-shared/pairing.ts'
import type { Visit } from '../../src-shared/visit.ts'
import type { RoomContents, RoomEntry, ServerState } from './control-commands.ts'

/** One room as the commands of a terminal need it, whether a server runs or none does. */
export type ControlledRoom = {
  readonly address: RoomAddress
  readonly company: string
  /** IANA name. */
  readonly timeZone: string
  readonly countContents: () => RoomContents
  /** Who is there; null where no server runs. */
  readonly countNow: () => RoomEntry['now']
  /** What a doctor asks of it; null where no server runs. */
  readonly lookNow: () => ServerState['rooms'][number]['now']
  /** A link that pairs one desk, an owner, once; null where no server runs, which alone knows its links. */
  readonly makeLink: () => { readonly deskUrl: string; readonly expiresAtMs: number } | null
  readonly listDesks: () => readonly PairedDesk[]
  /** Also the last owner. */
  readonly revoke: (id: DeskId) => void
  readonly putOut: () => number
  /** Newest first. */
  readonly listVisits: (span: Span) => readonly Visit[]
  readonly exportVisits: (wanted: Span & { readonly language: Language }) => string
  /** Writes down what was done from a terminal. */
  readonly record: (act: AuditAct) => void
}

/** Epoch ms; `toMs` is not included. */
export type Span = { readonly fromMs: number | null; readonly toMs: number | null }

/** All rooms of a data folder. */
export type ControlledRooms = {
  /** The one that every start makes. */
  readonly first: RoomAddress
  readonly list: () => readonly ControlledRoom[]
  readonly add: (address: RoomAddress) => ControlledRoom
  /** With all that it holds, and everybody who is there. */
  readonly remove: (address: RoomAddress) => void
  readonly visitorUrlOf: (address: RoomAddress) => string
  /** Saves all data as a file of this name in the data folder, which goes after a while; resolves to its path. */
  readonly keepCopy: (name: string) => Promise<string>
  readonly lookAtServer: () => Pick<ServerState, 'running' | 'damage' | 'setAside'>
  /** Epoch ms. */
  readonly now: () => number
}
