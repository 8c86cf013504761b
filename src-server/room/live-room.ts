import type { IceServer } from '../../src-shared/call.ts'
import type { RoomAddress } from '../../src-shared/ids.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import type { DeskSnapshot } from '../../src-shared/protocol.ts'
import type { PublicRoom, Room } from '../../src-shared/room.ts'
import { createCallOuts, type CallOuts } from '../call-outs/call-outs.ts'
import type { CallOutStore } from '../call-outs/call-out-store.ts'
import { createCallRelay, type CallRelay } from '../calls/call-relay.ts'
import type { Clock } from '../../src-shared/clock.ts'
import { createConnectedDesks, type ConnectedDesks } from '../wire/connected-desks.ts'
import { createConnectedVisitors, type ConnectedVisitors } from '../wire/connected-visitors.ts'
import { isJapaneseHoliday } from '../presence/holidays.ts'
import { createInvitations, type Invitations } from '../invitations/invitations.ts'
import type { InvitationStore } from '../invitations/invitation-store.ts'
import { createKnockBook, type KnockBook } from '../knocks/knock-book.ts'
import type { KnockRecord } from '../knocks/knock-machine.ts'
import { createKnockTelling, type KnockTelling } from '../knocks/knock-telling.ts'
import { toCall, toDeskKnock, toKnockEnd } from '../knocks/knock-views.ts'
import type { Log } from '../log.ts'
import type { Policy } from '../policy.ts'
import { createRoomEvents, type RoomEvents } from './room-events.ts'
import { createRoomPresence, isOver } from '../presence/room-presence.ts'
import type { RoomStore, StoredRoom } from './room-store.ts'
import { createUnknockedPages, type UnknockedPages } from '../knocks/unknocked-pages.ts'
import { changesFollowUps, createVisitLog, type VisitLog } from '../visits/visit-log.ts'
import { createVisitSweep } from '../visits/visit-sweep.ts'
import type { VisitStore } from '../visits/visit-store.ts'
import { isSameData } from '../../src-shared/same-data.ts'

export type LiveRoomDeps = {
  readonly stored: StoredRoom
  readonly store: RoomStore
  readonly visitStore: VisitStore
  readonly invitationStore: InvitationStore
  readonly callOutStore: CallOutStore
  readonly iceServers: readonly IceServer[]
  /** Where the local network reaches this server; null unless it is open to it. */
  readonly getLanOrigin: () => string | null
  readonly clock: Clock
  readonly policy: Policy
  readonly log: Log
}

/** One room while the server runs: its knocks, who is connected, and who is told what. */
export type LiveRoom = {
  readonly address: RoomAddress
  readonly deskKey: string
  readonly book: KnockBook
  readonly desks: ConnectedDesks
  readonly visitors: ConnectedVisitors
  readonly calls: CallRelay
  readonly visits: VisitLog
  readonly pages: UnknockedPages
  readonly invitations: Invitations
  /** What happens to knocks, for call-outs. */
  readonly events: Pick<RoomEvents, 'on'>
  readonly callOuts: CallOuts
  readonly viewKnock: KnockTelling['viewOf']
  readonly getRoom: () => Room
  readonly getPublicRoom: () => PublicRoom
  readonly getSnapshot: () => DeskSnapshot
  /** Call when the local network reaches this server in another way. */
  readonly lanChanged: () => void
  /** Keeps what the company says of itself, tells everybody, and changes nothing when it is the same. */
  readonly change: (change: Partial<Pick<StoredRoom, 'profile' | 'presenceSetting' | 'rules'>>) => void
  /** Call after desks came, went or were locked: visitors and other desks may have to know. */
  readonly presenceChanged: () => void
  /** Call after visits were erased. */
  readonly followUpsChanged: () => void
  readonly dispose: () => void
}

