/** Typed Socket.IO clients of the room server that remember every fact, for tests that speak the wire. */
import { randomBytes } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import * as v from 'valibot'
import {
  CallIdSchema,
  DeskIdSchema,
  DeskKeySchema,
  KnockIdSchema,
  KnockTokenSchema,
  RoomAddressSchema,
} from '../../src-shared/ids.ts'
import type { CallId, DeskId, DeskKey, KnockId, KnockToken, RoomAddress } from '../../src-shared/ids.ts'
import type { InvitationToken } from '../../src-shared/invitation.ts'
import type { DeskKnock, VisitorKnock } from '../../src-shared/knock.ts'
import type { DeskToServer } from '../../src-shared/all-desk-commands.ts'
import type { HandshakeFailure, ServerToDesk, ServerToVisitor, VisitorToServer } from '../../src-shared/protocol.ts'
import { protocolVersion } from '../../src-shared/protocol-version.ts'
import type { Result } from '../../src-shared/result.ts'
import type { RoomServer } from '../../src-server/start/room-server.ts'

export type FactOf<Events> = {
  readonly [Name in keyof Events]: {
    readonly name: Name
    readonly payload: Events[Name] extends (payload: infer Payload) => void ? Payload : undefined
  }
}[keyof Events]

export type RoomClient<Sent, Received> = {
  /** All facts since it was opened, over reconnects, in order. */
  readonly facts: readonly FactOf<Received>[]
  /** Sends a command and resolves to its acknowledgement. */
  readonly send: <Name extends keyof Sent>(name: Name, payload: PayloadOf<Sent, Name>) => Promise<AnswerOf<Sent, Name>>
  /** Sends anything at all under any name; resolves to the acknowledgement. */
  readonly sendRaw: (name: string, ...args: readonly unknown[]) => Promise<unknown>
  /** Sends without asking for an acknowledgement. */
  readonly sendUnacknowledged: (name: string, ...args: readonly unknown[]) => void
  /** Resolves to the first fact, past or to come, that fits. */
  readonly waitFor: <Name extends FactOf<Received>['name']>(
    name: Name,
    fits?: (payload: PayloadOfFact<Received, Name>) => boolean,
  ) => Promise<PayloadOfFact<Received, Name>>
  /** Forgets the facts so far, so that `waitFor` sees only later ones. */
  readonly forget: () => void
  readonly isConnected: () => boolean
  /** Resolves to the reason of the disconnect by the server or the network. */
  readonly waitForDisconnect: () => Promise<string>
  /** Drops the connection without a word, as a network does. */
  readonly breakConnection: () => void
  /** Connects again after `breakConnection`, with the same handshake; resolves at the first fact. */
  readonly reconnect: () => Promise<void>
  readonly dispose: () => void
}

type PayloadOf<Sent, Name extends keyof Sent> = Sent[Name] extends (payload: infer Payload, ack: never) => void
  ? Payload
  : never
type AnswerOf<Sent, Name extends keyof Sent> = Sent[Name] extends (
  payload: never,
  ack: (answer: infer Answer) => void,
) => void
  ? Answer
  : never
type PayloadOfFact<Received, Name> = Extract<FactOf<Received>, { readonly name: Name }>['payload']

/** Where a server is, whether it runs in this process or in another. */
export type ServerAddress = Pick<RoomServer, 'url' | 'room'>

export type VisitorClient = RoomClient<VisitorToServer, ServerToVisitor> & { readonly token: KnockToken }
export type DeskClient = RoomClient<DeskToServer, ServerToDesk>

/**
 * A page that has connected and got its `welcome`. With `token` as a page that was reloaded; `from` is the address that
 * a trusted proxy on 127.0.0.1 saw.
 */
export async function openVisitor(
  server: ServerAddress,
  options: {
    readonly token?: KnockToken
    readonly language?: 'ja' | 'en'
    readonly invitation?: InvitationToken
    readonly from?: string
  } = {},
): Promise<VisitorClient> {
  const token = options.token ?? makeToken()
  const handshake = () => ({
    protocol: protocolVersion,
    room: server.room,
    language: options.language ?? 'ja',
    token,
    ...(options.invitation && { invitation: options.invitation }),
  })
  const client = createClient<VisitorToServer, ServerToVisitor>(server, '/visitor', { handshake, from: options.from })
  await client.reconnect()
  return { ...client, token }
}

/** A page that has knocked. */
export async function openKnock(
  server: ServerAddress,
  options: { readonly name?: string; readonly language?: 'ja' | 'en'; readonly from?: string } = {},
): Promise<{ readonly visitor: VisitorClient; readonly knock: VisitorKnock }> {
  const visitor = await openVisitor(server, options)
  const knock = unwrap(await visitor.send('knock', { name: options.name ?? 'Sato', token: visitor.token }))
  return { visitor, knock }
}

/**
 * A desk that has connected and got its `snapshot`: with a key that it was given before, or let in by the server's own
 * handle.
 */
