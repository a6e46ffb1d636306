import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['source'] },
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: [
      'packages/*/test/**/*.test.ts',
      'tests/*.test.ts',
      'tests/{browser,chain-fuzz,engine,fuzz,life,parity,replay}/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/*.slow.test.ts'],
    isolate: false,
    // PERF: a second run takes what the first has transformed.
    experimental: { fsModuleCache: true },
    // By default one processor stays idle.
    maxWorkers: '100%',
    testTimeout: 20_000,
  },
})
