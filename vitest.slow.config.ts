import { defineConfig } from 'vitest/config'

/**
 * Tests that must take their time, as key derivations, long histories and simulations do; everything
 * else is in `npm test`.
 */
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: [
      'packages/*/test/**/*.slow.test.ts',
      'tests/{chain-fuzz,engine,replay}/*.slow.test.ts',
    ],
    isolate: false,
    maxWorkers: '100%',
    testTimeout: 120_000,
  },
})
