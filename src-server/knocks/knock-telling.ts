import type { Call } from '../../src-shared/call.ts'
import { createCallIceServers, type CallIceServersDeps } from '../calls/call-ice-servers.ts'
import type { CallId, DeskId, KnockId } from '../../src-shared/ids.ts'
import type { DeskKnock, VisitorKnock } from '../../src-shared/knock.ts'
import type { DeskSnapshot } from '../../src-shared/protocol.ts'
import type { ConnectedDesks } from '../wire/connected-desks.ts'
import type { ConnectedVisitors } from '../wire/connected-visitors.ts'
import { isOpen, type KnockRecord } from './knock-record.ts'
import { toCall, toDeskKnock, toKnockEnd, toVisitorKnock } from './knock-views.ts'
import { isSameData } from '../../src-shared/same-data.ts'

export type KnockTellingDeps = {
  readonly desks: Pick<ConnectedDesks, 'tell' | 'tellOnly'>
  readonly visitors: Pick<ConnectedVisitors, 'find'>
  readonly iceServers: Omit<CallIceServersDeps, 'onRenewed'>
  /** Open knocks and knocks in a call, oldest first. */
  readonly listRunning: () => readonly KnockRecord[]
}

/** Tells desks and the visitor about a knock that has changed. */
export type KnockTelling = {
  readonly tell: (before: KnockRecord | null, after: KnockRecord) => void
  /** Open knocks, oldest first. */
  readonly listKnocks: () => readonly DeskKnock[]
  /** What a snapshot tells this desk of knocks and calls. */
  readonly snapshotFor: (desk: DeskId) => Pick<DeskSnapshot, 'knocks' | 'calls' | 'iceServers' | 'lines'>
  /** The knock as its visitor sees it now. */
  readonly viewOf: (record: KnockRecord) => VisitorKnock
  readonly dispose: () => void
}

export function createKnockTelling(deps: KnockTellingDeps): KnockTelling {
  const { desks, visitors, listRunning } = deps
  const iceServers = createCallIceServers({ ...deps.iceServers, onRenewed: tellCall })
  /** What the visitors of running knocks have been told last, as a fact or as an answer. */
  const known = new Map<KnockId, VisitorKnock>(listRunning().map((record) => [record.id, viewOf(record)]))
  return {
    tell(before, after) {
      tellDesks(before, after)
      tellLines(before, after)
      tellVisitor(before, after)
      if (before && isOpen(before.phase) && !isOpen(after.phase)) tellPlaces()
    },
    listKnocks,
    snapshotFor(id) {
      const calls = listRunning().flatMap((record) => toCall(record) ?? [])
      const own = listRunning().flatMap(({ phase }) => (phase.kind === 'in-call' && phase.by.id === id ? phase : []))[0]
      return { knocks: listKnocks(), calls, iceServers: own ? iceServers.of(own.callId) : [], lines: own?.lines ?? [] }
    },
    viewOf,
    dispose: iceServers.dispose,
  }

  function listKnocks(): readonly DeskKnock[] {
    return listRunning().flatMap((record) => toDeskKnock(record) ?? [])
  }

  function viewOf(record: KnockRecord): VisitorKnock {
    const open = listRunning().filter(({ phase }) => isOpen(phase))
    const place = open.findIndex(({ id }) => id === record.id) + 1
    return toVisitorKnock(record, { iceServersOf: iceServers.of, place })
  }

  function tellDesks(before: KnockRecord | null, after: KnockRecord): void {
    const knockBefore = before && toDeskKnock(before)
    const knock = toDeskKnock(after)
    const end = toKnockEnd(after.phase)
    const callBefore = before && toCall(before)
    const call = toCall(after)
    // First, so that the desk has them when it learns of its call.
    if (call && !callBefore) tellDeskOfCall(call)
    if (knock && !isSameData(knock, knockBefore)) {
      desks.tell((desk, revision) => desk.emit('knock:changed', { revision, knock }))
    }
    if (knockBefore && !knock && end) {
      const ended = { knockId: after.id, end, ...(call ? { call } : {}) }
      desks.tell((desk, revision) => desk.emit('knock:ended', { revision, ...ended }))
    }
    if (call && !isSameData(call, callBefore)) {
      desks.tell((desk, revision) => desk.emit('call:changed', { revision, call }))
    }
    if (callBefore && after.phase.kind === 'over' && after.phase.call) {
      const { reason } = after.phase.call
      desks.tell((desk, revision) => desk.emit('call:ended', { revision, callId: callBefore.id, reason }))
      iceServers.forget(callBefore.id)
    }
  }

  /** What is written in a call is between its two sides. */
  function tellLines(before: KnockRecord | null, { phase }: KnockRecord): void {
    if (phase.kind !== 'in-call' || before?.phase.kind !== 'in-call' || before.phase.lines === phase.lines) return
    const { callId, lines } = phase
    desks.tellOnly(phase.by.id, (socket, revision) => socket.emit('lines:changed', { revision, callId, lines }))
  }

  function tellDeskOfCall({ id: callId, desk }: Call): void {
    const servers = iceServers.of(callId)
    if (servers.length === 0) return
    const told = { callId, iceServers: servers }
    desks.tellOnly(desk.id, (socket, revision) => socket.emit('ice-servers:changed', { revision, ...told }))
  }

  /** Its ICE servers have changed: that concerns its two sides, and nobody else. */
  function tellCall(callId: CallId): void {
    for (const record of listRunning()) {
      const call = toCall(record)
      if (call?.id !== callId) continue
      tellDeskOfCall(call)
      tellVisitor(record, record)
    }
  }

  function tellVisitor(before: KnockRecord | null, after: KnockRecord): void {
    // What changes after the end concerns the staff only, and a page without a knock has nothing to see.
    if (before?.phase.kind === 'over' || (toKnockEnd(after.phase) === null && !isOpen(after.phase))) return
    const knock = viewOf(after)
    const isNews = before !== null && !isSameData(knock, known.get(after.id))
    if (after.phase.kind === 'over') known.delete(after.id)
    else known.set(after.id, knock)
    if (isNews) visitors.find(after.id)?.emit('knock:changed', knock)
  }

  /** Call when a knock is no longer open: those behind it move up. */
  function tellPlaces(): void {
    for (const record of listRunning()) if (isOpen(record.phase)) tellVisitor(record, record)
  }
}
