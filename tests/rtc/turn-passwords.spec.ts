/** A call whose password for the TURN server expires while it lasts. */
import { createHmac } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import type { IceServer } from '../../src-shared/call.ts'
import { startTurnServer, whyNoTurnServer, type TurnServer } from '../support/turn-server.ts'
import { useRelayOnly } from '../e2e/support/peers.ts'
import { connectionsMade, expectToSeeAndHear, launchOptions, test as base } from './support/call-pair.ts'
import type { CallPair } from './support/call-pair.ts'

const secret = 'north-by-north-west'
const shortlyMs = 3_000

const test = base.extend<{ turn: TurnServer }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern.
  async turn({}, use) {
    const turn = await startTurnServer(secret)
    await use(turn)
    await turn.dispose()
  },
})
test.use({ launchOptions })
if (whyNoTurnServer !== null) process.stderr.write(`Skipped the passwords of a TURN server: ${whyNoTurnServer}.\n`)
test.skip(whyNoTurnServer !== null, whyNoTurnServer ?? '')
test.beforeEach(({ context }) => context.addInitScript(useRelayOnly))

/** As the room server makes it. */
function withPassword({ iceServer }: TurnServer, untilMs: number): IceServer {
  const username = `${Math.ceil(untilMs / 1_000)}:c_4T`
  return { ...iceServer, username, credential: createHmac('sha1', secret).update(username).digest('base64') }
}

async function tell(pair: CallPair, server: IceServer): Promise<void> {
  for (const page of [pair.desk, pair.visitor]) {
    await page.evaluate((given) => {
      window.rtcHarness.iceServers = [given]
    }, server)
  }
}

async function untilExpired({ username = '' }: IceServer): Promise<void> {
  await expect.poll(() => Date.now() / 1_000, { timeout: 10_000 }).toBeGreaterThan(Number.parseInt(username, 10) + 1)
}

/** The way that the page's connection takes: the id of its pair, and the kinds of its ends. */
function way(page: Page): Promise<{ readonly id: string; readonly kinds: string } | null> {
  return page.evaluate(async () => {
    const report = await window.madeConnections.at(-1)?.getStats()
    const transport = [...(report?.values() ?? [])].find(({ type }) => type === 'transport')
    const pair = report?.get(transport?.selectedCandidatePairId)
    if (!report || !pair) return null
    const ends = [report.get(pair.localCandidateId), report.get(pair.remoteCandidateId)]
    return { id: String(pair.id), kinds: ends.map((end) => String(end?.candidateType)).join(' ') }
  })
}

/** A stall that the visitor noticed: the desk restarts ICE. */
async function restart(pair: CallPair): Promise<void> {
  const generation = pair.sent.findLast(({ from }) => from === 'desk')?.signal.generation ?? 0
  const callId = pair.sent[0]?.signal.callId
  if (callId === undefined) throw new Error('No signal was sent.')
  await pair.deliver('desk', { callId, generation, body: { kind: 'restart-wanted' } })
}

const refusals = (page: Page): Promise<number> =>
  page.evaluate(
    () => window.rtcHarness.logged.filter((line) => line.includes('did not help') && line.includes('40')).length,
  )

async function startShortCall(pair: CallPair, turn: TurnServer): Promise<IceServer> {
  const password = withPassword(turn, Date.now() + shortlyMs)
  await tell(pair, password)
  await pair.startCall()
  await Promise.all([expectToSeeAndHear(pair.desk), expectToSeeAndHear(pair.visitor)])
  expect((await way(pair.desk))?.kinds).toBe('relay relay')
  await untilExpired(password)
  return password
}

test('an expired password opens no new way: the TURN server refuses it', async ({ pair, turn }) => {
  await startShortCall(pair, turn)
  const before = await way(pair.desk)
  await restart(pair)
  await expect.poll(() => refusals(pair.desk)).toBeGreaterThan(0)
  expect(await way(pair.desk)).toEqual(before)
})

test('an ICE restart after the password has expired takes the new one on both sides, and the call goes on', async ({
  pair,
  turn,
}) => {
  await startShortCall(pair, turn)
  const before = { desk: await way(pair.desk), visitor: await way(pair.visitor) }
  await tell(pair, withPassword(turn, Date.now() + 3_600_000))
  await restart(pair)
  for (const role of ['desk', 'visitor'] as const) {
    await expect.poll(async () => (await way(pair[role]))?.id).not.toBe(before[role]?.id)
    await expect.poll(async () => (await way(pair[role]))?.kinds).toBe('relay relay')
  }
  await Promise.all([expectToSeeAndHear(pair.desk), expectToSeeAndHear(pair.visitor)])
  const offers = pair.sent.filter(
    ({ signal: { body } }) => body.kind === 'description' && body.description.type === 'offer',
  )
  expect(offers).toHaveLength(2)
  expect([await connectionsMade(pair.desk), await connectionsMade(pair.visitor)]).toEqual([1, 1])
})
