/**
 * Two relays of different providers carry one name. Either may die while somebody waits and while they talk: the customer
 * comes by the other, and so does the call.
 */
import { relayLabTurnMs, whyNoRelayLab, type LabRelay } from '../support/relay-lab/relay-lab.ts'
import { cutOffWords, startRelayWorld, type RelayWorld } from './support/relay-world.ts'
import { expect, test } from './support/world.ts'

if (whyNoRelayLab !== null) process.stderr.write(`Skipped the customers of two relays: ${whyNoRelayLab}.\n`)
test.skip(whyNoRelayLab !== null, whyNoRelayLab ?? '')
test.describe.configure({ mode: 'serial', timeout: 180_000 })

let world: RelayWorld
let relays: readonly LabRelay[]

test.beforeAll(async () => {
  test.setTimeout(relayLabTurnMs)
  world = await startRelayWorld()
  relays = [world.lab, await world.lab.startSecond()]
  for (const relay of relays) await world.setUp(relay)
  await world.lab.leadNamesTo(relays.map(({ login }) => login.host))
})
test.afterAll(() => world?.close())

/** By which relay the customer's page has come in, and which is left. */
async function waysOf(): Promise<{ readonly used: LabRelay; readonly left: LabRelay }> {
  const counts = await Promise.all(relays.map(countVisitors))
  const at = counts.findIndex((count) => count > 0)
  const [used, left] = [relays[at], relays[1 - at]]
  if (!used || !left || counts.every((count) => count > 0)) throw new Error(`Visitors by each relay: ${counts.join()}`)
  return { used, left }
}

async function countVisitors(relay: LabRelay): Promise<number> {
  const established = await relay.onRelay('ss', '-Htn', 'state', 'established', 'sport = :443 and dst 198.51.0.0/16')
  return established.split('\n').filter((line) => line !== '').length
}

const hasLine = async (relay: LabRelay): Promise<boolean> => (await relay.onRelay('ss', '-Hxl')).includes('/line.sock')

test('the relay that a customer came by dies while they wait: they wait on by the other, and are let in', async () => {
  const { desk, openCustomer, expectCall, hangUp } = world
  const visitor = await openCustomer()
  await visitor.knock('高橋')
  await expect(desk.knockOf('高橋')).toHaveCount(1)
  const { used, left } = await waysOf()
  await used.kill()
  await expect(visitor.page.getByText(cutOffWords)).toBeVisible({ timeout: 30_000 })
  await expect(visitor.page.getByText(cutOffWords)).toHaveCount(0, { timeout: 40_000 })
  await visitor.expectWaiting()
  await expect(desk.knockOf('高橋')).toHaveCount(1)
  expect(await countVisitors(left)).toBeGreaterThan(0)
  await desk.press('高橋', 'admit')
  await expectCall(visitor, '高橋')
  await hangUp()
  await visitor.close()
  await used.restart()
  await expect.poll(() => hasLine(used), { timeout: 20_000 }).toBe(true)
})

test('the relay that a call goes by dies: voice and picture go on by the other', async () => {
  const { desk, openCustomer, expectCall, expectGoesOn, hangUp } = world
  const visitor = await openCustomer()
  await visitor.knock('中村')
  await desk.press('中村', 'admit')
  await expectCall(visitor, '中村')
  const carrying = await relayOfCall()
  await carrying.kill()
  await expectGoesOn(visitor)
  await expect(desk.callWith('中村')).toBeVisible()
  await expectCall(visitor, '中村')
  await hangUp()
  await visitor.close()
})

/** By which relay's TURN the desk sees the customer. */
async function relayOfCall(): Promise<LabRelay> {
  const addresses = await world.desk.page.evaluate(async () => {
    const peers = (window as unknown as { readonly __peers: readonly RTCPeerConnection[] }).__peers
    const stats = await peers.findLast((peer) => peer.connectionState === 'connected')?.getStats()
    const transport = [...(stats?.values() ?? [])].find((entry) => entry.type === 'transport')
    const pair = stats?.get(transport?.selectedCandidatePairId)
    return [pair?.localCandidateId, pair?.remoteCandidateId].map((id) => stats?.get(id)?.address)
  })
  const relay = relays.find(
    ({ login }) => addresses.includes(login.host) || addresses.includes(seenByVisitor(login.host)),
  )
  if (!relay) throw new Error(`The call goes by ${addresses.join(' and ')}.`)
  return relay
}

/** The relay's address on the customer's side. */
function seenByVisitor(host: string): string {
  return host.replace('203.0.113.', '198.51.100.').replace('203.0.114.', '198.51.101.')
}
