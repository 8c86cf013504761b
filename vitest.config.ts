import { defineConfig } from 'vitest/config'

/**
 * Unit and integration tests: plain Node, real sockets on port 0, fakes for ports. The browser is Playwright's part.
 */
export default defineConfig({
  define: { __KONKON_VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    include: ['tests/**/*.test.ts'],
    environment: 'node',
    testTimeout: 15_000,
    hookTimeout: 30_000,
    // By itself it leaves one core to whoever watches; on two cores that is half of them.
    maxWorkers: '100%',
    restoreMocks: true,
  },
})
