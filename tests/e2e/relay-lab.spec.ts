/**
 * The whole way of a customer, as on the internet: a browser on another machine, a relay of Debian's own programs, the
 * built server on a PC behind NAT. Voice and picture go by the relay's coturn, since the two networks cannot meet.
 */
import { relayLabTurnMs, whyNoRelayLab } from '../support/relay-lab/relay-lab.ts'
import { readRelayProtocol, readWay } from './support/peers.ts'
import { cutOffWords, relayName, startRelayWorld, type RelayWorld } from './support/relay-world.ts'
import { expect, test } from './support/world.ts'

if (whyNoRelayLab !== null) process.stderr.write(`Skipped the customers of a relay: ${whyNoRelayLab}.\n`)
test.skip(whyNoRelayLab !== null, whyNoRelayLab ?? '')
test.describe.configure({ mode: 'serial', timeout: 120_000 })

/** What nobody but customer and desk may ever read. */
const canary = { name: 'Kanaria-7d41', words: 'the-cage-is-open-93b2', answer: 'shut-it-again-51c8' }

let world: RelayWorld

test.beforeAll(async () => {
  test.setTimeout(relayLabTurnMs)
  world = await startRelayWorld()
  await world.setUp(world.lab)
})
test.afterAll(() => world?.close())

/** Whether the relay's sshd holds the line: its process runs as the account of the name. */
const isOnTheLine = async (): Promise<boolean> =>
  (await world.lab.onRelay('sh', '-c', 'ps -eo user:32 | grep "^kk-" || true')) !== ''

test('a customer knocks, is let in, sees and hears, and writes; nothing of it is on the relay', async () => {
  const { lab, desk, openCustomer, expectCall, hangUp } = world
  const visitor = await openCustomer()
  await visitor.knock(canary.name)
  await desk.press(canary.name, 'admit')
  await expectCall(visitor, canary.name)
  await visitor.page.getByRole('button', { name: /^メッセージ/ }).click()
  await visitor.page.getByRole('textbox', { name: 'メッセージ' }).fill(canary.words)
  await visitor.page.getByRole('button', { name: '送信' }).click()
  await desk.page.getByRole('button', { name: /^メッセージ/ }).click()
  await expect(desk.page.getByRole('log', { name: 'メッセージ' })).toContainText(canary.words)
  await desk.page.getByRole('textbox', { name: 'メッセージ' }).fill(canary.answer)
  await desk.page.getByRole('button', { name: '送信' }).click()
  await expect(visitor.page.getByRole('log', { name: 'メッセージ' })).toContainText(canary.answer)
  const memory = await lab.readMemory()
  expect(memory.includes(relayName), 'what a relay knows is found').toBe(true)
  for (const secret of Object.values(canary)) {
    expect(memory.includes(secret), `${secret} in its memory`).toBe(false)
    expect(await lab.findInFiles(secret)).toBe('')
  }
  await hangUp()
  await visitor.close()
})

test('a customer whose firewall lets nothing out but HTTPS talks by the same port', async () => {
  const { lab, desk, openCustomer, expectCall, hangUp } = world
  await lab.network('wall')
  const visitor = await openCustomer()
  await visitor.knock('小林')
  await desk.press('小林', 'admit')
  await expectCall(visitor, '小林')
  expect(await readRelayProtocol(visitor.page)).toBe('tls')
  await hangUp()
  await visitor.close()
  await lab.network('unwall')
})

test('a relay that is killed while somebody waits, and while they talk, ends neither', async () => {
  const { lab, desk, openCustomer, expectCall, expectGoesOn, hangUp } = world
  const visitor = await openCustomer()
  await visitor.knock('高橋')
  await expect(desk.knockOf('高橋')).toHaveCount(1)
  await lab.kill()
  await expect(visitor.page.getByText(cutOffWords)).toBeVisible({ timeout: 30_000 })
  await lab.restart()
  await visitor.expectWaiting()
  await expect(desk.knockOf('高橋')).toHaveCount(1)
  await expect(visitor.page.getByText(cutOffWords)).toHaveCount(0, { timeout: 40_000 })
  await desk.press('高橋', 'admit')
  await expectCall(visitor, '高橋')
  await lab.kill()
  await lab.restart()
  await expectGoesOn(visitor)
  await expect.poll(() => readWay(desk.page), { timeout: 60_000 }).toContain('relay')
  await expect(desk.callWith('高橋')).toBeVisible()
  await hangUp()
  await visitor.close()
})

test('a PC that gets another address goes on with whom it talks to, and one that slept has kept who waits', async () => {
  const { lab, server, desk, openCustomer, expectCall, expectGoesOn, hangUp } = world
  const visitor = await openCustomer()
  await visitor.knock('中村')
  await expect(desk.knockOf('中村')).toHaveCount(1)
  server.sleep()
  await expect.poll(isOnTheLine, { timeout: 40_000 }).toBe(false)
  await expect(visitor.page.getByText(cutOffWords)).toBeVisible({ timeout: 60_000 })
  server.wake()
  await expect(visitor.page.getByText(cutOffWords)).toHaveCount(0, { timeout: 40_000 })
  await expect(desk.knockOf('中村')).toHaveCount(1)
  await desk.press('中村', 'admit')
  await expectCall(visitor, '中村')
  await lab.network('move')
  await expectGoesOn(visitor)
  await hangUp()
  await expect(desk.callWith('中村')).toHaveCount(0)
  await visitor.close()
})
