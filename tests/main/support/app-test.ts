import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test as base } from '@playwright/test'
import { launchApp, startApp, type LaunchedApp, type LaunchOptions } from '../../electron-shim/launch.ts'
import { connectVisitor, type VisitorClient } from './visitor-client.ts'

type Choices = Omit<LaunchOptions, 'dataFolder'> & { readonly dataFolder?: string }

type Fixtures = {
  /** A fresh folder for everything that an app keeps. */
  readonly dataFolder: string
  /** Starts the built app and waits until knocks are heard; it is closed after the test. */
  readonly launch: (choices?: Choices) => Promise<LaunchedApp>
  /** Starts the built app without waiting. */
  readonly start: (choices?: Choices) => LaunchedApp
  /** A visitor of a running app's room. */
  readonly visit: (app: LaunchedApp) => Promise<VisitorClient>
}

export const test = base.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from the pattern.
  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'konkon-app-'))
    await use(path.join(folder, 'data'))
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  },
  start: async ({ dataFolder }, use) => {
    const apps: LaunchedApp[] = []
    await use((choices = {}) => {
      const app = startApp({ dataFolder, ...choices })
      apps.push(app)
      return app
    })
    for (const app of apps) await app.close()
  },
  launch: async ({ dataFolder }, use) => {
    const apps: LaunchedApp[] = []
    await use(async (choices = {}) => {
      const app = await launchApp({ dataFolder, ...choices })
      apps.push(app)
      return app
    })
    for (const app of apps) await app.close()
  },
  // oxlint-disable-next-line no-empty-pattern -- As above.
  visit: async ({}, use) => {
    const visitors: VisitorClient[] = []
    await use(async (app) => {
      const visitor = await connectVisitor(await app.visitorUrl())
      visitors.push(visitor)
      return visitor
    })
    for (const visitor of visitors) visitor.dispose()
  },
})

export { expect }
