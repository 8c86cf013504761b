import type { CallEnd } from '../call.ts'
import type { Presence } from '../room.ts'
import type { VisitorWords } from '../visitor-name.ts'
import type { FollowUpReason, Visit, VisitOutcome } from '../visit.ts'

/** What the operating system shows for the app: notices, tray, dialogs. */
export type AppTexts = {
  readonly knockTitle: (visitor: string) => string
  readonly knockBody: string
  /** Before the rest of a notice. */
  readonly invited: string
  readonly admit: string
  readonly deny: string
  /** For a notice that has no buttons. */
  readonly openTheDesk: string
  readonly open: string
  readonly admitFirst: (visitor: string) => string
  readonly nobodyWaits: string
  readonly presence: string
  /** Presence follows the opening hours. */
  readonly automatic: string
  readonly presences: Readonly<Record<Presence, string>>
  readonly quit: string
  readonly trayIdle: string
  readonly trayKnock: (count: number) => string
  readonly trayPractice: string
  readonly trayCall: string
  readonly trayOffline: string
  readonly trayFollowUps: (count: number) => string
  readonly stillRunningTitle: string
  readonly stillRunningBody: string
}

/** The words of the visit log as a table. */
export type VisitExportTexts = {
  readonly file: string
  readonly header: readonly string[]
  readonly outcomes: Readonly<Record<VisitOutcome, string>>
  /** Of those whom a desk had asked to wait. */
  readonly heldOutcomes: Readonly<Partial<Record<VisitOutcome, string>>>
  readonly callEnds: Readonly<Record<CallEnd, string>>
  readonly followUps: Readonly<Record<Visit['followUp']['kind'], string>>
  readonly reasons: Readonly<Record<FollowUpReason, string>>
}

/** A page that leads nowhere but home. */
type DeadEndTexts = {
  readonly title: string
  readonly body: string
  readonly hint: string
  readonly home: string
}

export type ProgramTexts = {
  /** Whom the notice is about that only proves that notices are shown. */
  readonly sample: string
  /** What the visitor of a practice knock is called. */
  readonly practice: string
  /** Stands where a company has not said who it is. */
  readonly frontDesk: string
  readonly visitor: VisitorWords
  readonly app: AppTexts
  /** For a person who mistyped an address. */
  readonly unknownRoom: DeadEndTexts
  /** For a person, most likely the operator, who asked by an address that is not known to be this server's. */
  readonly strangeAddress: DeadEndTexts
  readonly visitExport: VisitExportTexts
}