export async function openDesk(
  server: ServerAddress & Partial<Pick<RoomServer, 'letIn'>>,
  options: { readonly id?: string; readonly name?: string; readonly key?: DeskKey; readonly from?: string } = {},
): Promise<DeskClient> {
  const id = parseDeskId(options.id ?? `desk-${randomBytes(6).toString('hex')}`)
  const key = options.key ?? server.letIn?.(id)
  const desk = { id, name: options.name ?? 'Milling' }
  const handshake = () => ({ protocol: protocolVersion, room: server.room, key, desk })
  const client = createClient<DeskToServer, ServerToDesk>(server, '/desk', { handshake, from: options.from })
  await client.reconnect()
  return client
}

/** Resolves to the refusal, or to null when the handshake was accepted. */
export function tryHandshake(server: ServerAddress, namespace: string, auth: object): Promise<HandshakeFailure | null> {
  const socket = io(`${server.url}${namespace}`, {
    auth,
    forceNew: true,
    transports: ['websocket'],
    reconnection: false,
  })
  return new Promise((resolve, reject) => {
    socket.once('connect', () => {
      socket.disconnect()
      resolve(null)
    })
    socket.once('connect_error', (error: Error & { readonly data?: HandshakeFailure }) => {
      socket.disconnect()
      if (error.data) resolve(error.data)
      else reject(error)
    })
  })
}

/** The value of a command that must have gone well. */
export function unwrap<T>(result: Result<T>): T {
  if (result.kind === 'failed') throw new Error(`${result.code}: ${result.message}`)
  return result.value
}

/** The open knock of the desk's last word on it. */
export function findKnock(desk: DeskClient, id: KnockId): DeskKnock | null {
  const words = desk.facts.flatMap((fact) => {
    if (fact.name === 'snapshot') return fact.payload.knocks
    return fact.name === 'knock:changed' ? [fact.payload.knock] : []
  })
  return words.findLast((knock) => knock.id === id) ?? null
}

export function makeToken(): KnockToken {
  return v.parse(KnockTokenSchema, randomBytes(24).toString('base64url'))
}

export const parseRoomAddress = (text: string): RoomAddress => v.parse(RoomAddressSchema, text)
export const parseKnockId = (text: string): KnockId => v.parse(KnockIdSchema, text)
export const parseCallId = (text: string): CallId => v.parse(CallIdSchema, text)
export const parseDeskId = (text: string): DeskId => v.parse(DeskIdSchema, text)
export const parseDeskKey = (text: string): DeskKey => v.parse(DeskKeySchema, text)

type AnyFact = { readonly name: string; readonly payload: unknown }

function createClient<Sent, Received>(
  server: ServerAddress,
  namespace: string,
  { handshake, from }: { readonly handshake: () => object; readonly from: string | undefined },
): RoomClient<Sent, Received> {
  const socket: Socket = io(`${server.url}${namespace}`, {
    auth: (give) => {
      give(handshake())
    },
    autoConnect: false,
    ...(from === undefined ? {} : { extraHeaders: { 'x-forwarded-for': from } }),
    forceNew: true,
    reconnection: false,
    transports: ['websocket'],
  })
  const facts: AnyFact[] = []
  const listeners = new Set<() => void>()
  socket.onAny((name: string, payload: unknown) => {
    facts.push({ name, payload })
    for (const listener of listeners) listener()
  })
  const sendRaw = (name: string, ...args: readonly unknown[]): Promise<unknown> =>
    socket.timeout(5_000).emitWithAck(name, ...args)
  const firstWord = namespace === '/desk' ? 'snapshot' : 'welcome'

  function waitForFact(name: string, fits: (payload: never) => boolean): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const found = facts.find((fact) => fact.name === name && fits(fact.payload as never))
        if (!found) return
        stop()
        resolve(found.payload)
      }
      const late = setTimeout(() => {
        stop()
        reject(new Error(`No ${name} in 5 s. There were: ${JSON.stringify(facts)}`))
      }, 5_000)
      const stop = (): void => {
        clearTimeout(late)
        listeners.delete(look)
      }
      listeners.add(look)
      look()
    })
  }

  return {
    facts: facts as unknown as readonly FactOf<Received>[],
    send: (name, payload) => sendRaw(String(name), payload) as Promise<never>,
    sendRaw,
    sendUnacknowledged(name, ...args) {
      socket.emit(name, ...args)
    },
    waitFor: (name, fits = () => true) => waitForFact(String(name), fits) as Promise<never>,
    forget() {
      facts.length = 0
    },
    isConnected: () => socket.connected,
    waitForDisconnect: () =>
      new Promise((resolve) => {
        if (socket.disconnected) resolve('disconnected before')
        else socket.once('disconnect', resolve)
      }),
    breakConnection() {
      socket.io.engine.close()
    },
    reconnect() {
      const count = facts.length
      return new Promise((resolve, reject) => {
        const stop = (): void => {
          listeners.delete(look)
          socket.off('connect_error', fail)
          socket.off('disconnect', fail)
        }
        const look = (): void => {
          if (!facts.slice(count).some((fact) => fact.name === firstWord)) return
          stop()
          resolve()
        }
        const fail = (cause: unknown): void => {
          stop()
          reject(cause instanceof Error ? cause : new Error(`Disconnected before the first fact: ${String(cause)}`))
        }
        listeners.add(look)
        socket.once('connect_error', fail)
        socket.once('disconnect', fail)
        socket.connect()
      })
    },
    dispose() {
      socket.disconnect()
    },
  }
}
