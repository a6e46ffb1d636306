import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['tests/packages/*.test.ts'],
    // Packing and installing go through npm.
    hookTimeout: 240_000,
    testTimeout: 60_000,
  },
})
