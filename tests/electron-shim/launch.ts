/**
 * Starts the built app on the shim and gives a test its handles: the windows as Playwright pages, and a control channel
 * to everything that only the operating system would show.
 *
 *     const app = await launchApp({ dataFolder })
 *     await app.line('ready')
 *     const desk = await app.window('desk')
 *     …
 *     await app.close()
 */
import { chromium, type Browser, type Page } from '@playwright/test'
import { spawn, type ChildProcess } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { findChromium } from '../../scripts/find-chromium.ts'
import type { WindowRole } from '../../src-shared/ipc-contract.ts'
import type { Colour } from '../e2e/support/colours.ts'
import { colourOfSource } from './colours.ts'
import type {
  AppRecord,
  ControlMessage,
  ControlMethod,
  ControlMethods,
  NotificationRecord,
  WindowRecord,
} from './control.ts'
import type { ShimOptions } from './options.ts'

const root = path.join(import.meta.dirname, '../..')
const lookEveryMs = 50
const endWithinMs = 15_000

export type LaunchOptions = {
  /** Becomes `KONKON_DATA`; the shim keeps what stands for the user's home beside it. */
  readonly dataFolder: string
  /** Beside `KONKON_PORT=0`, which any of these may replace. */
  readonly env?: Readonly<Record<string, string>>
  readonly args?: readonly string[]
  readonly chromiumArgs?: readonly string[]
  /** Language of the computer; English unless given. */
  readonly locale?: 'ja-JP' | 'en-GB'
  /** Run in every page before its own scripts. */
  readonly initScripts?: readonly (() => void)[]
  readonly isNotificationSupported?: boolean
}

export type LaunchedApp = {
  /** The page of a window, once it is loaded. Ask again after a crash: it is another page then. */
  readonly window: (role: WindowRole) => Promise<Page>
  /** Resolves with the first line of stdout that starts so; rejects when the app ends without it. */
  readonly line: (start: string) => Promise<string>
  readonly record: () => Promise<AppRecord>
  readonly windowState: (role: WindowRole) => Promise<WindowRecord>
  /** Asks until the answer is one, or fails with the last record after `withinMs`. */
  readonly until: <T>(read: (record: AppRecord) => T | null | undefined | false, withinMs?: number) => Promise<T>
  /** The notice that is open now. */
  readonly openNotification: () => Promise<NotificationRecord>
  readonly visitorUrl: () => Promise<string>
  readonly deskUrl: () => Promise<string>
  /** Ends the room server without warning; the app starts it again. */
  readonly killServer: () => Promise<void>
  /** Resolves when the room server answers on HTTP. */
  readonly serverReady: () => Promise<void>
  /** Takes the n-th source in the desk's picker, as a person would; returns the colour that it is painted with. */
  readonly chooseShareSource: (index: number) => Promise<Colour>
  readonly control: <M extends ControlMethod>(
    method: M,
    params: ControlMethods[M]['params'],
  ) => Promise<ControlMethods[M]['answer']>
  readonly output: { readonly stdout: readonly string[]; readonly stderr: readonly string[] }
  /** The exit code, once it has ended. */
  readonly ended: Promise<number | null>
  readonly pid: number
  /** Quits as a person would; kills and throws if that takes longer than 15 s. Idempotent. */
  readonly close: () => Promise<void>
}

