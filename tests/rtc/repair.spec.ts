import { expect } from '@playwright/test'
import {
  connectionsMade,
  expectToSeeAndHear,
  launchOptions,
  linkState,
  offersMade,
  openDevices,
  start,
  test,
} from './support/call-pair.ts'
import type { Signal } from '../../src-shared/call.ts'
import { createUdpPath } from './support/udp-path.ts'

test.use({ launchOptions })

test('a cut way is repaired by an ICE restart of the same connection', async ({ pair }) => {
  const path = createUdpPath()
  pair.setRoute(async (signal) => [await path.lead(signal)].filter((led) => led !== null))
  await pair.startCall()
  await Promise.all([expectToSeeAndHear(pair.desk), expectToSeeAndHear(pair.visitor)])

  const cutAtMs = Date.now()
  path.cutPresentWays()
  await expect.poll(() => offersMade(pair.desk)).toBe(2)
  // A browser left alone notices after 7 s and gives up after 17 s.
  expect(Date.now() - cutAtMs).toBeLessThan(6_000)
  await Promise.all([expectToSeeAndHear(pair.desk), expectToSeeAndHear(pair.visitor)])
  expect([await connectionsMade(pair.desk), await connectionsMade(pair.visitor)]).toEqual([1, 1])
  expect(await offersMade(pair.visitor)).toBe(0)
  path.dispose()
})

test('a link that is quiet for want of devices is not taken for a cut one', async ({ pair }) => {
  // Neither side has anything to send, so only the control channel speaks.
  await start(pair.visitor, 'visitor')
  await start(pair.desk, 'desk')
  await expect.poll(async () => (await linkState(pair.desk)).link.kind).toBe('connected')
  const beatsOf = () =>
    pair.desk.evaluate(async () => {
      const report = await window.madeConnections[0]?.getStats()
      const channel = Array.from(report?.values() ?? []).find((stats) => stats.type === 'data-channel')
      return channel?.messagesReceived ?? 0
    })
  // Ten beats take three times as long as a stall.
  await expect.poll(beatsOf, { timeout: 15_000 }).toBeGreaterThan(10)
  expect(await offersMade(pair.desk)).toBe(1)
  expect(pair.sent.filter(({ signal }) => signal.body.kind === 'restart-wanted')).toEqual([])
})

test('a long cut ends in a new connection, and people are told meanwhile', async ({ pair }) => {
  const path = createUdpPath()
  pair.setRoute(async (signal) => [await path.lead(signal)].filter((led) => led !== null))
  await pair.startCall()
  await Promise.all([expectToSeeAndHear(pair.desk), expectToSeeAndHear(pair.visitor)])
  path.setDown(true)
  await expect.poll(() => connectionsMade(pair.desk), { timeout: 20_000 }).toBeGreaterThan(1)
  for (const page of [pair.desk, pair.visitor]) {
    expect((await linkState(page)).link).toEqual({ kind: 'reconnecting' })
  }
  path.setDown(false)
  await Promise.all([expectToSeeAndHear(pair.desk), expectToSeeAndHear(pair.visitor)])
  for (const page of [pair.desk, pair.visitor]) {
    await expect.poll(async () => (await linkState(page)).link.kind).toBe('connected')
  }
  expect(await connectionsMade(pair.visitor)).toBeGreaterThan(1)
  path.dispose()
})

test('two restarts at the same time resolve', async ({ pair }) => {
  await pair.startCall()
  await expectToSeeAndHear(pair.desk)
  const held: { readonly to: 'desk' | 'visitor'; readonly signal: Signal }[] = []
  pair.setRoute((signal, from) => {
    held.push({ to: from === 'desk' ? 'visitor' : 'desk', signal })
    return []
  })
  // The product never does this on the visitor's side; a browser may.
  for (const page of [pair.desk, pair.visitor]) await page.evaluate(() => window.madeConnections[0]?.restartIce())
  await expect.poll(() => held.filter(({ signal }) => signal.body.kind === 'description').length).toBe(2)
  pair.setRoute((signal) => [signal])
  for (const { to, signal } of held) await pair.deliver(to, signal)

  for (const page of [pair.desk, pair.visitor]) {
    await expect.poll(() => page.evaluate(() => window.madeConnections[0]?.signalingState)).toBe('stable')
    await expectToSeeAndHear(page)
    expect(await page.evaluate(() => window.madeConnections[0]?.getTransceivers().length)).toBe(3)
    expect(await connectionsMade(page)).toBe(1)
  }
  // It comes to rest: the first offer and answer, the two that met, and at most one more round.
  expect(pair.sent.filter(({ signal }) => signal.body.kind === 'description').length).toBeLessThanOrEqual(7)
})

