import { startTurnServer, whyNoTurnServer } from '../support/turn-server.ts'
import { colourOfVideo, countLivePeers, readInbound, readPlayedVoice, readWay } from './support/peers.ts'
import { deskCamera, deskScreen, expect, test as base, visitorCamera } from './support/world.ts'

const test = base.extend({
  // Playwright tells by the pattern that this needs no other fixture.
  // oxlint-disable-next-line no-empty-pattern
  relays: async ({}, use) => {
    const server = await startTurnServer()
    await use([server.iceServer])
    await server.dispose()
  },
})
if (whyNoTurnServer !== null) process.stderr.write(`Skipped the call through a TURN server: ${whyNoTurnServer}.\n`)
test.skip(whyNoTurnServer !== null, whyNoTurnServer ?? '')

test('behind firewalls the whole call goes through the TURN server that the room server names', async ({ world }) => {
  const { desk } = world
  const visitor = await world.newVisitor()
  await visitor.knock('松本')
  await desk.press('松本', 'admit')
  for (const page of [desk.page, visitor.page]) {
    await expect.poll(() => readWay(page)).toBe('relay relay')
    await expect.poll(async () => (await readInbound(page)).audioEnergy).toBeGreaterThan(0)
    await expect.poll(() => readPlayedVoice(page)).toBeGreaterThan(0)
  }
  await expect.poll(() => colourOfVideo(desk.page, '松本')).toBe(visitorCamera)
  await desk.page.getByRole('button', { name: desk.texts.shareScreen, exact: true }).click()
  await expect.poll(() => colourOfVideo(visitor.page, visitor.texts.sharedScreen)).toBe(deskScreen)
  await expect.poll(() => colourOfVideo(desk.page, desk.texts.you)).toBe(deskCamera)
  await visitor.page.reload()
  await expect.poll(() => readWay(visitor.page)).toBe('relay relay')
  await expect.poll(() => countLivePeers(desk.page)).toBe(1)
})
