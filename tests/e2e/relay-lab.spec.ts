/**
 * The whole way of a customer, as on the internet: a browser on another machine, a relay of Debian's own programs, the
 * built server on a PC behind NAT. Voice and picture go by the relay's coturn, since the two networks cannot meet.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fingerprintOf, readHostKey } from '../../src-server/relay/relay-shell.ts'
import { freePort } from '../support/free-port.ts'
import { relayLabTurnMs, startRelayLab, whyNoRelayLab, type RelayLab } from '../support/relay-lab/relay-lab.ts'
import { findChromium } from '../../scripts/find-chromium.ts'
import { launchBrowser } from './support/browser.ts'
import { startBuiltServer, type BuiltServer } from './support/built-server.ts'
import { writeCameraFile } from './support/colours.ts'
import { describeDesk, type Desk } from './support/desk.ts'
import {
  colourOfVideo,
  readInbound,
  readPlayedVoice,
  readRelayProtocol,
  readWay,
  rememberPeers,
} from './support/peers.ts'
import { texts } from './support/texts.ts'
import { openVisitor, type Visitor } from './support/visitor.ts'
import { deskCamera, expect, test, visitorCamera } from './support/world.ts'

if (whyNoRelayLab !== null) process.stderr.write(`Skipped the customers of a relay: ${whyNoRelayLab}.\n`)
test.skip(whyNoRelayLab !== null, whyNoRelayLab ?? '')
test.describe.configure({ mode: 'serial', timeout: 120_000 })

const name = 'desk.example.jp'
/** What nobody but customer and desk may ever read. */
const canary = { name: 'Kanaria-7d41', words: 'the-cage-is-open-93b2' }

/** What a waiting page says of it; the second where it has not heard yet that its knock was taken. */
const cutOff = /接続が切れました|接続が戻り次第/

let folder: string
let lab: RelayLab
let server: BuiltServer
let desk: Desk
const closers: (() => Promise<unknown>)[] = []

test.beforeAll(async () => {
  test.setTimeout(relayLabTurnMs)
  folder = await mkdtemp(path.join(os.tmpdir(), 'konkon-relay-lab-'))
  closers.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  lab = await startRelayLab()
  closers.push(lab.dispose)
  const dataFolder = path.join(folder, 'data')
  // No authority can see this network.
  const variables = { KONKON_ACME_DIRECTORY: 'none' }
  server = await startBuiltServer({ dataFolder, port: await freePort(), variables })
  closers.push(server.stop)
  const fingerprint = fingerprintOf(await readHostKey(lab.login.host, lab.login.port))
  const setUp = ['relay', 'setup', lab.login.host, '--name', name, '--host-key', fingerprint]
  expect(await runBuilt(setUp, dataFolder)).toContain(`https://${name}/ leads here`)
  const { browser, context } = await launchBrowser({
    cameraFile: writeCameraFile(folder, deskCamera),
    locale: 'ja-JP',
    viewport: { width: 1366, height: 768 },
  })
  closers.push(() => browser.close())
  await context.addInitScript(rememberPeers)
  const page = await context.newPage()
  await page.goto(server.deskUrl)
  desk = describeDesk('page', page, texts.ja)
})
test.afterAll(async () => {
  for (const close of closers.toReversed()) await close()
})

/** The `konkon` command as it is shipped, with the password typed. */
function runBuilt(args: readonly string[], dataFolder: string): Promise<string> {
  const program = path.join(import.meta.dirname, '../../out/server/konkon.js')
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env['PATH'], KONKON_DATA: dataFolder, LANG: 'en_GB.UTF-8' }
    const child = execFile(process.execPath, [program, ...args], { env }, (cause, out, err) => {
      if (cause) reject(new Error(`${cause.message}: ${err}`))
      else resolve(out)
    })
    child.stdin?.end('lab\n')
  })
}

/** A customer on the other machine, who knows the name alone. */
async function openCustomer(): Promise<Visitor> {
  const program = path.join(folder, 'chromium')
  await writeFile(program, `#!/bin/sh\nexec ip netns exec ${lab.visitorNamespace} ${findChromium()} "$@"\n`, {
    mode: 0o755,
  })
  return openVisitor({
    url: `https://${name}/front-desk`,
    language: 'ja',
    colour: visitorCamera,
    shares: 'violet',
    folder,
    program,
    args: [`--host-resolver-rules=MAP ${name} ${lab.login.host}`, '--ignore-certificate-errors'],
  })
}

