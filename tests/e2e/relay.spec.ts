import { startTurnServer, whyNoTurnServer } from '../support/turn-server.ts'
import { colourOfVideo, countLivePeers, readInbound, readPlayedVoice, readWay } from './support/peers.ts'
import { deskCamera, deskScreen, expect, test as base, visitorCamera } from './support/world.ts'

const test = base.extend({
  relays: async ({ turnSecret }, use) => {
    const server = await startTurnServer(turnSecret)
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

test.describe('with passwords made per call', () => {
  test.use({ turnSecret: 'north-by-north-west' })

  test('the call goes through the TURN server, and neither page learns its secret', async ({ world }) => {
    const { desk } = world
    const visitor = await world.newVisitor()
    const heard: string[] = []
    for (const page of [desk.page, visitor.page]) {
      page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(payload.toString())))
    }
    await visitor.page.reload()
    await visitor.knock('松本')
    expect(heard.join('')).not.toContain('turn:')
    await desk.press('松本', 'admit')
    for (const page of [desk.page, visitor.page]) {
      await expect.poll(() => readWay(page)).toBe('relay relay')
      await expect.poll(async () => (await readInbound(page)).audioEnergy).toBeGreaterThan(0)
    }
    expect(heard.join('')).toContain('turn:')
    expect(heard.join('')).not.toContain('north-by-north-west')
  })
})
