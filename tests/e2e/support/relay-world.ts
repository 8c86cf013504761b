/**
 * A customer's machine, relays of Debian's own programs, and the built server with a desk on a PC behind NAT. Customer and
 * PC cannot meet but by a relay.
 */
import { expect } from '@playwright/test'
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { findChromium } from '../../../scripts/find-chromium.ts'
import { fingerprintOf, readHostKey } from '../../../src-server/relay/relay-shell.ts'
import { freePort } from '../../support/free-port.ts'
import { startRelayLab, type LabRelay, type RelayLab } from '../../support/relay-lab/relay-lab.ts'
import { launchBrowser } from './browser.ts'
import { startBuiltServer, type BuiltServer } from './built-server.ts'
import { writeCameraFile } from './colours.ts'
import { describeDesk, type Desk } from './desk.ts'
import { colourOfVideo, readInbound, readPlayedVoice, readWay, rememberPeers } from './peers.ts'
import { texts } from './texts.ts'
import { openVisitor, type Visitor } from './visitor.ts'
import { deskCamera, visitorCamera } from './world.ts'

/** What customers open in these tests. */
export const relayName = 'desk.example.jp'

/** What a waiting page says of a lost connection; the second where it has not heard yet that its knock was taken. */
export const cutOffWords = /接続が切れました|接続が戻り次第/

export type RelayWorld = {
  readonly lab: RelayLab
  readonly server: BuiltServer
  readonly desk: Desk
  /** The server's own command makes a relay of it, and gives it the name. */
  readonly setUp: (relay: LabRelay) => Promise<void>
  /** A customer who knows the name alone. */
  readonly openCustomer: () => Promise<Visitor>
  /** Both see and hear each other, by nothing but a relay. */
  readonly expectCall: (visitor: Visitor, from: string) => Promise<void>
  readonly expectGoesOn: (visitor: Visitor) => Promise<void>
  readonly hangUp: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function startRelayWorld(): Promise<RelayWorld> {
  const closers: (() => Promise<unknown>)[] = []
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).toReversed()) await closer()
  }
  try {
    return { ...(await start(closers)), close }
  } catch (cause) {
    await close()
    throw cause
  }
}

async function start(closers: (() => Promise<unknown>)[]): Promise<Omit<RelayWorld, 'close'>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'konkon-relay-lab-'))
  closers.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))
  const lab = await startRelayLab()
  closers.push(lab.dispose)
  await lab.leadNamesTo([lab.login.host])
  const dataFolder = path.join(folder, 'data')
  // No authority can see this network.
  const variables = { KONKON_ACME_DIRECTORY: 'none' }
  const server = await startBuiltServer({ dataFolder, port: await freePort(), variables })
  closers.push(server.stop)
  const { browser, context } = await launchBrowser({
    cameraFile: writeCameraFile(folder, deskCamera),
    locale: 'ja-JP',
    viewport: { width: 1366, height: 768 },
  })
  closers.push(() => browser.close())
  await context.addInitScript(rememberPeers)
  const page = await context.newPage()
  await page.goto(server.deskUrl)
  const desk = describeDesk('page', page, texts.ja)
  const program = path.join(folder, 'chromium')
  await writeFile(program, `#!/bin/sh\nexec ip netns exec ${lab.visitorNamespace} ${findChromium()} "$@"\n`, {
    mode: 0o755,
  })
  return {
    lab,
    server,
    desk,
    async setUp({ login: { host, port } }) {
      const fingerprint = fingerprintOf(await readHostKey(host, port))
      const setUp = ['relay', 'setup', host, '--name', relayName, '--host-key', fingerprint]
      expect(await runBuilt(setUp, dataFolder)).toContain(`https://${relayName}/ leads here`)
    },
    openCustomer: () =>
      openVisitor({
        url: `https://${relayName}/front-desk`,
        language: 'ja',
        colour: visitorCamera,
        shares: 'violet',
        folder,
        program,
        args: ['--ignore-certificate-errors'],
      }),
    async expectCall(visitor, from) {
      for (const side of [page, visitor.page]) {
        await expect.poll(() => readWay(side), { timeout: 30_000 }).toContain('relay')
        await expect.poll(async () => (await readInbound(side)).audioEnergy).toBeGreaterThan(0)
        await expect.poll(() => readPlayedVoice(side)).toBeGreaterThan(0)
      }
      await expect.poll(() => colourOfVideo(page, from)).toBe(visitorCamera)
    },
    async expectGoesOn(visitor) {
      for (const side of [page, visitor.page]) {
        const { audioPackets } = await readInbound(side)
        await expect
          .poll(async () => (await readInbound(side)).audioPackets, { timeout: 60_000 })
          .toBeGreaterThan(audioPackets + 20)
      }
    },
    hangUp: () => page.getByRole('button', { name: desk.texts.hangUp, exact: true }).click(),
  }
}

/** The `konkon` command as it is shipped, with the password typed. */
function runBuilt(args: readonly string[], dataFolder: string): Promise<string> {
  const program = path.join(import.meta.dirname, '../../../out/server/konkon.js')
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env['PATH'], KONKON_DATA: dataFolder, LANG: 'en_GB.UTF-8' }
    const child = execFile(process.execPath, [program, ...args], { env }, (cause, out, err) => {
      if (cause) reject(new Error(`${cause.message}: ${err}`))
      else resolve(out)
    })
    child.stdin?.end('lab\n')
  })
}
