import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { test as base, expect } from '@playwright/test'
import { launchApp, type LaunchedApp } from '../../electron-shim/launch.ts'
import { chromiumArgs, launchBrowser } from './browser.ts'
import type { IceServer } from '../../../src-shared/call.ts'
import { freePort } from '../../support/free-port.ts'
import { startBuiltServer, type BuiltServer } from './built-server.ts'
import { colours, writeCameraFile, type Colour } from './colours.ts'
import { describeDesk, type Desk } from './desk.ts'
import { paintSharedScreen, rememberPeers, useRelayOnly } from './peers.ts'
import { texts } from './texts.ts'
import { openVisitor, type Visitor } from './visitor.ts'

export type DeskKind = Desk['kind']
export const deskKinds: readonly DeskKind[] = ['page', 'app']

/** A company with one desk, and visitors on their way. Everything in it is the built product, nothing is simulated. */
export type World = {
  readonly desk: Desk
  readonly visitorUrl: string
  /** Null for the desk page. */
  readonly app: LaunchedApp | null
  readonly newVisitor: (options?: {
    readonly language?: 'ja' | 'en'
    readonly colour?: Colour
    /** Where they reach the server, if not at its own port. */
    readonly port?: number
  }) => Promise<Visitor>
  /** Ends the room server without warning; the returned function waits until it serves again. */
  readonly killServer: () => Promise<() => Promise<void>>
}

type Options = {
  readonly deskKind: DeskKind
  readonly deskLanguage: 'ja' | 'en'
  /** TURN servers of the desk page's room server. Where there is one, nothing else lets a call through. */
  readonly relays: readonly IceServer[]
  /** Of the TURN servers without a password; null where they have one. */
  readonly turnSecret: string | null
  /** The tests of a file may follow each other at one desk, if none looks at what an earlier one left in the log. */
  readonly isDeskShared: boolean
}

/** The desk's camera sees blue and it shares a green screen; the visitor's sees red and it shares a violet one. */
const deskCamera: Colour = 'blue'
const deskScreen: Colour = 'green'
const visitorCamera: Colour = 'red'
const visitorScreen: Colour = 'violet'

/** The desk that is open, for the next test of the same kind. */
type OpenDesk = { readonly key: string; readonly opened: Opened; readonly close: () => Promise<void> }
type DeskKeeper = {
  readonly take: (key: string) => Opened | null
  readonly keep: (desk: OpenDesk) => void
  readonly close: () => Promise<void>
}

export const test = base.extend<Options & { world: World }, { deskKeeper: DeskKeeper }>({
  deskKind: ['page', { option: true }],
  deskLanguage: ['ja', { option: true }],
  relays: [[], { option: true }],
  turnSecret: [null, { option: true }],
  isDeskShared: [false, { option: true }],
  deskKeeper: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern.
    async ({}, use) => {
      let kept: OpenDesk | null = null
      const close = async (): Promise<void> => {
        const closing = kept
        kept = null
        await closing?.close()
      }
      await use({
        take: (key) => (kept?.key === key ? kept.opened : null),
        keep: (desk) => {
          kept = desk
        },
        close,
      })
      await close()
    },
    { scope: 'worker' },
  ],
  world: async ({ deskKind, deskLanguage, relays, turnSecret, isDeskShared, deskKeeper }, use, testInfo) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'konkon-e2e-'))
    const closers: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true, maxRetries: 5 })]
    const key = `${testInfo.file} ${deskKind} ${deskLanguage}`
    try {
      const opened = (isDeskShared ? deskKeeper.take(key) : null) ?? (await openDesk())
      const newVisitor: World['newVisitor'] = async (options = {}) => {
        const visitor = await openVisitor({
          url: options.port === undefined ? opened.visitorUrl : withPort(opened.visitorUrl, options.port),
          language: options.language ?? 'ja',
          colour: options.colour ?? visitorCamera,
          shares: visitorScreen,
          folder,
          isRelayed: relays.length > 0,
        })
        closers.push(visitor.close)
        return visitor
      }
      await use({ ...opened, newVisitor })
      if (isDeskShared && testInfo.status === 'passed') await clearDesk(opened.desk)
      else await deskKeeper.close()
    } finally {
      for (const close of closers.toReversed()) await close()
    }

    async function openDesk(): Promise<Opened> {
      await deskKeeper.close()
      const deskFolder = await mkdtemp(path.join(os.tmpdir(), 'konkon-desk-'))
      const deskClosers = [() => rm(deskFolder, { recursive: true, force: true, maxRetries: 5 })]
      const close = async (): Promise<void> => {
        for (const run of deskClosers.splice(0).toReversed()) await run()
      }
      try {
        const open = deskKind === 'page' ? openPageDesk : openAppDesk
        const opened = await open({
          folder: deskFolder,
          language: deskLanguage,
          relays,
          turnSecret,
          closers: deskClosers,
        })
        deskKeeper.keep({ key, opened, close })
        return opened
      } catch (cause) {
        await close()
        throw cause
      }
    }
  },
})