/** Both see and hear each other, by nothing but the relay. */
async function expectCall(visitor: Visitor, from: string): Promise<void> {
  for (const page of [desk.page, visitor.page]) {
    await expect.poll(() => readWay(page), { timeout: 30_000 }).toContain('relay')
    await expect.poll(async () => (await readInbound(page)).audioEnergy).toBeGreaterThan(0)
    await expect.poll(() => readPlayedVoice(page)).toBeGreaterThan(0)
  }
  await expect.poll(() => colourOfVideo(desk.page, from)).toBe(visitorCamera)
}

async function expectGoesOn(visitor: Visitor): Promise<void> {
  for (const page of [desk.page, visitor.page]) {
    const { audioPackets } = await readInbound(page)
    await expect
      .poll(async () => (await readInbound(page)).audioPackets, { timeout: 60_000 })
      .toBeGreaterThan(audioPackets + 20)
  }
}

/** Whether the relay's sshd holds the line: its process runs as the account of the name. */
const isOnTheLine = async (): Promise<boolean> =>
  (await lab.onRelay('sh', '-c', 'ps -eo user:32 | grep "^kk-" || true')) !== ''

test('a customer knocks, is let in, sees and hears, and writes; nothing of it is on the relay', async () => {
  const visitor = await openCustomer()
  await visitor.knock(canary.name)
  await desk.press(canary.name, 'admit')
  await expectCall(visitor, canary.name)
  await visitor.page.getByRole('button', { name: /^メッセージ/ }).click()
  await visitor.page.getByRole('textbox', { name: 'メッセージ' }).fill(canary.words)
  await visitor.page.getByRole('button', { name: '送信' }).click()
  await desk.page.getByRole('button', { name: /^メッセージ/ }).click()
  await expect(desk.page.getByRole('log', { name: 'メッセージ' })).toContainText(canary.words)
  const memory = await lab.readMemory()
  expect(memory.includes(name), 'what a relay knows is found').toBe(true)
  for (const secret of Object.values(canary)) {
    expect(memory.includes(secret), `${secret} in its memory`).toBe(false)
    expect(await lab.findInFiles(secret)).toBe('')
  }
  await desk.page.getByRole('button', { name: desk.texts.hangUp, exact: true }).click()
  await visitor.close()
})

test('a customer whose firewall lets nothing out but HTTPS talks by the same port', async () => {
  await lab.network('wall')
  const visitor = await openCustomer()
  await visitor.knock('小林')
  await desk.press('小林', 'admit')
  await expectCall(visitor, '小林')
  expect(await readRelayProtocol(visitor.page)).toBe('tls')
  await desk.page.getByRole('button', { name: desk.texts.hangUp, exact: true }).click()
  await visitor.close()
  await lab.network('unwall')
})

test('a relay that is killed while somebody waits, and while they talk, ends neither', async () => {
  const visitor = await openCustomer()
  await visitor.knock('高橋')
  await expect(desk.knockOf('高橋')).toHaveCount(1)
  await lab.kill()
  await expect(visitor.page.getByText(cutOff)).toBeVisible({ timeout: 30_000 })
  await lab.restart()
  await visitor.expectWaiting()
  await expect(desk.knockOf('高橋')).toHaveCount(1)
  await expect(visitor.page.getByText(cutOff)).toHaveCount(0, { timeout: 40_000 })
  await desk.press('高橋', 'admit')
  await expectCall(visitor, '高橋')
  await lab.kill()
  await lab.restart()
  await expectGoesOn(visitor)
  await expect.poll(() => readWay(desk.page), { timeout: 60_000 }).toContain('relay')
  await expect(desk.callWith('高橋')).toBeVisible()
  await desk.page.getByRole('button', { name: desk.texts.hangUp, exact: true }).click()
  await visitor.close()
})

test('a PC that gets another address goes on with whom it talks to, and one that slept has kept who waits', async () => {
  const visitor = await openCustomer()
  await visitor.knock('中村')
  await expect(desk.knockOf('中村')).toHaveCount(1)
  server.sleep()
  await expect.poll(isOnTheLine, { timeout: 40_000 }).toBe(false)
  await expect(visitor.page.getByText(cutOff)).toBeVisible({ timeout: 60_000 })
  server.wake()
  await expect(visitor.page.getByText(cutOff)).toHaveCount(0, { timeout: 40_000 })
  await expect(desk.knockOf('中村')).toHaveCount(1)
  await desk.press('中村', 'admit')
  await expectCall(visitor, '中村')
  await lab.network('move')
  await expectGoesOn(visitor)
  await desk.page.getByRole('button', { name: desk.texts.hangUp, exact: true }).click()
  await expect(desk.callWith('中村')).toHaveCount(0)
  await visitor.close()
})
