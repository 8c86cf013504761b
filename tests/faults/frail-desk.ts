/** A whole desk, its core and its connection, at the end of a path that fails. */
import { createDesk, type Desk } from '../../src-desk/desk.ts'
import { createRoomConnection } from '../../src-desk/room/room-connection.ts'
import { deskCommands } from '../../src-shared/all-desk-commands.ts'
import type { KnockId } from '../../src-shared/ids.ts'
import { parse } from '../../src-shared/parse.ts'
import type { Visit } from '../../src-shared/visit.ts'
import { defaultPolicy } from '../../src-server/policy.ts'
import { deskFacts } from '../../src-shared/protocol.ts'
import type { Done, Result } from '../../src-shared/result.ts'
import { createFakeDeskPorts, type FakeDeskPorts } from '../fakes/fake-desk-ports.ts'
import { openFrailPath, type FrailPath } from '../support/frail-path.ts'
import type { DeskCredentials } from './pair-desks.ts'
import type { FaultyServer } from './faulty-server.ts'
import { createFrailSockets, type AckFault, type FrailSockets } from './frail-socket.ts'
import { heardOf, type Ledger } from './ledger.ts'

export type Decision = 'admit' | 'hold' | 'deny' | 'deny and promise a call' | 'undo'

export type FrailDesk = {
  readonly id: string
  readonly credentials: DeskCredentials
  readonly desk: Desk
  readonly ports: Omit<FakeDeskPorts, 'room'>
  readonly path: FrailPath
  readonly setAckFault: (fault: AckFault) => void
  readonly release: FrailSockets['release']
  /** Nothing keeps its commands and answers back. */
  readonly isClear: () => boolean
  readonly setClear: (isClear: boolean) => void
  readonly decide: (decision: Decision, knockId: KnockId) => Promise<Result<unknown>>
  readonly dispose: () => Promise<void>
}

export async function openFrailDesk(
  server: FaultyServer,
  ledger: Ledger,
  credentials: DeskCredentials,
): Promise<FrailDesk> {
  const { clock } = server
  const { id, name, key } = credentials
  const path = await openFrailPath(server.getPort())
  const sockets = createFrailSockets((name, payload) => hear({ ledger, who: id }, name, payload))
  const fakes = createFakeDeskPorts()
  const room = createRoomConnection({
    openSocket: sockets.open,
    transports: ['websocket'],
    onKeyGiven: () => undefined,
    loadCommands: () => Promise.resolve(deskCommands),
    clock,
    log: fakes.log,
  })
  const desk = createDesk({ id, defaultName: name, ports: { ...fakes, room, clock } })
  desk.connect({ url: `http://127.0.0.1:${String(path.port)}`, room: server.getAddress().room, key, deskId: id })
  let fault: AckFault = 'none'
  let isClear = true

  return {
    id,
    credentials,
    desk,
    ports: fakes,
    path,
    setAckFault(next) {
      fault = next
      sockets.setFault(next)
    },
    release: sockets.release,
    isClear: () => isClear && (fault === 'none' || fault === 'twice'),
    setClear(next) {
      isClear = next
    },
    async decide(decision, knockId) {
      if (decision === 'admit') ledger.ask('admit', id, knockId)
      else if (decision === 'hold' || decision === 'undo') ledger.overrule(knockId)
      else ledger.ask('deny', id, knockId)
      const result = await send(desk, decision, knockId)
      if (result.kind === 'failed') return result
      const what = `${id} ${decision}`
      if (decision === 'admit') {
        ledger.promise({ what, knockId, holds: ({ end }) => end.kind === 'admitted' && end.by.id === id })
      } else if (decision !== 'hold' && decision !== 'undo') {
        const dueMs = clock.now() + defaultPolicy.undoDenialMs
        const promises = decision === 'deny and promise a call'
        ledger.promise({
          what,
          knockId,
          holds: (visit) => ledger.isOverruled(knockId) || isTold(visit, { id, dueMs, promises }),
        })
      }
      return result
    },
    async dispose() {
      desk.dispose()
      await path.dispose()
    },
  }
}

/** Within its time, unless the knock has come to another end that somebody had asked for, or that was due before. */
function isTold(
  { end, endedAtMs, followUp }: Visit,
  denial: { readonly id: string; readonly dueMs: number; readonly promises: boolean },
): boolean {
  if (end.kind === 'denied') return end.by.id === denial.id && (!denial.promises || followUp.kind !== 'none')
  return end.kind === 'expired' ? endedAtMs <= denial.dueMs : true
}

function send(desk: Desk, decision: Decision, knockId: KnockId): Promise<Done> {
  if (decision === 'admit') return desk.command({ kind: 'admit', knockId })
  if (decision === 'undo') return desk.command({ kind: 'undo-deny', knockId })
  if (decision === 'hold') return desk.command({ kind: 'hold', knockId, message: null })
  return desk.command({ kind: 'deny', knockId, message: null, promisesCall: decision !== 'deny' })
}

/** What this desk is told of knocks, as it came over the wire. */
function hear(
  { ledger, who }: { readonly ledger: Ledger; readonly who: string },
  name: string,
  payload: unknown,
): void {
  const open = (id: KnockId): void => ledger.hearOpen(who, id)
  if (name === 'snapshot') {
    const snapshot = parse(deskFacts.snapshot, payload)
    if (snapshot.kind === 'failed') throw new Error(snapshot.message)
    for (const knock of snapshot.value.knocks) open(knock.id)
    for (const call of snapshot.value.calls) ledger.hear(who, call.knockId, { word: 'admitted', by: call.desk.id })
  } else if (name === 'knock:changed') {
    const changed = parse(deskFacts[name], payload)
    if (changed.kind === 'ok') open(changed.value.knock.id)
  } else if (name === 'knock:ended') {
    const ended = parse(deskFacts[name], payload)
    if (ended.kind === 'failed') throw new Error(ended.message)
    const { knockId, end } = ended.value
    ledger.hear(who, knockId, heardOf(end))
  }
}