/** Ends what a test has left going on, as a person would. */
async function clearDesk({ page, texts: words, expectNoKnocks }: Desk): Promise<void> {
  const hangUp = page.getByRole('button', { name: words.hangUp, exact: true })
  if (await hangUp.isVisible()) await hangUp.click()
  await expect(hangUp).toHaveCount(0)
  await expectNoKnocks()
}

type OpenOptions = {
  readonly folder: string
  readonly language: 'ja' | 'en'
  readonly relays: readonly IceServer[]
  /** Of the TURN servers without a password; null where they have one. */
  readonly turnSecret: string | null
  readonly closers: (() => Promise<void>)[]
}
type Opened = Pick<World, 'desk' | 'app' | 'visitorUrl' | 'killServer'>

async function openPageDesk({ folder, language, relays, turnSecret, closers }: OpenOptions): Promise<Opened> {
  const dataFolder = path.join(folder, 'data')
  const port = await freePort()
  let server: BuiltServer = await startBuiltServer({ dataFolder, port, iceServers: relays, turnSecret })
  closers.push(() => server.stop())
  const { browser, context } = await launchBrowser({
    cameraFile: writeCameraFile(folder, deskCamera),
    locale: language === 'ja' ? 'ja-JP' : 'en-GB',
    viewport: { width: 1366, height: 768 },
  })
  closers.push(() => browser.close())
  await context.addInitScript(rememberPeers)
  if (relays.length > 0) await context.addInitScript(useRelayOnly)
  await context.addInitScript(paintSharedScreen, [...colours[deskScreen]])
  const page = await context.newPage()
  await page.goto(server.deskUrl)
  await expect(page.getByRole('link', { name: texts[language].queue })).toBeVisible()
  return {
    desk: describeDesk('page', page, texts[language]),
    app: null,
    visitorUrl: server.visitorUrl,
    async killServer() {
      await server.kill()
      return async () => {
        server = await startBuiltServer({ dataFolder, port, iceServers: relays, turnSecret })
      }
    },
  }
}

async function openAppDesk({ folder, language, closers }: OpenOptions): Promise<Opened> {
  const app = await launchApp({
    dataFolder: path.join(folder, 'data'),
    env: { KONKON_PORT: String(await freePort()) },
    locale: language === 'ja' ? 'ja-JP' : 'en-GB',
    chromiumArgs: chromiumArgs(writeCameraFile(folder, deskCamera)),
    initScripts: [rememberPeers],
  })
  closers.push(app.close)
  const page = await app.window('desk')
  await expect(page.getByRole('link', { name: texts[language].queue })).toBeVisible()
  return {
    desk: describeDesk('app', page, texts[language]),
    app,
    visitorUrl: await app.visitorUrl(),
    async killServer() {
      await app.killServer()
      return () => app.serverReady()
    },
  }
}

export { expect, deskCamera, deskScreen, visitorCamera, visitorScreen }

function withPort(url: string, port: number): string {
  const moved = new URL(url)
  moved.port = String(port)
  return moved.href
}
