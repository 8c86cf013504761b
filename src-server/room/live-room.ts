import type { DeskId, KnockId, RoomAddress } from '../../src-shared/ids.ts'
import type { DeskSnapshot } from '../../src-shared/protocol.ts'
import { createScope } from '../../src-shared/scope.ts'
import type { AuditLog } from '../audit/audit-log.ts'
import { createCallOutStore } from '../call-outs/call-out-store.ts'
import { createCallOuts, type CallOuts } from '../call-outs/call-outs.ts'
import { toRoomEvent } from '../call-outs/room-event.ts'
import { createCallRelay, type CallRelay } from '../calls/call-relay.ts'
import { createInvitationStore } from '../invitations/invitation-store.ts'
import { createInvitations, type Invitations } from '../invitations/invitations.ts'
import { createKnockBook, type KnockBook } from '../knocks/knock-book.ts'
import { factsOfKnock } from '../knocks/knock-facts.ts'
import { isOpen, type KnockRecord } from '../knocks/knock-record.ts'
import { createKnockStore } from '../knocks/knock-store.ts'
import { createKnockTelling, type KnockTelling } from '../knocks/knock-telling.ts'
import { toKnockEnd } from '../knocks/knock-views.ts'
import { createUnknockedPages, type UnknockedPages } from '../knocks/unknocked-pages.ts'
import type { RoomCount } from '../metrics/server-facts.ts'
import type { Pairing } from '../pairing/pairing.ts'
import { createPractices, type Practices } from '../practice/practices.ts'
import { createRoomPairing } from '../pairing/room-pairing.ts'
import { createBlockStore } from '../sources/block-store.ts'
import { createBlocks, type Blocks } from '../sources/blocks.ts'
import { createSources, type Sources } from '../sources/sources.ts'
import { createVisitLog, type VisitLog } from '../visits/visit-log.ts'
import { createVisitStore } from '../visits/visit-store.ts'
import { createConnectedDesks } from '../wire/connected-desks.ts'
import { createConnectedVisitors } from '../wire/connected-visitors.ts'
import { cutOff } from '../wire/cut-off.ts'
import { createRateLimit } from '../wire/rate-limit.ts'
import { createRoomDesks, type RoomDesks } from './room-desks.ts'
import { createRoomRates, type RoomRates } from './room-rates.ts'
import { createRoomSettings, type RoomSettings } from './room-settings.ts'
import type { ServerNotices } from './server-notices.ts'
import { tellOfServer } from './server-telling.ts'
import { createRoomVisitors, type RoomVisitors } from './room-visitors.ts'
import type { LiveRoomDeps } from './live-room-deps.ts'

/** One room while the server runs. Each of its methods also tells everybody who has to know. */
export type LiveRoom = {
  readonly address: RoomAddress
  readonly pairing: Pick<Pairing, 'makeCode' | 'pair' | 'wait' | 'answerNewcomer' | 'letIn' | 'recognise' | 'roleOf'>
  readonly audit: AuditLog
  readonly desks: RoomDesks
  readonly visitors: RoomVisitors
  readonly book: Pick<
    KnockBook,
    'add' | 'decide' | 'find' | 'findByToken' | 'findByCall' | 'isDeskInCall' | 'listRunning'
  >
  readonly practices: Pick<Practices, 'start' | 'bookWith' | 'isInCall'>
  readonly sources: Sources
  readonly blocks: Blocks
  readonly calls: Pick<CallRelay, 'relay'>
  readonly visits: Pick<VisitLog, 'list' | 'export' | 'countUp' | 'eraseVisitor'>
  readonly pages: Pick<UnknockedPages, 'askForCallBack'>
  readonly invitations: Invitations
  readonly callOuts: Pick<CallOuts, 'list' | 'set' | 'test' | 'idle'>
  readonly viewKnock: KnockTelling['viewOf']
  readonly confirmNotice: ServerNotices['confirm']
  readonly getPublicRoom: RoomSettings['getPublic']
  readonly change: RoomSettings['change']
  /** Whether nobody waits or talks. */
  readonly isIdle: () => boolean
  readonly count: () => RoomCount
  /** Call when this server's address on the local network has changed. */
  readonly lanChanged: () => void
  readonly rates: RoomRates
  /** Cuts everybody off, who will learn that there is no such room any more, and disposes. */
  readonly close: () => void
  readonly dispose: () => void
}

