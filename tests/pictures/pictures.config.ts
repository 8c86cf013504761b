/** How the pictures of every screen are taken and compared; `npm run pictures` starts it. */
import { defineConfig } from '@playwright/test'
import { chromiumFlags, fakeMediaFlags } from '../../scripts/chromium-flags.ts'
import { findChromium } from '../../scripts/find-chromium.ts'

const chromium = findChromium()

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results/pictures',
  projects: [
    { name: 'set', testIgnore: 'guide.spec.ts', snapshotPathTemplate: '{testDir}/set/{arg}{ext}' },
    {
      name: 'guide',
      testMatch: 'guide.spec.ts',
      snapshotPathTemplate: '{testDir}/../../docs/pictures/guide/{arg}{ext}',
    },
  ],
  workers: 2,
  fullyParallel: true,
  // A picture that is wrong is wrong three times; one that a busy machine spoiled is not.
  retries: 2,
  reporter: [[process.stdout.isTTY ? 'line' : 'dot']],
  timeout: 60_000,
  expect: {
    timeout: 15_000,
    // What the edges of letters do differently from one machine to the next; whatever moved is far more.
    toMatchSnapshot: { threshold: 0.2, maxDiffPixels: 60 },
  },
  use: {
    browserName: 'chromium',
    headless: true,
    timezoneId: 'Asia/Tokyo',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      // A voice is heard at once, as it is after a person's first press.
      args: [...chromiumFlags, ...fakeMediaFlags, '--autoplay-policy=no-user-gesture-required'],
      ...(chromium === null ? {} : { executablePath: chromium }),
    },
  },
})