test('signals that come twice, late and out of order still make a call', async ({ pair }) => {
  const descriptions: { readonly to: 'desk' | 'visitor'; readonly signal: Signal }[] = []
  pair.setRoute((signal, from) => {
    // Candidates overtake their descriptions, and everything comes twice.
    if (signal.body.kind !== 'description') return [signal, signal]
    descriptions.push({ to: from === 'desk' ? 'visitor' : 'desk', signal })
    return []
  })
  await Promise.all([openDevices(pair.desk), openDevices(pair.visitor)])
  await start(pair.desk, 'desk')
  await start(pair.visitor, 'visitor')
  await expect.poll(() => pair.sent.filter(({ signal }) => signal.body.kind === 'candidate').length).toBeGreaterThan(1)
  await expect.poll(() => descriptions.length).toBe(1)
  // The visitor has heard of the connection by its candidates alone, and must not offer one itself.
  await expect.poll(() => connectionsMade(pair.visitor)).toBe(1)
  pair.setRoute((signal) => [signal, signal])
  for (const { to, signal } of descriptions) {
    await pair.deliver(to, signal)
    await pair.deliver(to, signal)
  }
  await Promise.all([expectToSeeAndHear(pair.desk), expectToSeeAndHear(pair.visitor)])
  expect(pair.sent.filter(({ signal }) => signal.body.kind === 'description')).toHaveLength(2)
  expect([await connectionsMade(pair.desk), await connectionsMade(pair.visitor)]).toEqual([1, 1])
})

test('a lost offer is asked for again', async ({ pair }) => {
  let isFirst = true
  pair.setRoute((signal) => {
    if (signal.body.kind === 'description' && isFirst) {
      isFirst = false
      return []
    }
    return [signal]
  })
  await pair.startCall()
  await Promise.all([expectToSeeAndHear(pair.desk), expectToSeeAndHear(pair.visitor)])
})

test('a visitor who reloads is back, and what belonged to the old page is ignored', async ({ pair }) => {
  await pair.startCall()
  await expectToSeeAndHear(pair.desk)
  const oldSignals = pair.sent.filter(({ from }) => from === 'visitor').map(({ signal }) => signal)
  await pair.visitor.reload()
  await openDevices(pair.visitor)
  await start(pair.visitor, 'visitor', true)
  await Promise.all([expectToSeeAndHear(pair.desk), expectToSeeAndHear(pair.visitor)])

  const generations = pair.sent.filter(({ from }) => from === 'desk').map(({ signal }) => signal.generation)
  expect(new Set(generations).size).toBe(2)
  expect(generations).toEqual(generations.toSorted((a, b) => a - b))

  for (const signal of oldSignals) await pair.deliver('desk', signal)
  await expectToSeeAndHear(pair.desk)
  expect(await connectionsMade(pair.desk)).toBe(2)
  expect(await pair.desk.evaluate(() => window.rtcHarness.logged.join('\n'))).toContain('another generation')
  // The old picture made room for the new one in the same streams.
  expect(await pair.desk.evaluate(() => window.rtcHarness.link().remote.camera.getTracks().length)).toBe(1)
})

test('a flood of wishes to rejoin makes one new connection in two seconds, and a reload still comes back', async ({
  pair,
}) => {
  await pair.startCall()
  await expectToSeeAndHear(pair.desk)
  const callId = pair.sent[0]?.signal.callId
  if (!callId) throw new Error('Nothing was sent.')
  const before = await connectionsMade(pair.desk)
  const startedAtMs = performance.now()
  while (performance.now() - startedAtMs < 5_000) {
    await pair.deliver('desk', { callId, generation: 0, body: { kind: 'join' } })
  }
  const lastedMs = performance.now() - startedAtMs
  const made = (await connectionsMade(pair.desk)) - before
  expect(made).toBeGreaterThan(1)
  expect(made).toBeLessThanOrEqual(Math.ceil(lastedMs / 2_000))

  await pair.visitor.reload()
  await openDevices(pair.visitor)
  await start(pair.visitor, 'visitor', true)
  await Promise.all([expectToSeeAndHear(pair.desk), expectToSeeAndHear(pair.visitor)])
})
