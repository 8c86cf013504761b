import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import path from 'node:path'
import { Server, type Socket } from 'socket.io'
import type { CallBackRequest } from '../../../src-shared/call-back.ts'
import * as v from 'valibot'
import { SignalSchema, type Signal } from '../../../src-shared/call.ts'
import { KnockIdSchema, RoomAddressSchema } from '../../../src-shared/ids.ts'
import type { VisitorKnock, VisitorPhase } from '../../../src-shared/knock.ts'
import type { PageData } from '../../../src-shared/page-data.ts'
import { parse } from '../../../src-shared/parse.ts'
import type { ServerToVisitor, VisitorToServer } from '../../../src-shared/protocol.ts'
import { namespaces, protocolVersion } from '../../../src-shared/protocol-version.ts'
import { done, failed, ok, type FailureCode } from '../../../src-shared/result.ts'
import type { InvitationState } from '../../../src-shared/invitation.ts'
import type { PublicRoom } from '../../../src-shared/room.ts'

const webFolder = path.join(import.meta.dirname, '../../../out/web/visitor')

/** What the real server sends, so that whatever would break there breaks here. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob: mediastream:",
  "connect-src 'self'",
].join('; ')

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
}

export const stubRoom: PublicRoom = {
  address: read(parse(RoomAddressSchema, 'tanaka-seiki')),
  profile: {
    company: { ja: '田中精機株式会社', en: 'Tanaka Precision Machining' },
    phone: '03-1234-5678',
    greeting: {
      ja: '図面のご相談、お見積り、納期のご確認など、お気軽にノックしてください。',
      en: 'Drawings, quotations, delivery dates: please knock whenever it suits you.',
    },
  },
  presenceNow: { presence: 'open', untilMs: null },
  isDeskOnline: true,
  unnoticedAfterMs: 60_000,
  timeZone: 'Asia/Tokyo',
}

type Command =
  | { readonly name: 'knock'; readonly visitorName: string; readonly token: string }
  | { readonly name: 'enter'; readonly invitation: string }
  | { readonly name: 'call-back'; readonly request: CallBackRequest }
  | { readonly name: 'withdraw' | 'leave' }

/** A room server that does what a test tells it, and nothing else. */
export type StubRoom = {
  readonly url: string
  /** The room's clock: epoch ms. */
  readonly now: () => number
  /** Commands in the order of arrival. */
  readonly commands: readonly Command[]
  /** Signals of the visitor, in the order of arrival. */
  onSignal: (listener: (signal: Signal) => void) => void
  sendSignal: (signal: Signal) => void
  setRoom: (change: Partial<PublicRoom>) => void
  /** Tells the visitor of a new phase of the knock, and remembers it for reconnects. */
  setPhase: (phase: VisitorPhase) => void
  /** Moves the knock back in time. */
  setKnockedAgo: (ms: number) => void
  /** Forgets every knock, as a server that lost its memory would. */
  forget: () => void
  /** The next knocks and entries are refused with this code; null takes them again. */
  refuseKnocks: (code: FailureCode | null) => void
  /** What the link of every page that comes with one is good for. */
  setInvitation: (state: InvitationState) => void
  /** From now on handshakes are refused with this code; null takes them again. */
  refuseVisitors: (code: FailureCode | null) => void
  /** Tells every page that another one has its knock. */
  displace: () => void
  /** Cuts every connection. */
  cut: () => void
  /** While off, the program answers nobody: neither pages nor connections. */
  setOnline: (isOnline: boolean) => void
  dispose: () => Promise<void>
}

type VisitorSocket = Socket<VisitorToServer, ServerToVisitor>