/** Starts the app of `out/`; does not wait for anything. */
export function startApp(options: LaunchOptions): LaunchedApp {
  const child = spawnApp(options)
  const output = { stdout: [] as string[], stderr: [] as string[] }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve)
  })
  let hasEnded = false
  void ended.then(() => {
    hasEnded = true
  })
  collectLines(child, output)
  const control = createControl(child, ended)
  let browser: Promise<Browser> | null = null
  let closing: Promise<void> | null = null

  const until: LaunchedApp['until'] = async (read, withinMs = 10_000) => {
    const endsAt = Date.now() + withinMs
    for (;;) {
      const record = await control.ask('record', null)
      const found = read(record)
      if (found !== null && found !== undefined && found !== false) return found
      if (Date.now() > endsAt)
        throw new Error(`Not within ${withinMs} ms. The app now: ${JSON.stringify(record, null, 2)}`)
      await wait(lookEveryMs)
    }
  }

  async function page(role: WindowRole): Promise<Page> {
    browser ??= control.port.then((port) => chromium.connectOverCDP(`http://127.0.0.1:${port}`))
    const connected = await browser
    await until((record) =>
      record.windows.some((window) => window.role === role && window.url !== '' && window.url !== 'about:blank'),
    )
    const endsAt = Date.now() + 10_000
    for (;;) {
      const pages = connected.contexts().flatMap((context) => context.pages())
      const found = pages.findLast((each) => each.url().includes(`/${role}.html`))
      if (found) {
        await found.waitForLoadState('domcontentloaded')
        return found
      }
      if (Date.now() > endsAt) throw new Error(`No page "${role}" among ${pages.map((each) => each.url()).join(', ')}`)
      await wait(lookEveryMs)
    }
  }

  async function quit(): Promise<void> {
    await (await browser?.catch(() => null))?.close()
    if (hasEnded) return
    await control.ask('quit', null).catch(() => null)
    const code = await Promise.race([ended, wait(endWithinMs, 'late' as const, { ref: false })])
    if (code !== 'late') return
    child.kill('SIGKILL')
    throw new Error(`The app did not quit. Its stderr:\n${output.stderr.join('\n')}`)
  }

  return {
    window: page,
    control: control.ask,
    record: () => control.ask('record', null),
    windowState: (role) => until((record) => record.windows.find((window) => window.role === role)),
    until,
    openNotification: () => until((record) => record.notifications.findLast((each) => !each.isClosed)),
    line: (start) => waitForLine(start),
    visitorUrl: async () => lastWord(await waitForLine('visitor page: ')),
    deskUrl: async () => lastWord(await waitForLine('front desk: ')),
    killServer: async () => {
      const count = await control.ask('kill-utility-processes', null)
      if (count === 0) throw new Error('There was no room server to end.')
    },
    serverReady: async () => {
      const address = new URL('/healthz', lastWord(await waitForLine('visitor page: ')))
      const endsAt = Date.now() + 15_000
      while (
        !(await fetch(address).then(
          (response) => response.ok,
          () => false,
        ))
      ) {
        if (Date.now() > endsAt) throw new Error(`${address.href} does not answer.`)
        await wait(lookEveryMs)
      }
    },
    chooseShareSource: async (index) => {
      const source = (await control.ask('record', null)).sources[index]
      if (!source) throw new Error(`There is no source ${index}.`)
      const desk = await page('desk')
      await desk.getByRole('dialog').getByText(source.name, { exact: true }).click()
      return colourOfSource(source.id)
    },
    output,
    ended,
    pid: child.pid ?? -1,
    close: () => {
      closing ??= quit()
      return closing
    },
  }

  async function waitForLine(start: string): Promise<string> {
    for (;;) {
      const found = output.stdout.find((line) => line.startsWith(start))
      if (found !== undefined) return found
      if (hasEnded) throw new Error(`The app ended without "${start}". Its stderr:\n${output.stderr.join('\n')}`)
      await wait(lookEveryMs)
    }
  }
}

/** Starts the app and waits until knocks are heard. */
export async function launchApp(options: LaunchOptions): Promise<LaunchedApp> {
  const app = startApp(options)
  try {
    await app.line('ready')
  } catch (cause) {
    await app.close()
    throw cause
  }
  return app
}

function lastWord(line: string): string {
  return line.split(' ').at(-1) ?? ''
}

function spawnApp(options: LaunchOptions): ChildProcess {
  const chromiumPath = findChromium()
  if (chromiumPath === null) throw new Error('The shim needs a Chromium: set CHROMIUM.')
  const home = `${options.dataFolder}-home`
  mkdirSync(options.dataFolder, { recursive: true })
  mkdirSync(home, { recursive: true })
  const shimOptions: ShimOptions = {
    home,
    chromium: chromiumPath,
    chromiumArgs: options.chromiumArgs ?? [],
    isNotificationSupported: options.isNotificationSupported ?? true,
    languages: [options.locale ?? 'en-GB'],
    initScripts: (options.initScripts ?? []).map((script) => `(${script.toString()})()`),
  }
  const entry = path.join(root, 'out/main/index.js')
  return spawn(
    process.execPath,
    ['--import', path.join(import.meta.dirname, 'register.ts'), entry, ...(options.args ?? [])],
    {
      cwd: root,
      env: {
        ...process.env,
        KONKON_PORT: '0',
        KONKON_DATA: options.dataFolder,
        ...options.env,
        KONKON_SHIM: JSON.stringify(shimOptions),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      serialization: 'advanced',
    },
  )
}

function collectLines(child: ChildProcess, output: { readonly stdout: string[]; readonly stderr: string[] }): void {
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = child[name]
    if (stream) createInterface({ input: stream }).on('line', (line) => output[name].push(line))
  }
}

type Control = {
  readonly ask: LaunchedApp['control']
  readonly port: Promise<number>
}

function createControl(child: ChildProcess, ended: Promise<number | null>): Control {
  const waiting = new Map<
    number,
    { readonly resolve: (value: never) => void; readonly reject: (cause: Error) => void }
  >()
  let lastId = 0
  const port = new Promise<number>((resolve) => {
    child.on('message', (message: ControlMessage) => {
      if (message.kind === 'browser') {
        resolve(message.port)
        return
      }
      const asked = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.kind === 'answer') asked?.resolve(message.value as never)
      else asked?.reject(new Error(message.message))
    })
  })
  void ended.then((code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The app ended with code ${code}.`))
  })
  return {
    port,
    ask: (method, params) =>
      new Promise((resolve, reject) => {
        if (!child.connected) {
          reject(new Error('The app has ended.'))
          return
        }
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        child.send({ id, method, params })
      }),
  }
}
