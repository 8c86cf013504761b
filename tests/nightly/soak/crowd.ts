/** Visitors who come at a steady pace, each from an address of their own, and desks that deal with them. */
import type { KnockId } from '../../../src-shared/ids.ts'
import { pairDesks } from '../../faults/pair-desks.ts'
import { openDesk, openVisitor, unwrap, type DeskClient, type ServerAddress } from '../../support/room-client.ts'

export type Crowd = {
  /** Knocks so far, and visits that went otherwise than they should. */
  readonly getCounts: () => { readonly knocks: number; readonly failures: number; readonly firstFailure: string }
  /** No more come; resolves once everybody has gone. */
  readonly stop: () => Promise<void>
}

/** As many desks as have to answer without meeting the server's limits. */
const deskNames = ['Milling', 'Lathe', 'Office', 'Store', 'Yard', 'Gate']
const crowdAtOnce = 20
const ways = [
  'admitted and leaves',
  'admitted and hung up',
  'denied',
  'withdraws',
  'reloads',
  'asks to be phoned',
] as const
type Way = (typeof ways)[number]

export async function openCrowd(
  server: ServerAddress & { readonly deskUrl: string },
  knocksPerSecond: number,
): Promise<Crowd> {
  const paired = await pairDesks(server, deskNames)
  const desks = await Promise.all(paired.desks.map((credentials) => openDesk(server, credentials)))
  const visits = new Set<Promise<void>>()
  const coming = new Set<DeskClient>()
  let turns = 0
  let knocks = 0
  let failures = 0
  let firstFailure = ''
  const timer = setInterval(() => {
    // A machine that is busy with other things gets fewer visitors rather than a crowd at once.
    if (visits.size >= crowdAtOnce) return
    const index = turns
    turns += 1
    // One that admitted has three rounds of time until it is asked to again.
    const desk = desks[(Math.trunc(index / ways.length) + 3 * index) % desks.length]
    const way = ways[index % ways.length]
    if (!desk || !way || coming.has(desk)) return
    // As every desk does that was cut off; while it does, its visitor comes later.
    if (!desk.isConnected()) return comeBack(desk)
    knocks += 1
    // What it remembers of the past would make this program's own memory rise.
    desk.forget()
    const visit = comeAndGo({ server, desk, way, from: addressOf(index) })
      .catch((cause: unknown) => {
        failures += 1
        firstFailure ||= cause instanceof Error ? cause.message.slice(0, 300) : String(cause)
      })
      .finally(() => visits.delete(visit))
    visits.add(visit)
  }, 1_000 / knocksPerSecond)

  function comeBack(desk: DeskClient): void {
    coming.add(desk)
    void desk
      .reconnect()
      // Its next visitor finds that out, and it tries again.
      .catch(() => undefined)
      .finally(() => coming.delete(desk))
  }

  return {
    getCounts: () => ({ knocks, failures, firstFailure }),
    async stop() {
      clearInterval(timer)
      await Promise.all(visits)
      for (const desk of desks) desk.dispose()
    },
  }
}

/**
 * One of the addresses that are kept for benchmarks (RFC 2544); they come round again after an hour and more. Neighbours in
 * time are of different networks: more from one of them in a minute than the server allows would be an attack.
 */
function addressOf(index: number): string {
  return `198.${String(18 + (Math.trunc(index / 65_536) % 2))}.${String(index % 256)}.${String(Math.trunc(index / 256) % 256)}`
}

type Visit = { readonly server: ServerAddress; readonly desk: DeskClient; readonly way: Way; readonly from: string }

async function comeAndGo({ server, desk, way, from }: Visit): Promise<void> {
  let page = await openVisitor(server, { from })
  try {
    const { id } = unwrap(await page.send('knock', { name: `Visitor from ${from}`, token: page.token }))
    switch (way) {
      case 'admitted and leaves':
      case 'admitted and hung up':
        return await talk(desk, page, { id, isHungUp: way === 'admitted and hung up' })
      case 'denied':
        return void unwrap(await desk.send('deny', { knockId: id, message: null, promisesCall: true }))
      case 'withdraws':
        return void unwrap(await page.send('withdraw', null))
      case 'reloads':
        page.dispose()
        page = await openVisitor(server, { from, token: page.token })
        return void unwrap(await page.send('withdraw', null))
      case 'asks to be phoned': {
        const request = { name: '', company: 'Soak', phone: '03-1234-5678', about: '', when: '' }
        unwrap(await page.send('call-back', request))
        unwrap(await page.send('withdraw', null))
        // An office that phones: what is open would be told again with every visit.
        return void unwrap(await desk.send('follow-up:done', { visitId: id, note: 'phoned' }))
      }
      default:
        way satisfies never
    }
  } finally {
    page.dispose()
  }
}

type Talk = { readonly id: KnockId; readonly isHungUp: boolean }

async function talk(
  desk: DeskClient,
  page: Awaited<ReturnType<typeof openVisitor>>,
  { id, isHungUp }: Talk,
): Promise<void> {
  const admitted = await desk.send('admit', { knockId: id })
  // On a machine that is busy with other things this desk still talks to the one before.
  if (admitted.kind === 'failed' && admitted.code === 'busy') return void unwrap(await page.send('withdraw', null))
  const call = unwrap(admitted)
  const signal = { callId: call.id, generation: 1, body: { kind: 'candidate', candidate: null } } as const
  unwrap(await desk.send('signal', signal))
  unwrap(await page.send('signal', signal))
  if (isHungUp) unwrap(await desk.send('hang-up', { callId: call.id }))
  else unwrap(await page.send('leave', null))
}
