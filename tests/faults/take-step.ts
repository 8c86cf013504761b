import * as v from 'valibot'
import type { KnockId } from '../../src-shared/ids.ts'
import { InvitationTokenSchema } from '../../src-shared/invitation.ts'
import { assertNever } from '../../src-shared/result.ts'
import { openDesk, unwrap } from '../support/room-client.ts'
import { crash, settles } from './crash.ts'
import type { Decision, FrailDesk } from './frail-desk.ts'
import { look } from './settle.ts'
import type { PathFault, Step } from './steps.ts'
import { clientAt, deskAt, knockFor, visitorAt, type Client, type World } from './world.ts'

/** Takes one step; what it does not wait for goes on while the next ones are taken. */
export async function takeStep(world: World, step: Step): Promise<void> {
  switch (step.kind) {
    case 'knock':
    case 'withdraw':
    case 'leave':
    case 'call-back':
      return begin(world, { client: visitorAt(world, step.visitor), waits: step.waits }, (visitor) => {
        if (step.kind === 'knock') return visitor.knock()
        if (step.kind === 'withdraw') return visitor.withdraw()
        return step.kind === 'leave' ? visitor.leave() : visitor.askForCallBack(`0312345${String(step.visitor)}`)
      })
    case 'enter': {
      const invitation = world.invitations.at(-1)
      if (invitation === undefined) return
      const visitor = visitorAt(world, step.visitor)
      return begin(world, { client: visitor, waits: step.waits }, () => visitor.knock(invitation))
    }
    case 'invite':
      return invite(world, deskAt(world, step.desk), visitorAt(world, step.visitor).getKnockId())
    case 'page': {
      const visitor = visitorAt(world, step.visitor)
      const { how } = step
      if (how === 'close') return visitor.close()
      return begin(world, { client: visitor }, () => visitor.open(how).catch(unlessRefused))
    }
    case 'decide': {
      const desk = deskAt(world, step.desk)
      const knockId = knockFor(visitorAt(world, step.visitor), desk)
      if (knockId === null) return
      return begin(world, { client: desk, waits: step.waits }, () =>
        decide(world, desk, { decision: step.decision, knockId }),
      )
    }
    case 'race':
      return race(world, step)
    case 'hang-up': {
      const { id, desk } = deskAt(world, step.desk)
      const call = desk.getState().calls.find((each) => each.desk.id === id)
      return (
        call &&
        begin(world, { client: deskAt(world, step.desk) }, () => desk.command({ kind: 'hang-up', callId: call.id }))
      )
    }
    case 'follow-up': {
      const { desk } = deskAt(world, step.desk)
      const visitId = desk.getState().followUps[0]?.id
      if (visitId === undefined) return
      const done = (): Promise<unknown> => desk.request('follow-up:done', { visitId, note: 'phoned' })
      return begin(world, { client: deskAt(world, step.desk) }, done)
    }
    case 'lock':
      return deskAt(world, step.desk).desk.screenLocked(step.isLocked)
    case 'presence': {
      const setting = { kind: 'manual', presence: step.presence, untilMs: null } as const
      return begin(world, { client: deskAt(world, step.desk) }, ({ desk }) =>
        desk.command({ kind: 'set-presence', setting }),
      )
    }
    case 'revoke':
      return revoke(world, deskAt(world, step.desk))
    case 'path':
      return breakPath(clientAt(world, step.client), step.fault)
    case 'acks':
      return deskAt(world, step.desk).setAckFault(step.fault)
    case 'release':
      return deskAt(world, step.desk).release()
    case 'pass':
      return world.server.pass(step.ms)
    case 'crash':
      return crash(world, step.waits)
    case 'look':
      world.faults.push(...(await look(world)))
      return
    default:
      return assertNever(step)
  }
}

/** Sends; resolves once it is sent, or, where it is asked to wait and an answer can come, once it is answered. */
async function begin<C extends Client>(
  { underWay, faults }: World,
  { client, waits = true }: { readonly client: C; readonly waits?: boolean },
  send: (client: C) => Promise<unknown>,
): Promise<void> {
  const sent = send(client)
    .catch((cause: unknown) => faults.push(cause))
    .finally(() => underWay.delete(sent))
  underWay.add(sent)
  if (waits && client.isClear()) await sent
}

async function decide(
  { revoked, faults }: World,
  desk: FrailDesk,
  { decision, knockId }: { readonly decision: Decision; readonly knockId: KnockId },
): Promise<unknown> {
  // A desk that was offline when it was revoked still shows its call, and answers the same press again by itself.
  const isNew = !desk.desk.getState().calls.some((call) => call.knockId === knockId && call.desk.id === desk.id)
  const wasRevoked = revoked.has(desk)
  const result = await desk.decide(decision, knockId)
  if (wasRevoked && isNew && result.kind === 'ok') faults.push(`${desk.id} was revoked, and still decided`)
  return result
}

async function race(world: World, step: Extract<Step, { readonly kind: 'race' }>): Promise<void> {
  const visitor = visitorAt(world, step.visitor)
  const [first, second] = world.desks
  const knockId = first && knockFor(visitor, first)
  if (!first || !second || !knockId) return
  const [one, other] = step.decisions
  const sent = [
    begin(world, { client: first }, () => decide(world, first, { decision: one, knockId })),
    begin(world, { client: second }, () => decide(world, second, { decision: other, knockId })),
  ]
  if (step.withdraws) sent.push(begin(world, { client: visitor }, () => visitor.withdraw()))
  await Promise.all(sent)
}

async function invite(world: World, desk: FrailDesk, knockId: KnockId | null): Promise<void> {
  if (knockId === null || !desk.isClear()) return
  const made = await desk.desk.request('invitation:create', { knockId, validForMs: 24 * 3_600_000 })
  if (made.kind === 'ok')
    world.invitations.push(v.parse(InvitationTokenSchema, made.value.url.split('#invitation=')[1]))
}

/** By the owner. The first desk is left alone: one has to stay. */
async function revoke(world: World, desk: FrailDesk): Promise<void> {
  if (desk === world.desks[0] || world.revoked.has(desk)) return
  const owner = await openDesk(world.server.getAddress(), world.owner)
  unwrap(await owner.send('desks:revoke', { deskId: desk.credentials.id }))
  owner.dispose()
  world.revoked.add(desk)
  const isOut = (): boolean => desk.desk.getState().connection.kind !== 'online'
  if (desk.isClear() && !(await settles(isOut))) world.faults.push(`${desk.id} was revoked, and goes on`)
}

function breakPath(client: Client, fault: PathFault): void {
  switch (fault) {
    case 'cut':
      client.path.cut()
      return client.setClear(true)
    case 'stall':
      client.path.stall()
      return client.setClear(false)
    case 'lose-client':
      client.path.loseClient()
      return client.setClear(true)
    case 'slow':
      return client.path.setDelayMs(5)
    case 'quick':
      return client.path.setDelayMs(0)
    default:
      return assertNever(fault)
  }
}

function unlessRefused(cause: unknown): void {
  if (cause instanceof Error && 'data' in cause) throw cause
}
