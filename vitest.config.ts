import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['*/**/*.test.ts'],
    exclude: ['node_modules/**', 'dist/**', 'e2e/**'],
    testTimeout: 20_000,
    // Two cores: more workers than that make real servers slow, not tests fast.
    maxWorkers: 2,
  },
})