export function createLiveRoom(deps: LiveRoomDeps): LiveRoom {
  const { store, clock, policy, iceServers } = deps
  const { address } = deps.stored
  const log = deps.log.child({ room: address })
  const desks = createConnectedDesks(clock.now())
  const visitors = createConnectedVisitors()
  const events = createRoomEvents()
  const calls = createCallRelay(desks, visitors)
  let stored = deps.stored
  const book = createKnockBook({
    store: {
      save: (record) => store.saveKnock(address, record),
      find: (id) => store.findKnock(address, id),
      findByToken: (tokenHash) => store.findKnockByToken(address, tokenHash),
      findByCall: (callId) => store.findKnockByCall(address, callId),
      listRunning: () => store.listRunning(address),
      isTimeTaken: (knockedAtMs) => store.isTimeTaken(address, knockedAtMs),
    },
    clock,
    policy,
    onChanged: tellChange,
    onFault: (cause) => log.error({ err: cause }, 'a knock that was due could not be written'),
  })
  const telling = createKnockTelling({ desks, visitors, iceServers, listRunning: book.listRunning })
  const presence = createRoomPresence({
    clock,
    isHoliday: isJapaneseHoliday,
    getFacts: () => ({
      setting: stored.presenceSetting,
      rules: stored.rules,
      desks: desks.listRefs().map(({ id }) => ({ id, isInCall: book.isDeskInCall(id), isLocked: desks.isLocked(id) })),
    }),
    onDue() {
      try {
        presenceIsDue()
      } catch (cause) {
        // What is told does not depend on it: a manual presence that is over counts for nothing, written or not.
        log.error({ err: cause }, 'the end of a manual presence could not be written')
      }
    },
  })
  const visits = createVisitLog({
    room: address,
    store: deps.visitStore,
    clock,
    getRules: () => ({ timeZone: stored.rules.hours.timeZone, retentionDays: stored.rules.retentionDays }),
  })
  const sweep = createVisitSweep({
    clock,
    sweep: visits.sweep,
    onSwept: (count) => {
      log.info({ visits: count }, 'forgot old visits')
      tellFollowUps()
    },
    onFault: (cause) => log.error({ err: cause }, 'old visits could not be forgotten'),
  })
  const callOuts = createCallOuts({
    store: deps.callOutStore,
    clock,
    policy: policy.callOuts,
    getRoom,
    listKnocks,
    onRoomEvent: events.on,
    log,
  })
  let told = { room: getRoom(), publicRoom: getPublicRoom() }
  presence.plan()
  presenceIsDue()

  return {
    address,
    deskKey: stored.deskKey,
    book,
    desks,
    visitors,
    calls,
    visits,
    pages: createUnknockedPages({ book, clock, policy }),
    invitations: createInvitations({ room: address, store: deps.invitationStore, book, desks, clock }),
    events,
    callOuts,
    viewKnock: telling.viewOf,
    getRoom,
    getPublicRoom,
    lanChanged() {
      // All that a desk knows once more, because the address is only in there.
      desks.tell((desk) => desk.emit('snapshot', getSnapshot()))
    },
    getSnapshot,
    change,
    presenceChanged: tellRoom,
    followUpsChanged: tellFollowUps,
    dispose() {
      callOuts.dispose()
      sweep.dispose()
      presence.dispose()
      book.dispose()
    },
  }

  function getSnapshot(): DeskSnapshot {
    const running = book.listRunning()
    const lanOrigin = deps.getLanOrigin()
    return {
      revision: desks.getRevision(),
      serverTimeMs: clock.now(),
      room: getRoom(),
      desks: desks.listRefs(),
      knocks: listKnocks(),
      calls: running.map(toCall).filter((call) => call !== null),
      followUps: visits.listFollowUps(),
      iceServers,
      lanUrl: lanOrigin && `${lanOrigin}/${address}`,
    }
  }

  function listKnocks(): readonly DeskKnock[] {
    return book.listRunning().flatMap((record) => toDeskKnock(record) ?? [])
  }

  function getRoom(): Room {
    const { profile, presenceSetting, rules } = stored
    return { address, profile, presenceSetting, rules, presenceNow: presence.get() }
  }

  function getPublicRoom(): PublicRoom {
    const { profile, presenceNow, rules } = getRoom()
    const { unnoticedAfterMs, hours } = rules
    const isDeskOnline = desks.listRefs().length > 0
    return { address, profile, presenceNow, isDeskOnline, unnoticedAfterMs, timeZone: hours.timeZone }
  }

  function change(part: Partial<StoredRoom>): void {
    const changed = { ...stored, ...part }
    if (isSameData(changed, stored)) return
    store.saveRoom(changed)
    stored = changed
    presence.plan()
    tellRoom()
    log.info({ presence: presence.get().presence }, 'room changed')
  }

  function presenceIsDue(): void {
    if (isOver(stored.presenceSetting, clock.now())) change({ presenceSetting: { kind: 'automatic' } })
    tellRoom()
  }

  function tellRoom(): void {
    const before = told
    told = { room: getRoom(), publicRoom: getPublicRoom() }
    const { room, publicRoom } = told
    if (!isSameData(room, before.room)) {
      desks.tell((desk, revision) => desk.emit('room:changed', { revision, room }))
    }
    if (!isSameData(publicRoom, before.publicRoom)) {
      visitors.tell((visitor) => visitor.emit('room:changed', publicRoom))
    }
  }

  function tellFollowUps(): void {
    const followUps = visits.listFollowUps()
    desks.tell((desk, revision) => desk.emit('follow-ups:changed', { revision, followUps }))
  }

  function tellChange(before: KnockRecord | null, after: KnockRecord): void {
    logTransition(before, after)
    telling.tell(before, after)
    calls.forget(before, after)
    if (changesFollowUps(before, after)) tellFollowUps()
    tellRoom()
    events.tell(before, after)
  }

  function logTransition(before: KnockRecord | null, after: KnockRecord): void {
    if (before && before.phase.kind === after.phase.kind) return
    log.info({ knock: after.id, phase: after.phase.kind, outcome: toKnockEnd(after.phase)?.kind }, 'knock changed')
  }
}
