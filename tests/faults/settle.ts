/** Every sequence comes to an end: all paths are mended, everybody hears how things are, and then goes home. */
import { anyVisit, type Visit } from '../../src-shared/visit.ts'
import type { DeskKnock } from '../../src-shared/knock.ts'
import { openDesk, unwrap, type DeskClient } from '../support/room-client.ts'
import type { FrailDesk } from './frail-desk.ts'
import { crash, isBack, settles } from './crash.ts'
import { canEnter } from './pair-desks.ts'
import type { World } from './world.ts'

const longEnoughMs = 3 * 3_600_000

/** Resolves to what was broken, in words. */
export async function settle(world: World): Promise<readonly string[]> {
  const broken = [...(await look(world))]
  await mend(world)
  broken.push(...(await look(world)))
  await endAll(world)
  await hearAll(world.desks)
  for (const { id, ports } of world.desks) {
    if (ports.ringer.order.kind === 'ring') broken.push(`${id} still rings`)
    if (ports.card.isVisible) broken.push(`${id} still shows its card`)
    if (ports.flash.isFlashing) broken.push(`${id} still flashes`)
  }
  // What is only in memory would be gone now.
  await crash(world, true)
  for (const { id, desk, credentials } of world.revoked) {
    if (desk.getState().connection.kind === 'online') broken.push(`${id} was revoked, and is still there`)
    if (await canEnter(world.server.getAddress(), credentials)) broken.push(`${id} was revoked, and comes in again`)
  }
  for (const visitor of world.visitors) visitor.tellLedger()
  const visits = await listVisits(world)
  return [...broken, ...world.ledger.compare(visits), ...world.faults.map(String)]
}

async function mend(world: World): Promise<void> {
  for (const desk of world.desks) {
    desk.setAckFault('none')
    desk.release()
  }
  for (const { path, setClear } of [...world.desks, ...world.visitors]) {
    path.setDelayMs(0)
    path.cut()
    setClear(true)
  }
  // A desk that was closed by the server tries again by its clock.
  const areBack = await settles(() => {
    world.server.pass(500)
    return world.desks.every((desk) => isBack(world, desk))
  })
  if (!areBack) throw new Error('A desk does not come back.')
  await Promise.all(world.underWay)
  for (const visitor of world.visitors) await visitor.open('reload')
}

/**
 * What a desk sees is what the server says, and it rings just for that; as soon as all that is on its way has arrived.
 * A desk whose connection is half open cannot know.
 */
export async function look(world: World): Promise<readonly string[]> {
  let differences: readonly string[] = []
  const desks = world.desks.filter((desk) => desk.isClear())
  const isAgreed = async (): Promise<boolean> => {
    const observer = await openDesk(world.server.getAddress(), world.owner)
    const { knocks, calls } = await observer.waitFor('snapshot')
    await hearAll(desks)
    differences = desks.flatMap((each) => {
      const state = each.desk.getState()
      if (state.connection.kind !== 'online') return isSilent(each) ? [] : [`${each.id} rings and is not connected`]
      if (!isSame(state.knocks, knocks)) return [`${each.id} sees ${JSON.stringify([state.knocks, knocks])}`]
      if (!isSame(state.calls, calls)) return [`${each.id} sees ${JSON.stringify([state.calls, calls])}`]
      return isSilent(each) || knocks.some(isCalling) ? [] : [`${each.id} rings for nobody`]
    })
    observer.dispose()
    return differences.length === 0
  }
  return (await settles(isAgreed)) ? [] : differences
}

const isSilent = ({ ports }: FrailDesk): boolean => ports.ringer.order.kind !== 'ring'
const isCalling = ({ phase, denial, visitorLink }: DeskKnock): boolean =>
  phase.kind === 'waiting' && denial === null && visitorLink === 'connected'

/** Whatever the order of their facts. */
function isSame(one: readonly { readonly id: string }[], other: readonly { readonly id: string }[]): boolean {
  const inOrder = (list: readonly { readonly id: string }[]): string =>
    JSON.stringify(list.toSorted((a, b) => a.id.localeCompare(b.id)))
  return inOrder(one) === inOrder(other)
}

/** A command that is answered comes after every fact that was told before it. */
async function hearAll(desks: readonly FrailDesk[]): Promise<void> {
  await Promise.all(desks.map(({ desk }) => desk.request('desks:list', null)))
}

/** Everybody goes, the first of themselves, the next ones because of a desk or of time. */
async function endAll(world: World): Promise<void> {
  const [first] = world.desks
  for (const [index, visitor] of world.visitors.entries()) {
    const knockId = visitor.getKnockId()
    if (index === 1 && first && knockId) await first.decide('deny', knockId)
    if (index === 0 || !world.server.canPass) await visitor.withdraw()
    await visitor.leave()
  }
  if (world.server.canPass) world.server.pass(longEnoughMs)
}

async function listVisits(world: World): Promise<readonly Visit[]> {
  const observer: DeskClient = await openDesk(world.server.getAddress(), world.owner)
  const { knocks, calls } = await observer.waitFor('snapshot')
  for (const { id } of knocks) {
    world.ledger.ask('deny', world.owner.id, id)
    unwrap(await observer.send('deny', { knockId: id, message: null, promisesCall: false }))
  }
  if (calls.length > 0) throw new Error(`Calls without people: ${JSON.stringify(calls)}`)
  const { visits } = unwrap(await observer.send('visits:list', { ...anyVisit, beforeMs: null, limit: 200 }))
  observer.dispose()
  return visits
}
