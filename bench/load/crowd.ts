import { randomBytes } from 'node:crypto'
import { io, type Socket } from 'socket.io-client'
import { protocolVersion } from '../../src-shared/protocol-version.ts'
import type { Served } from './served.ts'

/** Desks and visitors' pages of many rooms, all connected to one server. */
export type Crowd = {
  readonly openDesks: () => Promise<void>
  readonly openPages: (count: number) => Promise<void>
  /** Every page knocks and goes on waiting. */
  readonly allKnock: () => Promise<void>
  /** So many knocks a second, each denied by its room's desk. */
  readonly knockFor: (seconds: number, perSecond: number) => Promise<KnockRun>
  readonly close: () => void
}

export type KnockRun = {
  /** From the page's sending to each of its desks' hearing, in ms, ascending. */
  readonly heardAfterMs: readonly number[]
  /** Knocks that were acknowledged within the time. */
  readonly acknowledged: number
}

type Page = { readonly socket: Socket; token: string }

/** At once; more would wait in the server's queue of new connections. */
const opening = 100
const answerWithinMs = 30_000

/** Pages come by `pagesUrl`, whose certificate need not be trusted; desks go straight to the server. */
export function createCrowd({ url, rooms }: Pick<Served, 'url' | 'rooms'>, pagesUrl = url): Crowd {
  const desks: Socket[] = []
  const pages: Page[] = []
  /** When each knock was sent, by the name that it carries. */
  const sentAt = new Map<string, number>()
  let heard: number[] = []
  let serial = 0
  let acknowledged = 0
  let isAnswering = false

  function open(address: string, auth: object, firstWord: string): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = io(address, {
        auth,
        forceNew: true,
        reconnection: false,
        transports: ['websocket'],
        rejectUnauthorized: false,
      })
      socket.once(firstWord, () => resolve(socket)).once('connect_error', reject)
    })
  }

  async function openDesk(room: string, { id, key }: { readonly id: string; readonly key: string }): Promise<Socket> {
    const desk = { id, name: 'Bench' }
    const socket = await open(`${url}/desk`, { protocol: protocolVersion, room, key, desk }, 'snapshot')
    socket.on('knock:changed', ({ knock }: { knock: { name: string; phase: { kind: string } } }) => {
      const at = knock.phase.kind === 'waiting' ? sentAt.get(knock.name) : undefined
      if (at !== undefined) heard.push(performance.now() - at)
    })
    desks.push(socket)
    return socket
  }

  /** The first desk of each room answers, while `isAnswering`. */
  function answer(desk: Socket): void {
    desk.on('knock:changed', ({ knock }: { knock: { id: string; phase: { kind: string }; denial?: unknown } }) => {
      if (!isAnswering || knock.phase.kind !== 'waiting' || (knock.denial ?? null) !== null) return
      desk.emit('deny', { knockId: knock.id, message: null, promisesCall: false }, () => undefined)
    })
  }

  async function openPage(room: string): Promise<void> {
    const token = makeToken()
    const socket = await open(
      `${pagesUrl}/visitor`,
      { protocol: protocolVersion, room, language: 'en', token },
      'welcome',
    )
    pages.push({ socket, token })
  }

  async function knock({ socket, token }: Page): Promise<void> {
    serial += 1
    const name = `Knock ${serial}`
    sentAt.set(name, performance.now())
    const answer: { kind: string } = await socket.timeout(answerWithinMs).emitWithAck('knock', { name, token })
    if (answer.kind !== 'ok') throw new Error(`A knock was refused: ${JSON.stringify(answer)}`)
  }

  /** Until the room's desk has denied it, and the page has heard. */
  async function knockInVain(page: Page): Promise<void> {
    const denied = new Promise<void>((resolve) => {
      const hear = ({ phase }: { phase: { kind: string } }): void => {
        if (phase.kind !== 'denied') return
        page.socket.off('knock:changed', hear)
        resolve()
      }
      page.socket.on('knock:changed', hear)
    })
    await knock(page)
    acknowledged += 1
    await denied
    // The next knock takes another.
    page.token = makeToken()
  }

  return {
    async openDesks() {
      await inTurn(
        rooms.flatMap(({ room, desks: own }) =>
          own.map((desk, at) => async () => {
            const socket = await openDesk(room, desk)
            if (at === 0) answer(socket)
          }),
        ),
      )
    },
    async openPages(count) {
      await inTurn(Array.from({ length: count }, (_, at) => () => openPage(rooms[at % rooms.length]?.room ?? '')))
    },
    allKnock: () => inTurn(pages.map((page) => () => knock(page))),
    async knockFor(seconds, perSecond) {
      heard = []
      sentAt.clear()
      acknowledged = 0
      isAnswering = true
      const idle = [...pages]
      const underWay = new Set<Promise<void>>()
      const beganAt = performance.now()
      let sent = 0
      while (performance.now() - beganAt < seconds * 1_000) {
        const due = Math.floor(((performance.now() - beganAt) / 1_000) * perSecond)
        for (; sent < due && idle.length > 0; sent += 1) {
          const page = idle.shift()
          if (!page) break
          const going = knockInVain(page).then(() => {
            idle.push(page)
            underWay.delete(going)
          })
          underWay.add(going)
        }
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
      const within = acknowledged
      await Promise.all(underWay)
      isAnswering = false
      return { heardAfterMs: heard.toSorted((a, b) => a - b), acknowledged: within }
    },
    close() {
      for (const socket of desks) socket.disconnect()
      for (const { socket } of pages) socket.disconnect()
    },
  }
}

function makeToken(): string {
  return randomBytes(24).toString('base64url')
}

async function inTurn(acts: readonly (() => Promise<void>)[]): Promise<void> {
  let next = 0
  const work = async (): Promise<void> => {
    for (;;) {
      const act = acts[next]
      next += 1
      if (!act) return
      await act()
    }
  }
  await Promise.all(Array.from({ length: opening }, work))
}
