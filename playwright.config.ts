import { defineConfig } from '@playwright/test'
import { chromiumFlags } from './scripts/chromium-flags.ts'
import { findChromium } from './scripts/find-chromium.ts'

const chromium = findChromium()

/**
 * In the machine's Chromium. Two workers for two cores: one for what encodes video, which fills a core by itself, and one
 * for the views on fakes, and for the app where it makes no call. They end at about the same time.
 */
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  projects: [
    {
      name: 'calls',
      testMatch: /tests\/((e2e|electron|rtc)\/.*|main\/(calling|knock|screen-share))\.spec\.ts/,
      workers: 1,
    },
    {
      name: 'views',
      testMatch: /tests\/((renderer|visitor)\/.*|main\/(life|pairing|windows-security))\.spec\.ts/,
      workers: 1,
    },
  ],
  use: {
    browserName: 'chromium',
    headless: true,
    // Without one on the machine, Playwright's own is used where it has been installed.
    launchOptions: { args: [...chromiumFlags], ...(chromium === null ? {} : { executablePath: chromium }) },
  },
})
