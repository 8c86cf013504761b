import type { CallId, DeskId, KnockId } from '../../src-shared/ids.ts'
import type { Language } from '../../src-shared/language.ts'
import { failed, ok, type Result } from '../../src-shared/result.ts'
import type { Unsubscribe } from '../../src-shared/unsubscribe.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { hasPlace, type CrowdCount } from '../crowd.ts'
import type { Source } from '../sources/sources.ts'
import { elapse, nextDeadlineMs } from './knock-deadlines.ts'
import { decide, type KnockCommand } from './knock-machine.ts'
import { blankKnock, isOpen, type KnockRecord } from './knock-record.ts'
import type { Policy } from '../policy.ts'
import { withoutLinks } from './knock-rows.ts'
import type { KnockStore } from './knock-store.ts'
import { isSameData } from '../../src-shared/same-data.ts'

export type NewKnock = {
  readonly id: KnockId
  readonly tokenHash: string
  readonly name: string
  readonly language: Language
  readonly source: Source | null
} & Partial<Pick<KnockRecord, 'company' | 'invitationHash' | 'invitedBy' | 'kind'>>

export type UnknockedPage = {
  readonly id: KnockId
  readonly language: Language
  readonly source: Source | null
  readonly openedAtMs: number
}

export type KnockBookDeps = {
  readonly store: KnockStore
  readonly clock: Clock
  readonly policy: Policy
  /** Called after the change was saved. `before` is null for a new knock. */
  readonly onChanged: (before: KnockRecord | null, after: KnockRecord) => void
  /** A change that was due could not be saved; it is retried. */
  readonly onFault: (cause: unknown, knock?: KnockId) => void
}

/** After a failed write. */
const retryMs = 5_000

/** All knocks of one room: running ones in memory, every change saved before anybody is told. */
export type KnockBook = {
  /** A new knock. `busy` when too many are open, of its source or of all. */
  readonly add: (knock: NewKnock) => Result<KnockRecord>
  /** A page that is left without a knock, or asks to be phoned without one. */
  readonly addUnknocked: (page: UnknockedPage) => KnockRecord
  /** The knock after the command. Repeating a command changes nothing. */
  readonly decide: (id: KnockId, command: KnockCommand) => Result<KnockRecord>
  readonly find: (id: KnockId) => KnockRecord | null
  readonly findByToken: (tokenHash: string) => KnockRecord | null
  readonly findByCall: (callId: CallId) => KnockRecord | null
  /** Open knocks and knocks in a call, oldest first. */
  readonly listRunning: () => readonly KnockRecord[]
  readonly isDeskInCall: (desk: DeskId) => boolean
  readonly dispose: () => void
}

/** After a restart nobody is connected yet, so every grace period starts anew. */
export function createKnockBook(deps: KnockBookDeps): KnockBook {
  const { store, clock, policy } = deps
  const running = new Map<KnockId, KnockRecord>()
  let cancelTimer: Unsubscribe | null = null
  let lastKnockedAtMs = 0
  for (const record of store.listRunning()) {
    const visitorLost = settle(decide(record, { kind: 'visitor-lost' }, clock.now()))
    running.set(record.id, settle(decide(visitorLost, { kind: 'desk-lost' }, clock.now())))
    lastKnockedAtMs = record.knockedAtMs
  }
  setTimer()

  const find = (id: KnockId): KnockRecord | null => running.get(id) ?? store.find(id)
  return {
    add(knock) {
      const open = [...running.values()].filter((record) => isOpen(record.phase))
      if (!hasPlace(policy.openKnocks, open.length, countFrom(knock.source, open))) {
        return failed('busy', 'Too many visitors wait at this room, or come from this network.')
      }
      const sinceMs = takeTimeMs(clock.now())
      return ok(addRecord({ ...blankKnock, ...knock, knockedAtMs: sinceMs, phase: { kind: 'waiting', sinceMs } }))
    },
    addUnknocked({ id, language, source, openedAtMs }) {
      const phase = { kind: 'over', end: { kind: 'not-knocked' }, endedAtMs: clock.now(), call: null } as const
      // Nobody has a token for it, and the column is unique: its id stands in, which can equal no hash.
      const page = { id, tokenHash: id, name: '', language, source, knockedAtMs: store.nextFreeTimeMs(openedAtMs) }
      return addRecord({ ...blankKnock, ...page, phase })
    },
    decide(id, command) {
      const before = find(id)
      if (!before) return failed('not-found', 'There is no such knock.')
      const result = decide(before, command, clock.now())
      if (result.kind === 'ok') commit(before, result.value)
      return result
    },
    find,
    findByToken(tokenHash) {
      return latest(store.findByToken(tokenHash))
    },
    findByCall(callId) {
      return latest(store.findByCall(callId))
    },
    listRunning: () => [...running.values()],
    isDeskInCall: (desk) => [...running.values()].some(({ phase }) => phase.kind === 'in-call' && phase.by.id === desk),
    dispose() {
      cancelTimer?.()
      cancelTimer = null
    },
  }

  function addRecord(record: KnockRecord): KnockRecord {
    commit(null, record)
    return record
  }

  function takeTimeMs(atMs: number): number {
    // Two visits of one room never share a time, because the visit log pages by it.
    lastKnockedAtMs = store.nextFreeTimeMs(nextKnockTimeMs(atMs, lastKnockedAtMs))
    return lastKnockedAtMs
  }

  /** Only the running record knows who is connected. */
  function latest(stored: KnockRecord | null): KnockRecord | null {
    return stored && (running.get(stored.id) ?? stored)
  }

  function commit(before: KnockRecord | null, after: KnockRecord): void {
    if (before === after) return
    if (!before || !isStoredAlike(before, after)) store.save(after)
    if (after.phase.kind === 'over') running.delete(after.id)
    else running.set(after.id, after)
    setTimer()
    deps.onChanged(before, after)
  }

  function setTimer(): void {
    cancelTimer?.()
    cancelTimer = null
    const deadlines = [...running.values()].map((record) => nextDeadlineMs(record, policy) ?? Infinity)
    const next = Math.min(...deadlines, Infinity)
    if (next !== Infinity) cancelTimer = clock.setTimer(Math.max(next - clock.now(), 0), runDue)
  }

  function runDue(): void {
    let due: KnockId | undefined
    try {
      // A map may be changed while it is iterated.
      for (const record of running.values()) {
        due = record.id
        commit(record, elapse(record, clock.now(), policy))
      }
      setTimer()
    } catch (cause) {
      deps.onFault(cause, due)
      cancelTimer = clock.setTimer(retryMs, runDue)
    }
  }
}

function countFrom(source: Source | null, open: readonly KnockRecord[]): CrowdCount {
  if (source === null) return null
  return {
    ofAddress: open.filter((record) => record.source?.address === source.address).length,
    ofNetwork: open.filter((record) => record.source?.network === source.network).length,
  }
}

/** Setting a link never fails; if it does, that is a bug. */
function settle(result: Result<KnockRecord>): KnockRecord {
  if (result.kind === 'failed') throw new Error(result.message)
  return result.value
}

/**
 * Each knock is later than the one before, so that the queue has one order. A clock that was set back by a second or
 * more is believed.
 */
function nextKnockTimeMs(nowMs: number, lastMs: number): number {
  return nowMs <= lastMs && lastMs - nowMs < 1_000 ? lastMs + 1 : nowMs
}

function isStoredAlike(before: KnockRecord, after: KnockRecord): boolean {
  return isSameData(withoutLinks(before), withoutLinks(after))
}
