import { defineConfig } from 'vitest/config'

/** Tests that must take their time, as key derivations do; everything else is in `npm test`. */
export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['packages/*/test/**/*.slow.test.ts'],
    isolate: false,
    maxWorkers: 1,
    testTimeout: 120_000,
  },
})
