import { randomBytes } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import type { VisitorKnock, VisitorPhase } from '../../../src-shared/knock.ts'
import type { ServerToVisitor, VisitorToServer } from '../../../src-shared/protocol.ts'
import { protocolVersion } from '../../../src-shared/protocol-version.ts'
import type { Result } from '../../../src-shared/result.ts'

/** A visitor without a page: enough to knock and to see what became of it. */
export type VisitorClient = {
  knock: (name: string) => Promise<VisitorKnock>
  withdraw: () => Promise<void>
  /** Resolves once the knock has come so far. */
  reached: (kind: VisitorPhase['kind']) => Promise<VisitorPhase>
  dispose: () => void
}

/** Waits until the room has welcomed the visitor. */
export async function connectVisitor(visitorUrl: string): Promise<VisitorClient> {
  const { origin, pathname } = new URL(visitorUrl)
  const socket: Socket<ServerToVisitor, VisitorToServer> = io(`${origin}/visitor`, {
    auth: { protocol: protocolVersion, room: pathname.slice(1), language: 'en' },
    transports: ['websocket'],
    forceNew: true,
  })
  const token = randomBytes(24).toString('base64url')
  let last: VisitorKnock | null = null
  const watchers = new Set<() => void>()
  const note = (knock: VisitorKnock): void => {
    last = knock
    for (const watcher of watchers) watcher()
  }
  socket.on('knock:changed', note)
  await new Promise<void>((resolve) => socket.once('welcome', () => resolve()))

  return {
    knock: async (name) => {
      const knock = valueOf(await socket.emitWithAck('knock', { name, token }))
      note(knock)
      return knock
    },
    withdraw: async () => {
      valueOf(await socket.emitWithAck('withdraw', null))
    },
    reached: (kind) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (last?.phase.kind !== kind) return
          watchers.delete(look)
          resolve(last.phase)
        }
        watchers.add(look)
        look()
      }),
    dispose: () => {
      socket.disconnect()
    },
  }
}

function valueOf<T>(result: Result<T>): T {
  if (result.kind === 'failed') throw new Error(`${result.code}: ${result.message}`)
  return result.value
}
