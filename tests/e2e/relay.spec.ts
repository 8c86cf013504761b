import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { startServer } from '../support/start-server.ts'
import { startTurnServer, whyNoTurnServer } from '../support/turn-server.ts'
import { launchBrowser } from './support/browser.ts'
import { writeCameraFile } from './support/colours.ts'
import { describeDesk } from './support/desk.ts'
import {
  colourOfVideo,
  countLivePeers,
  readInbound,
  readPlayedVoice,
  readWay,
  rememberPeers,
  useRelayOnly,
} from './support/peers.ts'
import { texts } from './support/texts.ts'
import { openVisitor } from './support/visitor.ts'
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

test('a call whose TURN password has expired survives the TURN server, with a new one on both sides', async () => {
  test.setTimeout(120_000)
  const turnSecret = 'north-by-north-west'
  const folder = await mkdtemp(path.join(os.tmpdir(), 'konkon-relay-'))
  const turn = await startTurnServer(turnSecret)
  const server = await startServer({
    webFolder: path.join(import.meta.dirname, '../../out/web'),
    iceServers: [turn.iceServer],
    turnSecret,
    policy: { turnPasswordMs: 8_000 },
  })
  const { browser, context } = await launchBrowser({
    cameraFile: writeCameraFile(folder, deskCamera),
    locale: 'ja-JP',
    viewport: { width: 1366, height: 768 },
  })
  await context.addInitScript(rememberPeers)
  await context.addInitScript(useRelayOnly)
  const page = await context.newPage()
  await page.goto(server.deskUrl)
  const desk = describeDesk('page', page, texts.ja)
  const visitor = await openVisitor({
    url: server.visitorUrl,
    language: 'ja',
    colour: visitorCamera,
    shares: 'violet',
    folder,
    isRelayed: true,
  })
  await visitor.knock('松本')
  await desk.press('松本', 'admit')
  for (const side of [page, visitor.page]) await expect.poll(() => readWay(side)).toBe('relay relay')
  const first = await turnUser(page)
  expect(await turnUser(visitor.page)).toBe(first)
  await expect.poll(() => Date.now() / 1_000, { timeout: 30_000 }).toBeGreaterThan(Number.parseInt(first, 10) + 1)
  await turn.restart()
  for (const side of [page, visitor.page]) {
    const { audioPackets } = await readInbound(side)
    await expect.poll(async () => (await readInbound(side)).audioPackets, { timeout: 40_000 }).not.toBe(audioPackets)
    await expect.poll(() => readWay(side), { timeout: 40_000 }).toBe('relay relay')
    expect(Number.parseInt(await turnUser(side), 10)).toBeGreaterThan(Number.parseInt(first, 10))
  }
  await visitor.close()
  await browser.close()
  await server.dispose()
  await turn.dispose()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** `EXPIRY:CALL` of the page's newest connection. */
function turnUser(page: Page): Promise<string> {
  return page.evaluate(() => {
    const peers = (window as unknown as { readonly __peers: readonly RTCPeerConnection[] }).__peers
    return peers.at(-1)?.getConfiguration().iceServers?.[0]?.username ?? ''
  })
}