export function createLiveRoom(deps: LiveRoomDeps): LiveRoom {
  const { stored, database, setAside, notices, clock, policy } = deps
  const { address } = stored
  const log = deps.log.child({ room: address })
  const scope = createScope((cause) => log.error({ err: cause }, 'a part of a room could not be stopped'))
  const connectedDesks = createConnectedDesks(clock.now())
  const connectedVisitors = createConnectedVisitors()
  const beyondLines = createRateLimit({ count: 1, perSeconds: 3_600 }, clock)
  const calls = createCallRelay(connectedDesks, connectedVisitors)
  const book = createKnockBook({
    store: createKnockStore(database, address, setAside),
    clock,
    policy,
    onChanged: knockChanged,
    onFault: faultOf('a knock that was due could not be written'),
  })
  scope.add(book.dispose)
  const telling = createKnockTelling({
    desks: connectedDesks,
    visitors: connectedVisitors,
    iceServers: {
      listSources: deps.listIceSources,
      validForMs: policy.turnPasswordMs,
      // The TURN server goes by its own clock.
      clock: { now: clock.machineNow, setTimer: clock.setTimer },
    },
    listRunning: book.listRunning,
  })
  scope.add(telling.dispose)
  const settings = createRoomSettings({
    stored,
    save: deps.save,
    clock,
    getDesks: () =>
      connectedDesks.list().map(({ id, isLocked = false }) => ({ id, isInCall: book.isDeskInCall(id), isLocked })),
    tellDesks: (room) => connectedDesks.tell((desk, revision) => desk.emit('room:changed', { revision, room })),
    tellVisitors: (room) => connectedVisitors.tell((visitor) => visitor.emit('room:changed', room)),
    onFault: faultOf('the end of a manual presence could not be written'),
    log,
  })
  scope.add(settings.dispose)
  const visits = createVisitLog({
    store: createVisitStore(database, address, setAside),
    clock,
    getRules() {
      const { hours, retentionDays } = settings.get().rules
      return { timeZone: hours.timeZone, retentionDays }
    },
    findKnock: book.find,
    onFollowUpsChanged: (followUps) =>
      connectedDesks.tell((desk, revision) => desk.emit('follow-ups:changed', { revision, followUps })),
    onErased(visitorName) {
      blocks.forgetName(visitorName)
      visitors.invitationsChanged()
    },
    copies: deps.copies,
    log,
  })
  scope.add(visits.dispose)
  const practices = createPractices({
    connected: connectedDesks,
    clock,
    policy,
    onCalledOut: callOutFor,
    onFault: faultOf('a practice knock could not go on'),
  })
  scope.add(practices.dispose)
  const callOuts = createCallOuts({
    store: createCallOutStore({ database, room: address, setAside, secrets: deps.secrets, log }),
    clock,
    policy: policy.callOuts,
    openSocket: deps.openSocket,
    getRoom: settings.get,
    listKnocks: () => [...telling.listKnocks(), ...practices.listCalledOut()],
    observe: deps.observe,
    log,
  })
  scope.add(callOuts.dispose)
  const invitations = createInvitations({
    store: createInvitationStore(database, address, setAside),
    book,
    clock,
    getRetentionDays: () => settings.get().rules.retentionDays,
    onFault: faultOf('what an invited visitor’s call settles could not be written'),
    onTakenBack: () => visitors.invitationsChanged(),
  })
  const blocks = createBlocks(createBlockStore(database, address, setAside), clock.now)
  const pages = createUnknockedPages({
    book,
    clock,
    policy,
    onBeyond(who) {
      if (beyondLines(who)) log.warn({ who }, 'too many pages were left without a knock: no more are logged for now')
    },
  })
  scope.add(tellOfServer({ desks: connectedDesks, health: deps.health, way: deps.way, notices, log }))
  scope.add(clock.onSet(clockChanged))
  const { pairing, audit } = createRoomPairing({
    database,
    room: address,
    setAside,
    clock,
    policy,
    connected: connectedDesks,
    faultOf,
  })
  scope.add(pairing.dispose)

  const visitors = createRoomVisitors({
    connected: connectedVisitors,
    book,
    calls,
    pages,
    invitations,
    viewKnock: telling.viewOf,
    getPublicRoom: settings.getPublic,
    now: clock.now,
  })

  return {
    address,
    pairing,
    audit,
    desks: createRoomDesks({
      connected: connectedDesks,
      pairing,
      book,
      calls,
      invitations,
      getSnapshot,
      onAttendanceChanged: settings.refresh,
    }),
    visitors,
    book,
    practices,
    sources: createSources(deps.sourceSecret, address),
    blocks,
    calls,
    visits,
    pages,
    invitations,
    callOuts,
    viewKnock: telling.viewOf,
    confirmNotice: notices.confirm,
    getPublicRoom: settings.getPublic,
    change: settings.change,
    isIdle: () => book.listRunning().length === 0,
    count,
    // Only the snapshot carries the address.
    lanChanged: tellSnapshot,
    rates: createRoomRates(policy, clock),
    close() {
      connectedDesks.tell(cutOff)
      connectedVisitors.tell(cutOff)
      scope.dispose()
    },
    dispose: scope.dispose,
  }

  function count(): RoomCount {
    const running = book.listRunning()
    const openKnocks = running.filter(({ phase }) => isOpen(phase)).length
    const [pages, desks] = [connectedVisitors.count(), connectedDesks.list().length]
    return { room: address, openKnocks, calls: running.length - openKnocks, pages, desks }
  }

  function getSnapshot(desk: DeskId): DeskSnapshot {
    const [lanOrigin, publicOrigin] = [deps.getLanOrigin(), deps.getPublicOrigin()]
    const told = telling.snapshotFor(desk)
    return {
      revision: connectedDesks.getRevision(),
      serverTimeMs: clock.now(),
      room: settings.get(),
      desks: connectedDesks.list(),
      role: pairing.roleOf(desk),
      ...told,
      knocks: [...told.knocks, ...practices.knocksOf(desk)],
      calls: [...told.calls, ...practices.callsOf(desk)],
      followUps: visits.listFollowUps(),
      lanUrl: lanOrigin && `${lanOrigin}/${address}`,
      lanCertificate: lanOrigin === null ? null : deps.getLanCertificate(),
      publicUrl: publicOrigin && `${publicOrigin}/${address}`,
      trouble: deps.health.get(),
      way: deps.way.get(),
      notices: notices.list(),
    }
  }

  function tellSnapshot(): void {
    for (const { id } of connectedDesks.list()) {
      connectedDesks.tellOnly(id, (desk) => desk.emit('snapshot', getSnapshot(id)))
    }
  }

  /** Desks and pages have to learn the time anew, by which they say how long somebody has waited. */
  function clockChanged(): void {
    settings.refresh()
    tellSnapshot()
    visitors.greetAgain()
  }

  function faultOf(words: string): (cause: unknown, knock?: KnockId) => void {
    return (cause, knock) => {
      log.error({ err: cause, knock }, words)
      deps.health.note(cause)
    }
  }

  /** Runs after the change was saved. */
  function knockChanged(before: KnockRecord | null, after: KnockRecord): void {
    if (before?.phase.kind !== after.phase.kind) {
      log.info({ knock: after.id, phase: after.phase.kind, outcome: toKnockEnd(after.phase)?.kind }, 'knock changed')
    }
    for (const fact of factsOfKnock(address, { before, after, atMs: clock.now() })) deps.observe(fact)
    telling.tell(before, after)
    calls.forget(before, after)
    visits.follow(before, after)
    invitations.follow(before, after)
    settings.refresh()
    callOutFor(before, after)
    if (before === null && isOpen(after.phase)) practices.endAll()
  }

  function callOutFor(before: KnockRecord | null, after: KnockRecord): void {
    const event = toRoomEvent(before, after)
    if (event) callOuts.follow(event)
  }
}