/** `now` is the room's clock: epoch ms. */
export async function startStubRoom(now: () => number = Date.now): Promise<StubRoom> {
  const commands: Command[] = []
  const signalListeners: ((signal: Signal) => void)[] = []
  let room = stubRoom
  let knock: { readonly token: string; readonly value: VisitorKnock } | null = null
  let knockRefusal: FailureCode | null = null
  let handshakeRefusal: FailureCode | null = null
  let invitation: InvitationState = { kind: 'good', expiresAtMs: now() + 86_400_000 }
  let isOnline = true
  let knockCount = 0

  const http = createServer((request, response) => {
    answer(request, response, { getRoom: () => room, isOnline: () => isOnline }).catch((error: unknown) => {
      response.writeHead(500).end(String(error))
    })
  })
  const io = new Server(http, { allowRequest: (_request, accept) => accept(null, isOnline) })
  const visitors = io.of(namespaces.visitor)

  visitors.use((_socket, next) => {
    if (handshakeRefusal === null) return next()
    const data = { ...failed(handshakeRefusal, 'Refused by the test.'), protocol: protocolVersion }
    return next(Object.assign(new Error('refused'), { data }))
  })

  visitors.on('connection', (socket: VisitorSocket) => {
    const token: unknown = socket.handshake.auth['token']
    socket.emit('welcome', {
      serverTimeMs: now(),
      room,
      knock: knock !== null && knock.token === token ? knock.value : null,
      invitation: socket.handshake.auth['invitation'] === undefined ? null : invitation,
    })
    socket.on('knock', (request, ack) => {
      commands.push({ name: 'knock', visitorName: request.name, token: request.token })
      if (knockRefusal !== null) return ack(failed(knockRefusal, 'Refused by the test.'))
      knock = knock?.token === request.token ? knock : { token: request.token, value: newKnock(request.name) }
      return ack(ok(knock.value))
    })
    socket.on('enter', (request, ack) => {
      commands.push({ name: 'enter', invitation: request.invitation })
      if (knockRefusal !== null) return ack(failed(knockRefusal, 'Refused by the test.'))
      const value = { ...newKnock(request.name), isInvited: true }
      knock = knock?.token === request.token ? knock : { token: request.token, value }
      return ack(ok(knock.value))
    })
    socket.on('call-back', (request, ack) => {
      commands.push({ name: 'call-back', request })
      ack(done)
    })
    socket.on('withdraw', (_nothing, ack) => {
      commands.push({ name: 'withdraw' })
      ack(done)
      changePhase({ kind: 'withdrawn' })
    })
    socket.on('leave', (_nothing, ack) => {
      commands.push({ name: 'leave' })
      ack(done)
      changePhase({ kind: 'ended', reason: 'visitor-left' })
    })
    socket.on('signal', (signal, ack) => {
      ack(done)
      for (const listener of signalListeners) listener(v.parse(SignalSchema, signal))
    })
  })

  function newKnock(name: string): VisitorKnock {
    knockCount += 1
    const id = read(parse(KnockIdSchema, `knock-${knockCount}`))
    return { id, name, knockedAtMs: now(), isInvited: false, phase: { kind: 'waiting', place: 1 } }
  }

  function changePhase(phase: VisitorPhase): void {
    if (knock === null) throw new Error('Nobody has knocked.')
    changeKnock({ ...knock.value, phase })
  }

  function changeKnock(value: VisitorKnock): void {
    if (knock === null) throw new Error('Nobody has knocked.')
    knock = { ...knock, value }
    visitors.emit('knock:changed', value)
  }

  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  if (!address || typeof address === 'string') throw new Error('The stub room has no port.')

  return {
    url: `http://127.0.0.1:${address.port}/${room.address}`,
    now,
    commands,
    onSignal: (listener) => void signalListeners.push(listener),
    sendSignal: (signal) => void visitors.emit('signal', signal),
    setRoom(change) {
      room = { ...room, ...change }
      visitors.emit('room:changed', room)
    },
    setPhase: changePhase,
    setKnockedAgo(ms) {
      if (knock === null) throw new Error('Nobody has knocked.')
      changeKnock({ ...knock.value, knockedAtMs: now() - ms })
    },
    forget() {
      knock = null
    },
    refuseKnocks: (code) => void (knockRefusal = code),
    setInvitation: (state) => void (invitation = state),
    refuseVisitors: (code) => void (handshakeRefusal = code),
    displace: () => void visitors.emit('displaced', null),
    cut() {
      for (const socket of visitors.sockets.values()) socket.conn.close()
    },
    setOnline(online) {
      isOnline = online
      if (!online) for (const socket of visitors.sockets.values()) socket.conn.close()
    },
    async dispose() {
      const closed = io.close()
      // Kept-alive connections would keep it open.
      http.closeAllConnections()
      await closed
    },
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  state: { readonly getRoom: () => PublicRoom; readonly isOnline: () => boolean },
): Promise<void> {
  if (!state.isOnline()) {
    request.socket.destroy()
    return
  }
  const url = new URL(request.url ?? '/', 'http://stub')
  const asset = /^\/assets\/visitor\/([\w.-]+)$/.exec(url.pathname)?.[1]
  const name = asset ?? 'index.html'
  response.setHeader('content-security-policy', contentSecurityPolicy)
  response.setHeader('content-type', contentTypes[path.extname(name)] ?? 'application/octet-stream')
  const file = await readFile(path.join(webFolder, name))
  response.end(asset === undefined ? fillIn(file.toString(), url, state.getRoom()) : file)
}

function fillIn(html: string, url: URL, room: PublicRoom): string {
  const language = url.searchParams.get('lang') === 'en' ? 'en' : 'ja'
  const data: PageData = { language, room }
  return html
    .replace('<html lang="ja">', `<html lang="${language}">`)
    .replace(/(<script type="application\/json" id="page-data">).*?(<\/script>)/, `$1${JSON.stringify(data)}$2`)
}

function read<T>(result: { kind: 'ok'; value: T } | { kind: 'failed'; message: string }): T {
  if (result.kind === 'failed') throw new Error(result.message)
  return result.value
}
