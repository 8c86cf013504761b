import type { DeskKey } from '../../src-shared/ids.ts'
import { parseResult } from '../../src-shared/parse.ts'
import { failed } from '../../src-shared/result.ts'
import type { DeskCommands } from '../../src-shared/all-desk-commands.ts'
import type { DeskRef } from '../../src-shared/desk-ref.ts'
import type { Clock } from '../../src-shared/clock.ts'
import type { AnswerSchemas } from '../../src-shared/wire.ts'
import { createWireClient } from '../../src-shared/wire-client.ts'
import { guard } from '../core/guard.ts'
import type { LogPort, RoomFact, RoomListener, RoomPort, RoomTarget } from '../ports.ts'
import { openRoomSession, type RoomAccess, type RoomSession } from './room-session.ts'

export type RoomConnectionOptions = RoomAccess & {
  /** From now on this desk has a key of its own, which has to be kept before the next connection. */
  readonly onKeyGiven: (target: RoomTarget) => void
  /** What reads the answers to commands. Called at the first connection, and again after it has rejected. */
  readonly loadCommands: () => Promise<AnswerSchemas<DeskCommands>>
  readonly clock: Clock
  readonly log: LogPort
}

/** The room port over Socket.IO: the same for the app's main process and the desk page. */
export function createRoomConnection(options: RoomConnectionOptions): RoomPort {
  const { clock, log } = options
  let listener: RoomListener | null = null
  let wanted: { readonly target: RoomTarget; readonly self: DeskRef } | null = null
  let session: RoomSession | null = null
  /** Whoever still comes with the old key means the new one. */
  let given: { readonly key: DeskKey; readonly insteadOf: DeskKey } | null = null
  let commands: Promise<AnswerSchemas<DeskCommands>> | null = null
  let isDisposed = false

  // One client for all sockets of a room, so that a signal outlives the socket that failed to deliver it.
  const client = createWireClient<DeskCommands>({
    socket: {
      get connected() {
        return session?.socket.connected ?? false
      },
      emit: (event, ...args) => session?.socket.emit(event, ...args),
    },
    read: async (name, answer) => {
      try {
        return parseResult((await load())[name].answer, answer)
      } catch (cause) {
        log.error('room: an answer could not be read', cause)
        return failed('offline', 'A part of this page could not be loaded. Reload it.')
      }
    },
    clock,
    warn: (message, detail) => log.warn(`room: ${message}`, detail),
  })

  function load(): Promise<AnswerSchemas<DeskCommands>> {
    commands ??= options.loadCommands()
    commands.catch(() => {
      commands = null
    })
    return commands
  }

  function open(): void {
    close()
    if (!wanted || isDisposed) return
    const { target, self } = wanted
    log.info('room: connecting', { room: target.room })
    onFact({ kind: 'connecting' })
    session = openRoomSession({
      ...options,
      target,
      self,
      onFact,
      onKeyGiven: (key) => {
        const changed = { ...target, key }
        given = { key, insteadOf: target.key }
        wanted = { target: changed, self }
        guard(log, 'given key', () => options.onKeyGiven(changed))
        open()
      },
      onSignal: (signal) => guard(log, 'signal listener', () => listener?.onSignal(signal)),
    })
  }

  function close(): void {
    session?.dispose()
    session = null
    client.lost()
  }

  function onFact(fact: RoomFact): void {
    if (fact.kind === 'disconnected' || fact.kind === 'refused' || fact.kind === 'displaced') client.lost()
    guard(log, 'fact listener', () => listener?.onFact(fact))
    if (fact.kind !== 'snapshot') return
    client.opened()
    // Before anybody asks, and after what shows the queue.
    load().catch((cause: unknown) => log.warn('room: commands are not there yet', cause))
  }

  return {
    connect(target, self) {
      if (!isSameRoom(wanted?.target, target)) client.forgetSignals()
      wanted = { target: given?.insteadOf === target.key ? { ...target, key: given.key } : target, self }
      open()
    },
    reconnect: open,
    request: client.request,
    sendSignal: client.sendSignal,
    follow(next) {
      listener = next
    },
    dispose() {
      isDisposed = true
      listener = null
      close()
    },
  }
}

function isSameRoom(a: RoomTarget | undefined, b: RoomTarget): boolean {
  return a?.url === b.url && a.room === b.room
}
